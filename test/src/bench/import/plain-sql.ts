import { asOwner } from "../house/bench-database.js";

const COMPLAINT = `tenant_id, organization_id, project_id, unit_id, channel, category, matter, nature, customer_type, subject,
  text, received_at, call_ended_at, posted_at, received_by, status, validity, suspended, regulation, regulation_version,
  previous_id, source, version`;
const COMPLAINANT = `tenant_id, organization_id, project_id, name_sealed, phone_sealed, phone_index, reference, customer_type`;
const EVENT = `tenant_id, xid, version, organization_id, project_id, type, contract_version, payload, actor, occurred_at,
  recorded_at`;

/** What an import comes to at the least: its rows once more, set-based, as the owner; nothing is read, checked or sealed. */
export async function copyByPlainSql(url: string, importId: string): Promise<void> {
  await asOwner(url, async (client) => {
    await client.query("begin");
    await client.query(
      `create temporary table copied on commit drop as
       select r.complaint_id as id, gen_random_uuid() as copy, l.complainant_id as person, gen_random_uuid() as person_copy
       from intake.import_row r join intake.complaint_complainant l on l.complaint_id = r.complaint_id
       where r.import_id = $1 and r.outcome = 'filed'`,
      [importId],
    );
    await client.query("analyze copied");
    for (const insert of [
      `insert into intake.complaint (id, number, source_ref, ${COMPLAINT})
       select m.copy, 'C' || c.number, c.source_ref || '/copy', ${COMPLAINT} from copied m join intake.complaint c using (id)`,
      `insert into intake.complainant (id, ${COMPLAINANT})
       select m.person_copy, ${COMPLAINANT} from copied m join intake.complainant p on p.id = m.person`,
      `insert into intake.complaint_complainant (tenant_id, complaint_id, complainant_id, organization_id, project_id, joined_at)
       select l.tenant_id, m.copy, m.person_copy, l.organization_id, l.project_id, l.joined_at
       from copied m join intake.complaint_complainant l on l.complaint_id = m.id`,
      `insert into journal.stream (tenant_id, id, kind, version, xid, organization_id, project_id)
       select s.tenant_id, m.copy, s.kind, s.version, pg_current_xact_id(), s.organization_id, s.project_id
       from copied m join journal.stream s on s.id = m.id`,
      `insert into journal.event (id, stream_id, ${EVENT})
       select gen_random_uuid(), m.copy, ${EVENT} from copied m join journal.event e on e.stream_id = m.id`,
    ])
      await client.query(insert);
    await client.query("commit");
  });
}
