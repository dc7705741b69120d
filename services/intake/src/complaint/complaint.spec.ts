import { describe, expect, it } from "@jest/globals";
import { event, type NewEvent } from "@hearken/contracts";
import { isRefusal, newId, type ComplaintId, type Instant, type LocalDate } from "@hearken/kernel";
import fc from "fast-check";
import { evolve, STATUSES, type Complaint, type Status } from "./complaint.js";
import { complaintNumber } from "./complaint-number.js";
import { COMMAND_NAMES, LEGALITY, refuseIllegal, type CommandName } from "./legal-commands.js";

const received: Complaint = {
  tenantId: newId<"Tenant">(),
  id: newId<"Complaint">(),
  number: "20250303-7K3Q9M",
  organizationId: newId<"Organization">(),
  projectId: null,
  unitId: null,
  channel: "phone",
  category: null,
  matter: null,
  nature: "grievance",
  customerType: null,
  subject: "Leak",
  text: "The roof leaks.",
  receivedAt: 0 as Instant,
  callEndedAt: null,
  postedAt: null,
  receivedBy: "centre",
  status: "open",
  validity: "undetermined",
  suspended: false,
  promisedOn: null,
  lead: null,
  regulation: "ligao",
  regulationVersion: 1,
  previousId: null,
  source: null,
  sourceRef: null,
  legalHold: false,
  version: 1,
};

/** The facts of the commands that move a complaint between its states; the others leave it where it is. */
const MOVES: Partial<Record<CommandName, NewEvent>> = {
  suspendComplaint: event("complaint.suspended", { reason: "customer" }),
  resumeComplaint: event("complaint.resumed", {}),
  finishComplaint: event("complaint.finished", {}),
  closeComplaint: event("complaint.closed", {}),
  reopenComplaint: event("complaint.reopened", { reason: "again" }),
  withdrawComplaint: event("complaint.withdrawn", {}),
  placeLegalHold: event("complaint.hold_placed", { reasonId: newId() }),
  releaseLegalHold: event("complaint.hold_released", { reasonId: newId() }),
  declineHandOver: event("complaint.hand_over_declined", { handOverId: newId(), reasonId: newId() }),
};

function carryOut(complaint: Complaint, command: CommandName): Complaint {
  if (refuseIllegal(command, complaint) !== undefined) return complaint;
  const move = MOVES[command];
  return move === undefined ? complaint : evolve(complaint, [move]);
}

const commands = fc.array(fc.constantFrom(...COMMAND_NAMES), { maxLength: 60 });
const states = fc.record({ status: fc.constantFrom(...STATUSES), suspended: fc.boolean() });

describe("a complaint that anything is done to", () => {
  it("only ever goes where the table of commands says", () => {
    fc.assert(
      fc.property(commands, (sequence) => {
        let complaint = received;
        for (const command of sequence) {
          const before = complaint;
          complaint = carryOut(before, command);
          const { in: legalIn, ...rest } = LEGALITY[command] as { in: readonly Status[]; to?: Status };
          const moved = complaint.status !== before.status;
          expect(!moved || (legalIn.includes(before.status) && complaint.status === rest.to)).toBe(true);
        }
      }),
    );
  });

  it("is closed only after it was finished", () => {
    fc.assert(
      fc.property(commands, (sequence) => {
        let complaint = received;
        for (const command of sequence) {
          const before = complaint.status;
          complaint = carryOut(complaint, command);
          expect(complaint.status !== "closed" || ["finished", "closed"].includes(before)).toBe(true);
        }
      }),
    );
  });

  it("stays withdrawn, whatever comes", () => {
    fc.assert(
      fc.property(commands, (sequence) => {
        const withdrawn = evolve(received, [event("complaint.withdrawn", {})]);
        // What must be kept for a court is kept of those too.
        expect({ ...sequence.reduce(carryOut, withdrawn), legalHold: false }).toEqual(withdrawn);
      }),
    );
  });

  it("is suspended only while it is open", () => {
    fc.assert(
      fc.property(commands, (sequence) => {
        const { suspended, status } = sequence.reduce(carryOut, received);
        expect(!suspended || status === "open").toBe(true);
      }),
    );
  });

  it("keeps its words, its place and its number", () => {
    fc.assert(
      fc.property(commands, (sequence) => {
        const { subject, text, number, organizationId, receivedAt } = sequence.reduce(carryOut, received);
        expect({ subject, text, number, organizationId, receivedAt }).toEqual({
          subject: received.subject,
          text: received.text,
          number: received.number,
          organizationId: received.organizationId,
          receivedAt: received.receivedAt,
        });
      }),
    );
  });
});

describe("a command that is not legal", () => {
  it("names where from, and where to when it leads to another state", () => {
    fc.assert(
      fc.property(fc.constantFrom(...COMMAND_NAMES), states, (command, state) => {
        const refusal = refuseIllegal(command, { ...received, ...state });
        if (refusal === undefined) return;
        expect(isRefusal(refusal) && refusal.code).toBe("ILLEGAL_TRANSITION");
        const legality: { in: readonly Status[]; to?: Status } = LEGALITY[command];
        if (legality.in.includes(state.status)) return;
        expect(refusal.message.en).toContain(state.status);
        expect(refusal.message.en).toContain(legality.to ?? state.status);
      }),
    );
  });
});

describe("the number of a complaint", () => {
  it("says the day of receipt and six digits that can be read out", () => {
    fc.assert(
      fc.property(fc.uuid({ version: 7 }), (id) => {
        expect(complaintNumber("2025-03-05" as LocalDate, id as ComplaintId)).toMatch(
          /^20250305-[0-9A-HJKMNP-TV-Z]{6}$/,
        );
      }),
    );
  });
  it("differs where the ids' last 30 bits differ", () => {
    const on = "2025-03-05" as LocalDate;
    const id = (end: string): ComplaintId => `01930000-0000-7000-8000-0000${end}` as ComplaintId;
    expect(complaintNumber(on, id("00000000"))).toBe("20250305-000000");
    expect(complaintNumber(on, id("00000001"))).toBe("20250305-000001");
    expect(complaintNumber(on, id("3fffffff"))).toBe("20250305-ZZZZZZ");
  });
});
