import { newId } from "@hearken/kernel";
import { filing, timeline, told } from "./complaint.js";
import { eventually } from "./eventually.js";
import type { Groups, TestHouse } from "./house.js";
import type { Variables } from "./party.js";

/** Everything of a complaint that has an id of its own, by what an input calls it. */
export interface Things {
  readonly complaintId: string;
  readonly previousId: string;
  readonly complainantId: string;
  readonly relayId: string;
  readonly contactId: string;
  readonly evidenceId: string;
  readonly replyId: string;
  readonly supportId: string;
  readonly bulletinId: string;
  readonly obligationId: string;
  readonly recordId: string;
  /** Of the complaint's stream, once nothing follows any more. */
  readonly version: number;
}

interface Parts {
  readonly version: number;
  readonly complainants: readonly { readonly id: string }[];
  readonly relays: readonly { readonly id: string }[];
  readonly contacts: readonly { readonly id: string }[];
  readonly evidence: readonly { readonly id: string }[];
  readonly replies: readonly { readonly id: string }[];
  readonly words: readonly { readonly id: string; readonly kind: string }[];
  readonly bulletins: readonly { readonly id: string }[];
  readonly obligations: readonly { readonly id: string }[];
  readonly records: readonly { readonly recordId: string }[];
}

const PARTS = `query ($id: ID!) { complaint(id: $id) { version complainants { id } relays { id } contacts { id }
  evidence { id } replies { id } words { id kind } bulletins { id } obligations { id } records { recordId } } }`;

/** Steps that leave a row in every table of a complaint. `canary` stands in all its words. */
function steps(canary: string): readonly (readonly [mutation: string, input: Variables])[] {
  return [
    ["relayComplaint", { to: "service_specialist" }],
    ["recordAccused", { post: "dept_head" }],
    ["attachEvidence", { kind: "photo", uri: "https://files.example/1", label: canary }],
    ["recordContact", { purpose: "progress", medium: "phone", reached: true, note: canary }],
    ["requestSupport", { from: "expert_panel", question: canary }],
    ["sendReply", { kind: "substantive", public: true, text: canary, confirms: ["proofread", "thanks"] }],
    ["takeStep", { step: "issues_listed", items: ["roof"], text: canary }],
    ["fileRecord", { form: "complaint_record", values: [{ field: "description", text: canary }] }],
    ["recordFact", { name: "mediaPossible", flag: true }],
  ];
}

/** A complaint at a subsidiary with everything about it; what is owed stays open. */
export async function livelyComplaint(
  group: Groups,
  { at, canary }: { readonly at: "subsidiary-1" | "subsidiary-2"; readonly canary: string },
): Promise<Things> {
  const officer = group.as(at);
  const file = async (more: Variables = {}): Promise<string> => {
    const complainants = [
      { name: canary, phone: "13800001234" },
      { name: canary, phone: "13900001234" },
    ];
    const input = filing(group, at, { subject: canary, text: canary, complainants, idempotencyKey: newId(), ...more });
    return (await officer.succeed<{ complaint: { id: string } }>("fileComplaint", input)).complaint.id;
  };
  const previousId = await file();
  const ended = await file();
  for (const [mutation, input] of [
    ["finishComplaint", { summary: canary }],
    ["recordFollowUp", { outcome: "satisfied", note: canary }],
  ] as const) {
    await officer.succeed(mutation, { complaintId: ended, ...input });
  }
  const complaintId = await file();
  for (const [mutation, input] of steps(canary)) await officer.succeed(mutation, { complaintId, ...input });
  const whole = await eventually(
    () => timeline(officer, complaintId),
    (lines) => lines.some(({ type }) => type === "bulletin.opened"),
  );
  await tried(group, at);
  const { complaint } = await officer.ask<{ complaint: Parts }>(PARTS, { id: complaintId });
  const first = (list: readonly { readonly id: string }[]): string => list[0]?.id ?? "";
  return {
    ...{ complaintId, previousId },
    complainantId: first(complaint.complainants),
    relayId: first(complaint.relays),
    contactId: first(complaint.contacts),
    evidenceId: first(complaint.evidence),
    replyId: first(complaint.replies),
    supportId: first(complaint.words.filter(({ kind }) => kind === "support_request")),
    bulletinId: first(complaint.bulletins),
    obligationId: first(complaint.obligations),
    recordId: complaint.records[0]?.recordId ?? "",
    version: whole.length,
  };
}

/** A trial of the subsidiary's complaints under a stricter regulation: what nobody relayed yet would be due sooner. */
async function tried(group: Groups, at: "subsidiary-1" | "subsidiary-2"): Promise<void> {
  const officer = group.as(at);
  const { trial } = await officer.succeed<{ trial: { id: string } }>(
    "trialRegulation",
    {
      ...{ regulation: "ligao-south", version: 1, organizationId: group.party(at).organizationId },
      ...{ from: "2000-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z" },
    },
    "trial { id }",
  );
  await eventually(
    () =>
      officer.ask<{ regulationTrial: { differing: number } }>(
        "query ($id: ID!) { regulationTrial(id: $id) { differing } }",
        { id: trial.id },
      ),
    ({ regulationTrial }) => regulationTrial.differing > 0,
  );
}

/** Lets what is owed for a complaint fall due, so that it is breached, told and rises. */
export async function breached(house: TestHouse, group: Groups, complaintId: string): Promise<void> {
  await house.clock.advance(3_600_000);
  await eventually(
    () => told(group.as("headquarters"), complaintId),
    ({ escalations }) => escalations.length > 0,
  );
}
