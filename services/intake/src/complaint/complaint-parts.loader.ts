import type { RequestContext } from "@hearken/graphql-kit";
import { statement, type Statement } from "@hearken/postgres";
import DataLoader from "dataloader";
import type { FollowUp } from "../closing/follow-up.js";
import type { Complainant } from "../complainant/complainant.js";
import type { Evidence } from "../evidence/evidence.js";
import type { Contact } from "../feedback/contact.js";
import type { Accused } from "../matter/accused.js";
import type { Filing } from "../record/record.js";
import type { Relay } from "../relay/relay.js";
import type { Reply } from "../reply/reply.js";
import type { Words } from "../words/words.js";

type PartsLoader<P> = (context: RequestContext) => DataLoader<string, readonly P[]>;

/** What belongs to complaints, by complaint, in the order in which it happened: one statement for any number of them. */
function partsLoader<P extends { readonly complaintId: string }>(parts: Statement): PartsLoader<P> {
  return (context) =>
    new DataLoader(
      async (complaintIds) => {
        const uow = await context.uow();
        const rows = await uow.rows<P>(parts, [uow.scope.tenantId, complaintIds]);
        const byComplaint = Map.groupBy(rows, ({ complaintId }) => complaintId);
        return complaintIds.map((id) => byComplaint.get(id) ?? []);
      },
      { maxBatchSize: 100 },
    );
}

/** The columns that every part begins with; the table's alias is `p`. */
const PLACE = `p.tenant_id as "tenantId", p.id, p.organization_id as "organizationId", p.project_id as "projectId",
  p.complaint_id as "complaintId", p.at`;

const parts = (table: string, columns: string): Statement =>
  statement(
    `intake.${table}_of_complaints`,
    `select ${PLACE}, ${columns} from intake.${table} p
     where p.tenant_id = $1 and p.complaint_id = any ($2::uuid[]) order by p.complaint_id, p.at, p.id`,
  );

export const complainantsLoader = partsLoader<Complainant>(
  statement(
    "intake.complainants_of_complaints",
    `select l.complaint_id as "complaintId", l.complainant_id as id, p.name, p.phone, p.name_sealed as "nameSealed",
       p.phone_sealed as "phoneSealed", p.address_sealed as "addressSealed", p.identity_sealed as "identitySealed",
       p.reference, p.customer_type as "customerType", p.erased_at as "erasedAt"
     from intake.complaint_complainant l
     left join intake.complainant p on p.tenant_id = l.tenant_id and p.id = l.complainant_id
     where l.tenant_id = $1 and l.complaint_id = any ($2::uuid[]) and l.left_at is null
     order by l.complaint_id, l.joined_at, l.complainant_id`,
  ),
);
export const accusedLoader = partsLoader<Accused>(parts("accused", `p.staff_id as "staffId", p.post`));
export const evidenceLoader = partsLoader<Evidence>(
  parts("evidence", `p.kind, p.uri, p.media_type as "mediaType", p.sha256, p.label`),
);
export const repliesLoader = partsLoader<Reply>(parts("reply", "p.kind, p.public, p.text"));
export const contactsLoader = partsLoader<Contact>(
  parts("contact", `p.purpose, p.medium, p.reached, p.complainant_id as "complainantId", p.note`),
);
export const relaysLoader = partsLoader<Relay>(
  parts(
    "relay",
    `p.to_post as "to", p.staff_id as "staffId", p.department_id as "departmentId", p.answered_at as "answeredAt",
     p.answer_form as "answerForm"`,
  ),
);
export const filingsLoader = partsLoader<Filing>(
  parts(
    "record",
    `p.record_id as "recordId", p.form, p.number, p.fields, p.author_kind as "authorKind", p.author_id as "authorId"`,
  ),
);
export const followUpsLoader = partsLoader<FollowUp>(parts("follow_up", "p.outcome, p.satisfaction, p.note"));
export const wordsLoader = partsLoader<Words>(
  parts("words", `p.kind, p.about_id as "aboutId", p.text, p.author_kind as "authorKind", p.author_id as "authorId"`),
);
