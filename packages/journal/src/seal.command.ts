import { formatInstant, tenantScope, type TenantId } from "@hearken/kernel";
import { statement, type Database, type UnitOfWork } from "@hearken/postgres";
import { horizonTable } from "./horizon.js";
import { BEGINNING, type Position } from "./position.js";
import { endOfJournal } from "./tail.query.js";
import { digestOf, entryOf, NO_SEAL, packEntries, SEALED_COLUMNS, type SealedRow } from "./sealed.js";

/** Walks the tenants along the index, and for each looks one event past its last seal: once, at the start. */
const unsealedTenants = statement(
  "journal.unsealed_tenants",
  `with recursive ${horizonTable("true")}, tenant as (
     (select s.tenant_id from journal.stream s order by s.tenant_id limit 1)
     union all
     select (select s.tenant_id from journal.stream s where s.tenant_id > t.tenant_id order by s.tenant_id limit 1)
     from tenant t where t.tenant_id is not null)
   select t.tenant_id from tenant t
   left join lateral (select s.to_xid, s.to_version, s.to_id from journal.seal s
     where s.tenant_id = t.tenant_id order by s.number desc limit 1) l on true
   cross join lateral (select 1 from journal.event e
     where e.tenant_id = t.tenant_id and e.xid < (select horizon from h) and (e.xid, e.version, e.id)
       > (coalesce(l.to_xid, '0'::xid8), coalesce(l.to_version, 0), coalesce(l.to_id, '${BEGINNING.id}'::uuid))
     order by e.xid, e.version, e.id limit 1) unsealed
   where t.tenant_id is not null`,
);
const recentEvents = statement(
  "journal.recent_events",
  `with ${horizonTable("true")}
   select e.tenant_id, e.xid::text as xid, e.version::int4 as version, e.id from journal.event e
   where (e.xid, e.version, e.id) > ($1::xid8, $2, $3::uuid) and e.xid < (select horizon from h)
   order by e.xid, e.version, e.id limit $4`,
);
const lastSeal = statement(
  "journal.last_seal",
  `select number, digest, to_xid::text as xid, to_version::int4 as version, to_id as id
   from journal.seal where tenant_id = $1 order by number desc limit 1`,
);
const unsealedEvents = statement(
  "journal.unsealed_events",
  `with ${horizonTable("true")} select ${SEALED_COLUMNS} from journal.event e
   where e.tenant_id = $1 and (e.xid, e.version, e.id) > ($2::xid8, $3, $4::uuid) and e.xid < (select horizon from h)
   order by e.xid, e.version, e.id limit $5`,
);
const insertSeal = statement(
  "journal.insert_seal",
  `insert into journal.seal (tenant_id, number, from_xid, from_version, from_id, to_xid, to_version, to_id,
     events, entries, digest, previous, sealed_at)
   values ($1, $2, $3::xid8, $4, $5, $6::xid8, $7, $8, $9, $10, $11, $12, $13)
   on conflict (tenant_id, number) do nothing`,
);

const MOST_EVENTS = 5_000;

interface LastSeal extends Position {
  readonly number: number;
  readonly digest: Buffer;
}

/**
 * Seals what is readable and not sealed yet of one tenant. Writers never wait for it. Of two sealers at once one wins.
 * @returns how many events this call sealed.
 */
export async function seal(database: Database, tenantId: TenantId): Promise<number> {
  for (let sealed = 0; ;) {
    const more = await database.write(tenantScope(tenantId), sealOnce);
    sealed += more;
    if (more < MOST_EVENTS) return sealed;
  }
}

async function sealOnce(uow: UnitOfWork): Promise<number> {
  const { tenantId } = uow.scope;
  const last = await uow.one<LastSeal>(lastSeal, [tenantId]);
  const from: Position = last ?? BEGINNING;
  const rows = await uow.rows<SealedRow>(unsealedEvents, [tenantId, from.xid, from.version, from.id, MOST_EVENTS]);
  const to = rows.at(-1);
  if (to === undefined) return 0;
  const entries = packEntries(rows.map(entryOf));
  const number = (last?.number ?? 0) + 1;
  const previous = last?.digest ?? NO_SEAL;
  const inserted = await uow.run(insertSeal, [
    tenantId,
    number,
    ...[from.xid, from.version, from.id, to.xid, to.version, to.id],
    rows.length,
    entries,
    digestOf({ tenantId, number, from, to, entries, previous }),
    previous,
    formatInstant(uow.now),
  ]);
  return inserted === 0 ? 0 : rows.length;
}

const MOST_RECENT = 5_000;

/** Seals tenant by tenant, and remembers from one round to the next up to where it knows whom to seal. */
export class Sealer {
  readonly #database: Database;
  readonly #pending = new Set<TenantId>();
  #known: Position | undefined;

  constructor(database: Database) {
    this.#database = database;
  }

  /** One round over the tenants with new events; answers how many were sealed. One that fails does not stop the others. */
  async round(): Promise<number> {
    await this.#findTenants();
    let sealed = 0;
    const failures: unknown[] = [];
    for (const tenantId of this.#pending) {
      try {
        sealed += await seal(this.#database, tenantId);
        this.#pending.delete(tenantId);
      } catch (failure) {
        failures.push(failure);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} tenants could not be sealed`);
    return sealed;
  }

  async #findTenants(): Promise<void> {
    let known = this.#known ?? (await this.#findUnsealed());
    for (let found = MOST_RECENT; found === MOST_RECENT;) {
      const values = [known.xid, known.version, known.id, MOST_RECENT];
      const rows = await this.#database.relay.rows<Position & { tenant_id: TenantId }>(recentEvents, values);
      for (const row of rows) this.#pending.add(row.tenant_id);
      known = rows.at(-1) ?? known;
      found = rows.length;
    }
    this.#known = known;
  }

  /** Notes whom to seal of what was there before; answers from where on that is not known. */
  async #findUnsealed(): Promise<Position> {
    const end = await endOfJournal(this.#database);
    const rows = await this.#database.relay.rows<{ tenant_id: TenantId }>(unsealedTenants);
    for (const row of rows) this.#pending.add(row.tenant_id);
    return end;
  }
}
