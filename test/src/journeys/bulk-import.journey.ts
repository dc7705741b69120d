import { createHash } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { eventually } from "../testing/eventually.js";
import type { TestHouse } from "../testing/house.js";
import type { Party } from "../testing/party.js";
import { enter, programOf, tokenOf } from "../testing/program.js";

const HEADINGS = "工单编号,投诉时间,投诉渠道,主题,内容,投诉人,联系电话,房号";
const COLUMNS = [{ heading: "工单编号", field: "SOURCE_REF" }];
const row = (ref: string, channel: string): string =>
  `${ref},2025-03-20 09:30,${channel},电梯停运,三号楼电梯停运两天。,王女士,13800001234,`;

const SHOWN = `query ($id: ID!) { complaintImport(id: $id) { id state total done valid filed alreadyThere refused missingParts
  organization { id } project { id } fault { code message }
  rows(first: 10, outcomes: [REFUSED]) { edges { node { row problems { code field message } } } }
  report(first: 10) { csv } } }`;

interface Shown {
  readonly state: string;
  readonly report: { readonly csv: string };
  readonly [field: string]: unknown;
}

/** Opens an import of a partner's file, sends it in two parts, the second first, and answers its id. */
async function upload(
  partner: Party,
  place: { readonly organizationId: string; readonly projectId: string | undefined },
  rows: readonly string[],
): Promise<string> {
  const bytes = Buffer.from([HEADINGS, ...rows].join("\r\n"));
  const opening = { ...place, format: "CSV", source: "partner-desk", columns: COLUMNS, receivedBy: "EMPLOYEE" };
  const opened = await partner.succeed<{ import: { id: string } }>(
    "openImport",
    { ...opening, totalParts: 2 },
    "import { id }",
  );
  const importId = opened.import.id;
  for (const [part, piece] of [
    [2, bytes.subarray(100)],
    [1, bytes.subarray(0, 100)],
  ] as const) {
    const sha256 = createHash("sha256").update(piece).digest("hex");
    await partner.succeed(
      "addImportPart",
      { importId, part, content: piece.toString("base64"), sha256 },
      "import { id }",
    );
  }
  return importId;
}

async function carriedOut(partner: Party, importId: string, isDryRun: boolean): Promise<Shown> {
  await partner.succeed("startImport", { importId, isDryRun }, "import { state }");
  const { complaintImport } = await eventually(
    () => partner.ask<{ complaintImport: Shown }>(SHOWN, { id: importId }),
    ({ complaintImport: { state } }) => !["WAITING", "RUNNING"].includes(state),
  );
  return complaintImport;
}

export function bulkImport(house: () => TestHouse): void {
  describe("a partner's program that brings a file of complaints", () => {
    it("tries it out, mends it, imports it at its original times, and does nothing by doing it again", async () => {
      await house().at("2025-03-24T09:00:00+08:00");
      const group = await house().found();
      const { client, secret } = await programOf(group);
      const partner = enter(house(), await tokenOf(house(), client, secret));
      const { organizationId, projectIds } = group.party("subsidiary-1");
      const place = { organizationId, projectId: projectIds[0] };

      const first = await upload(partner, place, [row("W-1", "电话"), row("W-2", "鸽子")]);
      const tried = await carriedOut(partner, first, true);
      expect(tried).toMatchObject({
        ...{ state: "DONE", total: 2, valid: 1, filed: 0, refused: 1, fault: null },
        ...{ organization: { id: organizationId }, project: { id: projectIds[0] } },
        rows: { edges: [{ node: { row: 3, problems: [{ code: "INVALID_INPUT", field: "CHANNEL" }] } }] },
      });
      expect(tried.report.csv).toMatch(/^"[^"]+"(,"[^"]+"){6}\r\n"2",/);
      expect(await partner.ask("{ complaints(first: 5) { edges { node { id } } } }")).toEqual({
        complaints: { edges: [] },
      });
      await partner.succeed("cancelImport", { importId: first }, "import { state }");

      const mended = [row("W-1", "电话"), row("W-2", "phone")];
      const second = await upload(partner, place, mended);
      expect(await carriedOut(partner, second, false)).toMatchObject({ state: "DONE", filed: 2, refused: 0 });
      const read = "{ complaints(first: 5) { edges { node { sourceRef receivedAt channel { code } } } } }";
      const { complaints } = await partner.ask<{ complaints: { edges: { node: object }[] } }>(read);
      expect(complaints.edges.map(({ node }) => node)).toEqual(
        expect.arrayContaining(
          ["W-1", "W-2"].map((sourceRef) => ({
            ...{ sourceRef, receivedAt: "2025-03-20T01:30:00.000Z", channel: { code: "phone" } },
          })),
        ),
      );
      const again = await carriedOut(partner, await upload(partner, place, mended), false);
      expect(again).toMatchObject({ state: "DONE", filed: 0, alreadyThere: 2, refused: 0 });

      expect(await group.as("subsidiary-2").faultOf(SHOWN, { id: second })).toBe("NOT_FOUND");
      const officer = await group.as("subsidiary-1").refused("startImport", { importId: second, isDryRun: false });
      expect(officer.code).toBe("FORBIDDEN");
    });
  });
}
