import type { RequestContext } from "@hearken/graphql-kit";
import type { ComplaintId } from "@hearken/kernel";
import { statement, type Statement } from "@hearken/postgres";
import DataLoader from "dataloader";
import type { GivenHandOver, TakenHandOver } from "./shown-hand-over.js";

const party = (alias: string): string =>
  `jsonb_build_object('organizationId', ${alias}.organization_id, 'name', ${alias}.name, 'kind', ${alias}.kind)`;

/** Joins both ends of `h`, by whichever columns name them. */
const ends = (from: string, to: string): string =>
  `join directory.known_organization f on f.tenant_id = h.tenant_id and f.organization_id = h.${from}
   join directory.known_organization t on t.tenant_id = h.tenant_id and t.organization_id = h.${to}`;

const given = statement(
  "intake.hand_overs_of_complaints",
  `select 'giver' as side, h.id, h.complaint_id as "complaintId", h.at, h.sharing, ${party("f")} as "from",
     ${party("t")} as "to", h.consent_medium as "consentMedium", h.consent_given_at as "consentGivenAt",
     h.consent_note as "consentNote", h.reason, h.failure, h.failure_clause as "failureClause", h.answer, h.status,
     h.outcome, h.answered_at as "answeredAt"
   from intake.hand_over h ${ends("organization_id", "to_organization_id")}
   where h.tenant_id = $1 and h.complaint_id = any ($2::uuid[]) order by h.complaint_id, h.at, h.id`,
);

const taken = statement(
  "intake.taken_over_complaints",
  `select 'recipient' as side, h.hand_over_id as id, h.complaint_id as "complaintId", h.at, h.sharing,
     ${party("f")} as "from", ${party("t")} as "to", h.consent_medium as "consentMedium",
     h.consent_given_at as "consentGivenAt", null as "consentNote", null as reason, null as failure,
     null as "failureClause", null as answer, h.given_channel as "givenChannel",
     h.given_category as "givenCategory", h.given_matter as "givenMatter"
   from intake.taken_over h ${ends("from_organization_id", "organization_id")}
   where h.tenant_id = $1 and h.complaint_id = any ($2::uuid[])`,
);

const load =
  <R extends { readonly complaintId: ComplaintId }>(rows: Statement) =>
  (context: RequestContext): DataLoader<ComplaintId, readonly R[]> =>
    new DataLoader(
      async (complaintIds) => {
        const uow = await context.uow();
        const found = await uow.rows<R>(rows, [uow.scope.tenantId, complaintIds]);
        const byComplaint = Map.groupBy(found, ({ complaintId }) => complaintId);
        return complaintIds.map((id) => byComplaint.get(id) ?? []);
      },
      { maxBatchSize: 100 },
    );

/** Hand-overs of complaints, in the order in which they were made: one statement for any number of complaints. */
export const handOversLoader = load<GivenHandOver>(given);
/** Where complaints came from, one or none for each: one statement for any number of complaints. */
export const takenOverLoader = load<TakenHandOver>(taken);
