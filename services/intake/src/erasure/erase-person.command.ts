import { event } from "@hearken/contracts";
import { appendMany, histories, lockMany } from "@hearken/journal";
import type { Actor, ComplaintId } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import type { Platform } from "@hearken/service-kit";
import { streamOf, type Complaint } from "../complaint/complaint.js";
import { complaintsById } from "../complaint/complaint.query.js";
import { keepingOfComplaint } from "../record/keeping.js";
import { complaintIdsOf } from "../complainant/complainant.query.js";
import { forgetDue, putErasure } from "./erasure.repository.js";
import type { ErasureBasis, StoodBehind } from "./erasure.js";

/** Nobody complains more often; whoever does is looked at by what is latest. */
const MOST = 10_000;

/** Somebody's complaints, their streams held, so that none of them is reopened or held while it is decided. */
export interface SettledComplaints {
  readonly complaints: readonly StoodBehind[];
  readonly versions: ReadonlyMap<ComplaintId, number>;
}

/** Statements: their ids; the streams; rows and histories. */
export async function settledComplaintsOf(
  uow: UnitOfWork,
  { complainantId, rulebook }: { readonly complainantId: string; readonly rulebook: Platform["rulebook"] },
): Promise<SettledComplaints> {
  const ids = await complaintIdsOf(uow, complainantId, MOST);
  const streams = await lockMany(uow, ids.map(streamOf));
  const [complaints, pasts] = await Promise.all([complaintsById(uow, ids), histories(uow, ids.map(streamOf))]);
  const stoodBehind = complaints.map(async (complaint): Promise<StoodBehind> => {
    const { regulation, regulationVersion: version, organizationId } = complaint;
    const { regulation: rules } = await rulebook.of(uow, { regulation, version, organizationId });
    const keeping = keepingOfComplaint({ rules, history: pasts.get(streamOf(complaint.id)) ?? [], now: uow.now });
    return {
      ...asErasureSees(complaint),
      keeping: keeping && { until: keeping.until, clause: keeping.rule.clauses[0] },
    };
  });
  return {
    complaints: await Promise.all(stoodBehind),
    versions: new Map([...streams].map(([id, { version }]) => [id as string as ComplaintId, version])),
  };
}

function asErasureSees({ number, status, legalHold }: Complaint): Omit<StoodBehind, "keeping"> {
  return { number, isOver: status === "closed" || status === "withdrawn", isHeld: legalHold };
}

export interface Erasing {
  readonly complainantId: string;
  readonly basis: ErasureBasis;
  readonly actor: Actor;
  readonly versions: SettledComplaints["versions"];
}

/** Erases who they are and tells it to each of their complaints. Statements: the row, what was due, the append. */
export async function erasePerson(uow: UnitOfWork, erasing: Erasing): Promise<void> {
  const { complainantId, basis, actor, versions } = erasing;
  const events = [event("complainant.erased", { complainantId, basis })];
  const appends = [...versions].map(([id, expected]) => ({ streamId: streamOf(id), expected, events }));
  await Promise.all([
    putErasure(uow, complainantId),
    forgetDue(uow, complainantId),
    appendMany(uow, { kind: "complaint", appends, actor }),
  ]);
}
