import { describe, expect, it } from "@jest/globals";
import { event, type NewEvent } from "@hearken/contracts";
import { DAY, HOUR, instant, MINUTE, newId, SYSTEM, type ComplaintId, type Instant } from "@hearken/kernel";
import type { HistoryEvent } from "@hearken/regulation";
import fc from "fast-check";
import { trialRules } from "../testing/trial-rules.harness.js";
import type { Conclusion } from "./conclusion.js";
import { difference, NOTHING_KEPT, type Changes, type Difference, type Kept } from "./difference.js";
import type { Place, Projection } from "./projection.js";
import { reckon, unspeakable } from "./reckoning.js";

const START = instant("2025-03-03T09:00:00+08:00");
const place: Place = {
  complaintId: newId<"Complaint">(),
  organizationId: newId<"Organization">(),
  projectId: null,
  regulation: "trial",
  regulationVersion: 1,
};

const received = event("complaint.received", {
  channel: "phone",
  complainantIds: [newId()],
  receivedBy: "centre",
  regulation: "trial",
  regulationVersion: 1,
});
const RELAY = newId();
const happenings: readonly NewEvent[] = [
  event("complaint.relayed", { to: "manager", relayId: RELAY }),
  event("relay.answered", { relayId: RELAY, form: "written" }),
  event("complaint.complainant_joined", { complainantId: newId() }),
  event("complaint.complainant_joined", { complainantId: newId() }),
  event("complaint.suspended", { reason: "waiting" }),
  event("complaint.resumed", {}),
  event("fact.recorded", { name: "ours", flag: true }),
  event("bulletin.issued", { bulletinId: newId(), kind: "grave", to: ["manager"], sections: ["state"] }),
  event("contact.made", { contactId: newId(), purpose: "progress", medium: "phone", reached: true }),
  event("complaint.closed", {}),
  event("complaint.reopened", { reason: "again" }),
  event("complaint.withdrawn", {}),
];

const at = (ms: number): Instant => (START + ms) as Instant;
const fact = (happened: NewEvent, ms: number): HistoryEvent => ({
  ...happened,
  id: newId(),
  occurredAt: at(ms),
  actor: SYSTEM,
});

/** A receipt and what happened afterwards, in order; gaps from none to three days. */
const histories = fc
  .array(fc.tuple(fc.constantFrom(...happenings), fc.integer({ min: 0, max: 3 * DAY })), { maxLength: 14 })
  .map((steps) => {
    let now = 0;
    return [fact(received, 0), ...steps.map(([happened, gap]) => fact(happened, (now += gap)))];
  });

const standingAt = (history: readonly HistoryEvent[], now: Instant): Projection =>
  reckon(trialRules, { place, history, at: now });

function applied(kept: Kept, changes: Difference): Kept {
  const put = <Row>(rows: readonly Row[], { put: added, drop }: Changes<Row>, keyOf: (row: Row) => unknown): Row[] => {
    const gone = new Set([...drop, ...added].map(keyOf));
    return [...rows.filter((row) => !gone.has(keyOf(row))), ...added];
  };
  return {
    obligations: put(kept.obligations, changes.obligations, ({ key }) => key),
    levels: put(kept.levels, changes.levels, ({ number }) => number),
    rungs: put(kept.rungs, changes.rungs, ({ id }) => id),
    notices: put(kept.notices, changes.notices, ({ key }) => key),
    bulletins: put(kept.bulletins, changes.bulletins, ({ key }) => key),
  };
}

const sorted = (kept: Kept): unknown =>
  Object.fromEntries(Object.entries(kept).map(([name, rows]) => [name, rows.map((row) => JSON.stringify(row)).sort()]));
const rowsOf = ({ head, ...kept }: Projection): Kept => {
  void head;
  return kept;
};

/** What is told of time's work and of settlements, each with its instant; a due time that moves is told whenever it is seen. */
const tale = (conclusions: readonly Conclusion[]): readonly string[] =>
  conclusions
    .filter(({ type }) => type !== "obligation.due_changed")
    .map(({ type, payload, occurredAt }) => {
      const { dueAt, ...rest } = payload as { dueAt?: number };
      void dueAt;
      return `${type} ${occurredAt} ${JSON.stringify(rest)}`;
    })
    .sort();

interface Walked {
  readonly kept: Kept;
  readonly told: readonly Conclusion[];
}

function walk(history: readonly HistoryEvent[], looks: readonly Instant[]): Walked {
  let kept: Kept = NOTHING_KEPT;
  const told: Conclusion[] = [];
  for (const look of looks) {
    const known = history.filter(({ occurredAt }) => occurredAt <= look);
    if (known.length === 0) continue;
    const changes = difference(kept, standingAt(known, look));
    told.push(...changes.conclusions);
    kept = applied(kept, changes);
  }
  return { kept, told };
}

