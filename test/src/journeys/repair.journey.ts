import { describe, expect, it } from "@jest/globals";
import { DEMO } from "@hearken/directory/demo-tenant";
import { filed, owed, timeline, told } from "../testing/complaint.js";
import type { Groups, TestHouse } from "../testing/house.js";
import type { Party, Variables } from "../testing/party.js";

/** The posts of Jindi's procedure that the officer of the small subsidiary holds all by themselves. */
const POSTS = ["sales_staff", "sales_lead", "sales_manager", "eng_head"];

const HANDLING_RECORD = [
  { field: "complainant", text: "张三" },
  { field: "complaint_matter", text: "屋顶漏水" },
  { field: "record_time", text: "09:05" },
  { field: "recorder", text: "沈清和" },
  { field: "service_line", code: "sales" },
  { field: "on_the_spot", code: "no" },
  { field: "repeated_and_confirmed", text: "09:06" },
  { field: "expected_feedback", text: "四月八日" },
  { field: "told_at", text: "09:07" },
];

/** The subsidiary goes by Jindi from April on, and has its posts held. */
async function goesByJindi(group: Groups): Promise<void> {
  const headquarters = group.as("headquarters");
  const { organizationId, staffId } = group.party("subsidiary-1");
  const adoption = { organizationId, regulation: "jindi", version: 1, effectiveFrom: "2025-04-01" };
  await headquarters.succeed("adoptRegulation", { ...adoption, calendar: DEMO.calendar }, "adoption { id }");
  for (const post of POSTS) await headquarters.succeed("assignPost", { staffId, post }, "__typename");
}

interface Filed {
  readonly recordId: string;
  readonly number: string | null;
}

/** What an officer does with one complaint. */
function workOn(officer: Party, complaintId: string) {
  const refusedBy = async (mutation: string, input: Variables = {}): Promise<string | undefined> =>
    (await officer.refused(mutation, { complaintId, ...input })).clause?.id;
  return {
    refusedBy,
    does: (mutation: string, input: Variables = {}) => officer.succeed(mutation, { complaintId, ...input }),
    takes: (step: string, input: Variables = {}) => officer.succeed("takeStep", { complaintId, step, ...input }),
    files: async (form: string, values: readonly Variables[], more: Variables = {}): Promise<Filed> => {
      const input = { complaintId, form, values, ...more };
      return (await officer.succeed<{ record: Filed }>("fileRecord", input, "record { recordId number }")).record;
    },
  };
}

const SHOWN = `query ($id: ID!) { complaint(id: $id) {
  steps { step label party }
  records { form label number keptUntil fields { field label text code } } } }`;

