import { drainConsumers, history, parked, seal, verifySeals } from "@hearken/journal";
import { services } from "@hearken/infra/house";
import { tenantScope, type ComplaintId, type OrganizationId, type StreamId, type TenantId } from "@hearken/kernel";
import { evaluate } from "@hearken/regulation";
import { openRulebook, type Platform } from "@hearken/service-kit";
import type { Witness } from "./traces.js";

interface Kept {
  readonly id: ComplaintId;
  readonly organizationId: OrganizationId;
  readonly regulation: string;
  readonly version: number;
  readonly level: string | null;
  readonly obligations: readonly string[];
}

const KEPT = `select c.id, c.organization_id as "organizationId", c.regulation, c.regulation_version as version,
    (select l.to_level from escalation.level_change l
     where l.tenant_id = c.tenant_id and l.complaint_id = c.id order by l.number desc limit 1) as level,
    array(select concat_ws(' ', o.key, o.status, (extract(epoch from o.due_at) * 1000)::int8) from escalation.obligation o
     where o.tenant_id = c.tenant_id and o.complaint_id = c.id order by o.key) as obligations
  from intake.complaint c where c.tenant_id = $1 order by c.id`;

/** Streams whose versions have a gap or a repetition, or whose head says something else. */
const TORN = `select s.id from journal.stream s left join journal.event e on e.tenant_id = s.tenant_id and e.stream_id = s.id
  where s.tenant_id = $1 group by s.id, s.version
  having count(e.id) <> s.version or min(e.version) <> 1 or max(e.version) <> s.version`;

/** Conclusions that were told more than once for one key. */
const REPEATED = `select stream_id, type, payload ->> 'key' as key, count(*)::int as times from journal.event
  where tenant_id = $1 and type in ('obligation.opened', 'obligation.met', 'obligation.breached', 'obligation.released',
    'obligation.warned', 'bulletin.opened', 'notice.issued')
  group by 1, 2, 3 having count(*) > 1
  union all
  select stream_id, type, payload ->> 'rung', count(*)::int from journal.event
  where tenant_id = $1 and type = 'escalation.raised' group by 1, 2, 3 having count(*) > 1`;

/**
 * What is wrong with a tenant after everything was worked through; nothing when journal, rows and conclusions agree:
 * versions without gap, standings as an evaluation from scratch, nothing told twice or parked, checkpoints at the end,
 * seals intact.
 */
export async function faultsOf(
  { database, log, keyring }: Pick<Platform, "database" | "log" | "keyring">,
  witness: Witness,
  tenantId: TenantId,
): Promise<readonly string[]> {
  const platform: Platform = { database, log, rulebook: openRulebook(), keyring, clauses: () => undefined };
  const consumers = services().flatMap((service) => service.consumers(platform));
  // What the house had not come to when it was stopped.
  await drainConsumers(database, consumers);
  const left = await drainConsumers(database, consumers);
  const waiting = await database.read(tenantScope(tenantId), (uow) => parked(uow));
  await seal(database, tenantId);
  const seals = await verifySeals(database, tenantId);
  const torn = await witness.rows<{ id: string }>(TORN, [tenantId]);
  const repeated = await witness.rows<object>(REPEATED, [tenantId]);
  return [
    ...(left === 0 ? [] : [`${left} events were not digested`]),
    ...waiting.map((event) => `parked: ${JSON.stringify(event)}`),
    ...(seals.isIntact ? [] : [`seals: ${JSON.stringify(seals)}`]),
    ...torn.map(({ id }) => `stream ${id} is torn`),
    ...repeated.map((one) => `told twice: ${JSON.stringify(one)}`),
    ...(await strayed(platform, witness, tenantId)),
  ];
}

/** Complaints whose kept standing is not what follows from their history at this instant. */
async function strayed(platform: Platform, witness: Witness, tenantId: TenantId): Promise<readonly string[]> {
  const kept = await witness.rows<Kept>(KEPT, [tenantId]);
  return platform.database.read(tenantScope(tenantId), async (uow) => {
    const found: string[] = [];
    for (const { id, organizationId, regulation, version, level, obligations } of kept) {
      const rules = await platform.rulebook.of(uow, { regulation, version, organizationId });
      const standing = evaluate(rules.regulation, await history(uow, id as string as StreamId), uow.now);
      const wanted = standing.obligations.map(({ key, status, dueAt }) =>
        [key, status, dueAt].filter((part) => part !== null).join(" "),
      );
      const follows = JSON.stringify([standing.level?.code ?? null, wanted.sort()]);
      const shown = JSON.stringify([level, [...obligations].sort()]);
      if (shown !== follows) found.push(`standing of ${id}: ${shown} <> ${follows}`);
    }
    return found;
  });
}