const cases = fc
  .tuple(histories, fc.array(fc.integer({ min: 0, max: 30 * DAY }), { maxLength: 8 }))
  .map(([history, looks]) => {
    const end = at(60 * DAY);
    const instants = [...history.map(({ occurredAt }) => occurredAt), ...looks.map(at), end];
    return { history, looks: [...new Set(instants)].sort((a, b) => a - b), end };
  });

describe("what is kept of a standing", () => {
  it("is the same step by step as from scratch", () => {
    fc.assert(
      fc.property(cases, ({ history, looks, end }) => {
        expect(sorted(walk(history, looks).kept)).toEqual(sorted(rowsOf(standingAt(history, end))));
      }),
    );
  });

  it("does not change when nothing changed, and then nothing is told", () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 0, max: 40 * DAY }), (history, ms) => {
        const standing = standingAt(history, at(ms));
        const none: Changes<never> = { put: [], drop: [] };
        expect(difference(rowsOf(standing), standing)).toEqual({
          ...{ obligations: none, levels: none, rungs: none, notices: none, bulletins: none },
          conclusions: [],
        });
      }),
    );
  });

  it("comes back the same from JSON, as it does from the database", () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 0, max: 40 * DAY }), (history, ms) => {
        const standing = standingAt(history, at(ms));
        const back = JSON.parse(JSON.stringify(rowsOf(standing))) as Kept;
        expect(difference(back, standing).conclusions).toEqual([]);
        expect(difference(back, standing).obligations.put).toEqual([]);
      }),
    );
  });

  it("is brought to what follows now also when a late fact rewrites the past", () => {
    fc.assert(
      fc.property(
        histories,
        fc.constantFrom(...happenings),
        fc.integer({ min: 0, max: 5 * DAY }),
        (history, late, ms) => {
          const end = at(60 * DAY);
          const before = rowsOf(standingAt(history, end));
          const after = standingAt([...history, fact(late, ms)], end);
          const kept = applied(before, difference(before, after));
          const wanted = rowsOf(after);
          const withdrawn = kept.bulletins.filter(({ key }) => !wanted.bulletins.some((one) => one.key === key));
          expect(withdrawn.every(({ status }) => status !== "open")).toBe(true);
          expect(sorted(kept)).toEqual(sorted({ ...wanted, bulletins: [...wanted.bulletins, ...withdrawn] }));
        },
      ),
    );
  });
});

describe("what is told of a standing", () => {
  it("is the same step by step as from scratch: each change exactly once", () => {
    fc.assert(
      fc.property(cases, ({ history, looks, end }) => {
        const once = difference(NOTHING_KEPT, standingAt(history, end)).conclusions;
        expect(tale(walk(history, looks).told)).toEqual(tale(once));
      }),
    );
  });

  it("keeps to its contracts, and is dated no later than the evaluation", () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 0, max: 40 * DAY }), (history, ms) => {
        const { conclusions } = difference(NOTHING_KEPT, standingAt(history, at(ms)));
        expect(unspeakable(conclusions)).toBeUndefined();
        expect(conclusions.every(({ occurredAt }) => occurredAt <= at(ms))).toBe(true);
      }),
    );
  });

  it("says in order what became of an obligation that was done too late", () => {
    const history = [fact(received, 0), fact(event("complaint.relayed", { to: "manager", relayId: RELAY }), 2 * HOUR)];
    const { conclusions } = difference(NOTHING_KEPT, standingAt(history, at(3 * HOUR)));
    const own = conclusions.filter(({ payload }) => "key" in payload && payload.key.startsWith("relay:"));
    expect(own.map(({ type, occurredAt }) => [type, (occurredAt - START) / MINUTE])).toEqual([
      ["obligation.opened", 0],
      ["obligation.warned", 15],
      ["obligation.breached", 30],
      ["obligation.met", 120],
    ]);
  });

  it("takes back a breach that a late fact undoes, by telling that it was met in time", () => {
    const history = [fact(received, 0)];
    const before = rowsOf(standingAt(history, at(2 * HOUR)));
    const late = fact(event("complaint.relayed", { to: "manager", relayId: RELAY }), 20 * MINUTE);
    const { conclusions, rungs } = difference(before, standingAt([...history, late], at(2 * HOUR)));
    expect(conclusions.find(({ type }) => type === "obligation.met")?.payload).toMatchObject({ late: false });
    expect(rungs.drop).toHaveLength(1);
  });
});

describe("the ids of what follows", () => {
  it("are uuids, one for each key, wherever they are derived", () => {
    const ids = new Set<string>();
    const complaints = Array.from({ length: 50 }, () => newId<"Complaint">());
    const idsOf = (complaintId: ComplaintId): readonly string[] =>
      reckon(trialRules, {
        place: { ...place, complaintId },
        history: [fact(received, 0)],
        at: at(DAY),
      }).obligations.map(({ id }) => id);
    for (const complaint of complaints) for (const id of idsOf(complaint)) ids.add(id);
    expect(ids.size).toBe(50);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