export function repair(house: () => TestHouse): void {
  describe("a repair under a procedure of steps and forms", () => {
    it("goes from sheet to sheet, each refused by its clause until what comes first is there, until it may be closed", async () => {
      await house().at("2025-03-05T09:00:00+08:00");
      const group = await house().found();
      await goesByJindi(group);
      await house().at("2025-04-02T09:00:00+08:00");
      const officer = group.as("subsidiary-1");
      const { staffId } = group.party("subsidiary-1");
      const id = await filed(group, "subsidiary-1", { category: "design_construction" });
      const work = workOn(officer, id);

      expect(await work.refusedBy("finishComplaint")).toBe("JD-7.1.2a");
      const values = HANDLING_RECORD;
      expect(await work.refusedBy("fileRecord", { form: "handling_record", values })).toBe("JD-7.1.2c");
      await work.does("promiseFeedback", { on: "2025-04-08" });
      const record = await work.files("handling_record", values);
      expect(record.number).toBe("TS20250001");

      expect(await work.refusedBy("takeStep", { step: "sheet_issued", party: "eng_head" })).toMatch(/^JD-/);
      const { recordId } = await work.files("work_sheet", [
        { field: "handling_record", text: record.number },
        { field: "issuer", text: "沈清和" },
        { field: "addressee", code: "eng_head" },
      ]);
      await work.takes("sheet_issued", { party: "eng_head", recordId });
      expect(owed(await told(officer, id), "return_sheet")).toMatchObject({
        owner: { code: "eng_head" },
        status: "OPEN",
        clauses: [{ id: "JD-7.2.3" }],
      });
      expect(await work.refusedBy("takeStep", { step: "sheet_work_started" })).toBe("JD-5.3");
      await work.takes("responsible_named", { recordId, staffId });
      await work.takes("sheet_work_started");

      const measures = [{ field: "handling_measures", text: "重做防水层" }];
      await work.files("handling_record", measures, { recordId: record.recordId });
      const told_ = [
        { field: "told_at", text: "14:00" },
        { field: "way", code: "phone" },
        { field: "reaction", code: "accepts" },
      ];
      await work.files("opinion_told", told_);
      expect(await work.refusedBy("finishComplaint")).toBe("JD-7.2.3");
      await work.files(
        "work_sheet_return",
        [
          { field: "handling_opinion", text: "防水层破损" },
          { field: "solution", text: "重做防水层" },
        ],
        { recordId },
      );
      expect(owed(await told(officer, id), "return_sheet")).toMatchObject({ status: "MET" });
      await work.does("finishComplaint", { responsibility: "OURS", summary: "防水层已重做。" });

      expect(await work.refusedBy("closeComplaint")).toBe("JD-7.5.4");
      await work.files("record_list_entry", [
        { field: "number", text: record.number },
        { field: "customer", text: "张三" },
        { field: "result", text: "已修好" },
        { field: "date", text: "2025-04-02" },
      ]);
      expect(await work.refusedBy("closeComplaint")).toBe("JD-7.5.3");
      await work.does("recordFollowUp", { outcome: "satisfied", satisfaction: 5 });
      await work.does("closeComplaint");

      const { complaint } = await officer.ask<{ complaint: { steps: unknown[]; records: unknown[] } }>(SHOWN, { id });
      expect(complaint.steps).toMatchObject([
        { step: "sheet_issued", label: "签发投诉工作处理单", party: "eng_head" },
        { step: "responsible_named" },
        { step: "sheet_work_started" },
      ]);
      expect(complaint.records).toMatchObject([
        { form: "handling_record", number: "TS20250001", keptUntil: "2026-04-02T01:00:00.000Z" },
        { form: "work_sheet" },
        { form: "opinion_told" },
        { form: "work_sheet_return" },
        { form: "record_list_entry" },
      ]);
      // Nobody's words are in the history.
      const said = JSON.stringify(await timeline(officer, id));
      for (const words of ["张三", "防水层", "沈清和"]) expect(said).not.toContain(words);
    });

    it("is reported on at the end of the month, whole and to whoever must have it", async () => {
      await house().at("2025-03-05T09:00:00+08:00");
      const group = await house().found();
      await goesByJindi(group);
      await house().at("2025-04-30T17:00:00+08:00");
      const officer = group.as("subsidiary-1");
      const { organizationId } = group.party("subsidiary-1");
      const asked = { id: organizationId, from: "2025-04-30", to: "2025-04-30" };
      const report = async (): Promise<unknown> => {
        const { duties } = await officer.ask<{ duties: { edges: { node: { code: string } }[] } }>(
          `query ($id: ID!, $from: Date!, $to: Date!) { duties(organizationId: $id, from: $from, to: $to, first: 50) {
             edges { node { code status dueAt report owner { code } to { code } clauses { id } } } } }`,
          asked,
        );
        return duties.edges.find(({ node }) => node.code === "monthly_report")?.node;
      };
      expect(await report()).toMatchObject({
        status: "OPEN",
        dueAt: "2025-04-30T16:00:00.000Z",
        owner: { code: "sales_lead" },
        to: [{ code: "sales_manager" }, { code: "deputy_gm" }],
      });
      const done = { organizationId, duty: "monthly_report", on: "2025-04-30", to: ["sales_manager", "deputy_gm"] };
      const sections = ["gathering", "analysis", "recurrences", "views_of_customers"];
      const part = { ...done, sections: sections.filter((section) => section !== "recurrences") };
      expect(await officer.refused("fulfilDuty", part)).toMatchObject({
        code: "REGULATION",
        clause: { id: "JD-1" },
        path: ["input", "sections"],
      });
      await officer.succeed("fulfilDuty", { ...done, sections, report: "四月投诉三件。" }, "duty { key }");
      expect(await report()).toMatchObject({ status: "MET", report: "四月投诉三件。" });
      expect(
        await group
          .as("subsidiary-2")
          .faultOf(
            `query ($id: ID!) { duties(organizationId: $id, from: "2025-04-30", to: "2025-04-30", first: 1) { edges { node { key } } } }`,
            { id: organizationId },
          ),
      ).toBe("NOT_FOUND");
    });
  });
}
