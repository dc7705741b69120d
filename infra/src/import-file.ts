import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { setTimeout as pause } from "node:timers/promises";
import { DEMO } from "@hearken/directory";
import { openDevelopmentIssuer } from "@hearken/service-kit";
import { houseEnvironment, KEPT } from "./environment.js";
import { gatewayClient, isAnswering, type GatewayClient } from "./gateway-client.js";
import { importReport, type ImportShown } from "./import-report.js";
import { runningHouse } from "./running.js";
import { demoToken } from "./welcome.js";

/** What was asked for on the command line. */
export interface ImportOptions {
  readonly format?: "csv" | "xlsx" | "jsonl";
  readonly source: string;
  readonly organization?: string;
  readonly project?: string;
  readonly receivedBy?: string;
  readonly dryRun?: true;
}

/** What the door takes at a time, before it is written in base64. */
const PART_BYTES = 180_000;
const LOOK_EVERY_MS = 300;
const ENDED = ["DONE", "STOPPED", "FAILED", "CANCELLED", "EXPIRED"];

const OPEN = `mutation ($input: OpenImportInput!) { openImport(input: $input) {
  ... on OpenImportSuccess { import { id } } ... on Refusal { code message path } } }`;
const ADD = `mutation ($input: AddImportPartInput!) { addImportPart(input: $input) {
  ... on AddImportPartSuccess { import { id } } ... on Refusal { code message path } } }`;
const START = `mutation ($input: StartImportInput!) { startImport(input: $input) {
  ... on StartImportSuccess { import { id } } ... on Refusal { code message path } } }`;
const PROGRESS = `query ($id: ID!) { complaintImport(id: $id) {
  state isDryRun total done valid filed alreadyThere refused fault { code message row column }
  rows(first: 20, outcomes: [REFUSED]) { edges { node { row problems { field message clause { id } } } } pageInfo { hasNextPage } } } }`;

interface Answered {
  readonly import?: { readonly id: string };
  readonly code?: string;
  readonly message?: string;
  readonly path?: readonly string[];
}

/** Imports a file into the house that runs, as headquarters, and prints what became of it. Answers the exit code. */
export async function importFile(file: string, options: ImportOptions): Promise<number> {
  const url = houseEnvironment().address ?? runningHouse();
  if (url === undefined || !(await isAnswering(url))) {
    process.stderr.write("No house answers. Start one with `npm start`, or name it by HEARKEN_URL.\n");
    return 1;
  }
  const client = gatewayClient(url, demoToken(await openDevelopmentIssuer(KEPT), "headquarters"));
  const id = await upload(client, await readFile(file), { ...options, format: options.format ?? formatOf(file) });
  await act(client, START, { importId: id, isDryRun: options.dryRun === true });
  const shown = await untilEnded(client, id);
  process.stdout.write(`${importReport(shown)}\n`);
  return shown.state === "DONE" && shown.refused === 0 ? 0 : 1;
}

function formatOf(file: string): NonNullable<ImportOptions["format"]> {
  const ending = path.extname(file).toLowerCase();
  return ending === ".xlsx" ? "xlsx" : ending === ".jsonl" ? "jsonl" : "csv";
}

async function upload(client: GatewayClient, bytes: Buffer, options: ImportOptions): Promise<string> {
  const totalParts = Math.max(1, Math.ceil(bytes.length / PART_BYTES));
  const opened = await act(client, OPEN, {
    organizationId: options.organization ?? DEMO["subsidiary-1"].organizationId,
    projectId: options.project,
    format: options.format?.toUpperCase(),
    source: options.source,
    receivedBy: options.receivedBy?.toUpperCase(),
    totalParts,
  });
  const importId = opened.import?.id ?? "";
  for (let part = 1; part <= totalParts; part += 1) {
    const piece = bytes.subarray((part - 1) * PART_BYTES, part * PART_BYTES);
    const sha256 = createHash("sha256").update(piece).digest("hex");
    await act(client, ADD, { importId, part, content: piece.toString("base64"), sha256 });
    process.stderr.write(`\ruploaded ${part}/${totalParts} parts`);
  }
  process.stderr.write("\n");
  return importId;
}

async function act(client: GatewayClient, query: string, input: object): Promise<Answered> {
  const [answered] = Object.values(await client.ask<Record<string, Answered>>(query, { input }));
  if (answered?.import !== undefined) return answered;
  throw new Error(`Refused: ${answered?.message ?? ""} (${answered?.path?.join(".") ?? ""})`);
}

async function untilEnded(client: GatewayClient, id: string): Promise<ImportShown> {
  for (;;) {
    const { complaintImport: shown } = await client.ask<{ complaintImport: ImportShown }>(PROGRESS, { id });
    process.stderr.write(`\r${shown.done}/${shown.total ?? "…"} rows`);
    if (ENDED.includes(shown.state)) {
      process.stderr.write("\n");
      return shown;
    }
    await pause(LOOK_EVERY_MS);
  }
}
