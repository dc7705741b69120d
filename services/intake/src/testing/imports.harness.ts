import { createHash } from "node:crypto";
import type { Database } from "@hearken/postgres";
import { openKeyring, openRulebook, temporaryMasterKeys, type Platform } from "@hearken/service-kit";
import { asking, type Ask, type Asker } from "@hearken/service-kit/testing/asking";
import { intake, runImports } from "../service.js";
import { outcomeOf, type Input } from "./complaints.harness.js";
import type { House } from "./world.harness.js";

/** An import as the API shows it. */
export interface Shown {
  readonly id: string;
  readonly state: string;
  readonly total: number | null;
  readonly done: number;
  readonly valid: number;
  readonly filed: number;
  readonly alreadyThere: number;
  readonly refused: number;
  readonly missingParts: readonly number[];
  readonly keptUntil: string | null;
  readonly startedBy: string | null;
  readonly fault: { readonly code: string; readonly row: number | null; readonly column: number | null } | null;
  readonly rows: {
    readonly edges: readonly {
      readonly node: {
        readonly row: number;
        readonly outcome: string;
        readonly complaint: { readonly id: string } | null;
        readonly problems: readonly {
          readonly code: string;
          readonly field: string | null;
          readonly message: string;
          readonly clause: { readonly id: string } | null;
        }[];
      };
    }[];
  };
  readonly report: { readonly csv: string };
}

const SHOWN = `query ($id: ID!) { complaintImport(id: $id) { id state total done valid filed alreadyThere refused missingParts
  keptUntil startedBy fault { code row column message }
  rows(first: 100) { edges { node { row outcome complaint { id } problems { code field message clause { id } } } } }
  report(first: 100) { csv } } }`;

/** Imports of a service, as people and its worker handle them. */
export interface Imports {
  readonly ask: Ask;
  readonly platform: Platform;
  send(asker: Asker, mutation: string, input: Input): Promise<unknown>;
  /** Opens an import and sends its file; answers its id. */
  upload(house: House, file: string | Buffer, more?: Input & { readonly by?: Asker }): Promise<string>;
  start(asker: Asker, importId: string, isDryRun?: boolean): Promise<unknown>;
  /** Starts it, works until nothing is left, and shows what it came to. */
  carriedOut(asker: Asker, importId: string, isDryRun?: boolean): Promise<Shown>;
  shown(asker: Asker, importId: string): Promise<Shown>;
  work(database?: Database): Promise<number>;
}

export const digestOf = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

export function importing(database: Database): Imports {
  const keyring = openKeyring(temporaryMasterKeys());
  const ask = asking(database, intake(), keyring);
  const log = new Proxy({}, { get: () => () => undefined }) as Platform["log"];
  const platform: Platform = { database, log, keyring, rulebook: openRulebook(), clauses: () => undefined };
  const send: Imports["send"] = async (asker, mutation, input) => {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}`;
    const document = `mutation ($input: ${type}Input!) { ${mutation}(input: $input) { __typename
      ... on ${type}Success { import { id state } } ... on Refusal { code path message } } }`;
    return outcomeOf(await ask(asker, document, { input }), mutation);
  };
  const shown: Imports["shown"] = async (asker, id) => {
    const { data, codes } = await ask(asker, SHOWN, { id });
    if (codes.length > 0) throw new Error(`the import is not shown: ${String(codes[0])}`);
    return data["complaintImport"] as Shown;
  };
  const work = (through = database): Promise<number> => runImports({ ...platform, database: through });
  return {
    ...{ ask, platform, send, shown, work },
    async upload(house, file, { by = house, ...more } = {}) {
      const { organizationId } = house;
      const bytes = Buffer.from(file);
      const size = Math.max(1, Math.ceil(bytes.length / 2));
      const parts = [bytes.subarray(0, size), bytes.subarray(size)].filter(({ length }) => length > 0);
      const input = { organizationId, format: "CSV", source: "old-desk", totalParts: parts.length, ...more };
      const opened = (await send(by, "openImport", input)) as { import?: { id: string } };
      if (opened.import === undefined) throw new Error(`not opened: ${JSON.stringify(opened)}`);
      const importId = opened.import.id;
      for (const [index, part] of parts.entries()) {
        const content = part.toString("base64");
        const added = await send(by, "addImportPart", { importId, part: index + 1, content, sha256: digestOf(part) });
        if (!JSON.stringify(added).includes("Success")) throw new Error(`not added: ${JSON.stringify(added)}`);
      }
      return importId;
    },
    start: (asker, importId, isDryRun = false) => send(asker, "startImport", { importId, isDryRun }),
    async carriedOut(asker, importId, isDryRun = false) {
      const started = await send(asker, "startImport", { importId, isDryRun });
      if (!JSON.stringify(started).includes("Success")) throw new Error(`not started: ${JSON.stringify(started)}`);
      await work();
      return shown(asker, importId);
    },
  };
}

const HEADINGS = "来源编号,投诉时间,投诉渠道,主题,内容,投诉人,联系电话,受理方";

/** A row of a partner's file as it should be; `more` puts other cells by their place. */
export function lineOf(ref: string, more: Readonly<Record<number, string>> = {}): string {
  const cells = [ref, "2024-03-01 09:30", "phone", "屋顶漏水", "下雨时客厅漏水。", "张三", "13800001234", "客服中心"];
  return cells.map((text, place) => `"${(more[place] ?? text).replaceAll('"', '""')}"`).join(",");
}

export function csvOf(lines: readonly string[], headings = HEADINGS): string {
  return `${[headings, ...lines].join("\r\n")}\r\n`;
}
