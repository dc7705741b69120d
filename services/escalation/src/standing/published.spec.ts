import { describe, expect, it } from "@jest/globals";
import { event, type NewEvent } from "@hearken/contracts";
import { DAY, instant, newId, SYSTEM, type Instant } from "@hearken/kernel";
import { prepare, publishedRegulation, publishedRegulations, type HistoryEvent } from "@hearken/regulation";
import fc from "fast-check";
import { ROUND_THE_CLOCK } from "../testing/trial-rules.harness.js";
import { difference, NOTHING_KEPT } from "./difference.js";
import { reckon, unspeakable } from "./reckoning.js";

const START = instant("2025-03-03T09:00:00+08:00");
const RELAY = newId();

const happenings: readonly NewEvent[] = [
  event("complaint.relayed", { to: "functional_handler", relayId: RELAY }),
  event("relay.answered", { relayId: RELAY, form: "written" }),
  event("complaint.complainant_joined", { complainantId: newId() }),
  event("complaint.complainant_joined", { complainantId: newId() }),
  event("recurrence.found", { complainants: 4, complaintIds: [newId()], windowStart: START }),
  event("fact.recorded", { name: "litigationFiled", flag: true }),
  event("fact.recorded", { name: "delayCause", code: "ours" }),
  event("validity.questioned", {}),
  event("feedback.promised", { on: "2025-03-20" }),
  event("complaint.suspended", { reason: "waiting", reasonId: newId() }),
  event("complaint.resumed", {}),
  event("reply.sent", { replyId: newId(), kind: "preliminary", public: true }),
  event("complaint.finished", { responsibility: "ours" }),
  event("complaint.reopened", { reason: "again" }),
  event("complaint.closed", {}),
];

const fact = (happened: NewEvent, ms: number): HistoryEvent => ({
  ...happened,
  id: newId(),
  occurredAt: (START + ms) as Instant,
  actor: SYSTEM,
});

describe.each(publishedRegulations())("what follows under $code version $version", ({ code, version }) => {
  const file = publishedRegulation(code, version);
  if (file === undefined) throw new Error(`${code} is not published`);
  const rules = prepare(file, ROUND_THE_CLOCK);
  const place = {
    complaintId: newId<"Complaint">(),
    organizationId: newId<"Organization">(),
    projectId: null,
    regulation: code,
    regulationVersion: version,
  };
  const receipts = fc
    .record({
      channel: fc.constantFrom(...file.channels.map((one) => one.code)),
      people: fc.integer({ min: 1, max: 12 }),
    })
    .map(({ channel, people }) =>
      event("complaint.received", {
        channel,
        complainantIds: Array.from({ length: people }, () => newId()),
        receivedBy: "centre",
        regulation: code,
        regulationVersion: version,
      }),
    );
  const steps = fc.array(fc.tuple(fc.constantFrom(...happenings), fc.integer({ min: 0, max: 10 * DAY })), {
    maxLength: 15,
  });

  it("can be told by the contracts, and told once, is not told again", () => {
    fc.assert(
      fc.property(receipts, steps, (receipt, later) => {
        const history = [fact(receipt, 0), ...later.map(([happened, ms]) => fact(happened, ms))];
        const standing = reckon(rules, { place, history, at: (START + 40 * DAY) as Instant });
        expect(unspeakable(difference(NOTHING_KEPT, standing).conclusions)).toBeUndefined();
        const { head, ...kept } = standing;
        expect(head.nextChangeAt ?? Infinity).toBeGreaterThan(head.evaluatedAt);
        expect(difference(kept, standing).conclusions).toEqual([]);
      }),
    );
  });
});
