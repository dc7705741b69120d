import { contractOf, factTypes } from "@hearken/contracts";
import type { Actor, ComplaintId, Instant } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";
import type { HistoryEvent } from "@hearken/regulation";

interface FactRow {
  readonly complaintId: ComplaintId;
  readonly id: string;
  readonly type: string;
  readonly contractVersion: number;
  readonly payload: unknown;
  readonly actor: Actor;
  readonly occurredAt: Instant;
}

// More than half of a history is what was concluded from the facts: it is concluded anew, and not read.
const factsOfComplaints = statement(
  "escalation.facts_of_complaints",
  `select e.stream_id as "complaintId", e.id, e.type, e.contract_version as "contractVersion", e.payload, e.actor,
     e.occurred_at as "occurredAt"
   from journal.event e
   where e.tenant_id = $1 and e.stream_id = any ($2::uuid[]) and e.type = any ($3::text[])
   order by e.stream_id, e.version`,
);

/** The facts of a complaint in the order of its history; `undefined` when one of them cannot be read. */
export type FactHistories = ReadonlyMap<ComplaintId, readonly HistoryEvent[] | undefined>;

/** The facts of several complaints, by one statement. */
export async function factHistories(uow: UnitOfWork, ids: readonly ComplaintId[]): Promise<FactHistories> {
  const histories = new Map<ComplaintId, HistoryEvent[] | undefined>();
  for (const row of await uow.rows<FactRow>(factsOfComplaints, [uow.scope.tenantId, ids, factTypes])) {
    const history = histories.has(row.complaintId) ? histories.get(row.complaintId) : [];
    const fact = factOf(row);
    if (fact === undefined) histories.set(row.complaintId, undefined);
    else if (history !== undefined) {
      history.push(fact);
      histories.set(row.complaintId, history);
    }
  }
  return histories;
}

/** Checked by its contract, as the journal does. */
function factOf({ id, type, contractVersion, payload, actor, occurredAt }: FactRow): HistoryEvent | undefined {
  const contract = contractOf(type);
  const checked = contract?.version === contractVersion ? contract.schema.safeParse(payload) : undefined;
  // The contract of `type` has just accepted `payload`: the pair is one member of the union.
  return checked?.success === true
    ? ({ id, type, payload: checked.data, actor, occurredAt } as HistoryEvent)
    : undefined;
}
