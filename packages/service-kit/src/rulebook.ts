import { openCalendar, type Calendar, type CalendarDefinition } from "@hearken/calendar";
import type {
  AdoptedRegulation,
  ClauseLookup,
  ClauseText,
  Rulebook,
  RulesInForce,
  RulesReference,
} from "@hearken/graphql-kit";
import type { LocalDate, OrganizationId, TenantId } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";
import {
  clauseById,
  clauseText,
  prepare,
  publishedRegulation,
  publishedRegulations,
  register,
  type Readings,
  type RegulationFile,
  type Source,
} from "@hearken/regulation";

interface AdoptedRow {
  readonly regulation: string;
  readonly version: number;
  readonly effectiveFrom: LocalDate;
  readonly readings: Readings;
  readonly calendar: CalendarDefinition | null;
}

const ADOPTED = statement(
  "service_kit.adopted_rules_of_organization",
  `select regulation, version::int as version, to_char(effective_from, 'YYYY-MM-DD') as "effectiveFrom", readings, calendar
   from directory.adopted_rules where tenant_id = $1 and organization_id = $2 order by effective_from desc`,
);

const MADE = statement(
  "service_kit.adoption_of_version",
  `select regulation, version::int as version, to_char(effective_from, 'YYYY-MM-DD') as "effectiveFrom", readings, calendar
   from directory.adoption_made
   where tenant_id = $1 and organization_id = $2 and regulation = $3 and version = $4
   order by distance, effective_from desc limit 1`,
);

/** What one tenant's organizations adopted, as of one version of its rules. */
interface Shelf {
  readonly rulesVersion: number;
  readonly adopted: Map<OrganizationId, Promise<readonly AdoptedRow[]>>;
  /** What bound an organization once and is not among its adopted rules any more: a complaint keeps its version. */
  readonly made: Map<string, AdoptedRow>;
}

const TENANTS = 1_000;
const COMPILED = 500;

/**
 * The rules of every tenant, read from `directory.adopted_rules` and compiled once per text.
 * What is remembered is dropped when a unit of work shows another `rulesVersion`.
 */
export function openRulebook(): Rulebook {
  const shelves = new Map<TenantId, Shelf>();
  const compiled = new Map<string, RulesInForce>();
  const calendars = new Map<string, Calendar>();

  const adoptedBy = (uow: UnitOfWork, organizationId: OrganizationId): Promise<readonly AdoptedRow[]> => {
    const { adopted } = shelfOf(shelves, uow);
    const known = adopted.get(organizationId);
    if (known !== undefined) return known;
    const rows = uow.rows<AdoptedRow>(ADOPTED, [uow.scope.tenantId, organizationId]);
    adopted.set(organizationId, rows);
    // A failure is not remembered, nor is an organization about which nothing is known yet.
    const forget = (): void => void adopted.delete(organizationId);
    rows.then((found) => found.length === 0 && forget(), forget);
    return rows;
  };

  const compile = (row: AdoptedRow): RulesInForce => {
    const calendarText = JSON.stringify(row.calendar ?? ROUND_THE_CLOCK);
    const key = `${row.regulation}@${row.version} ${JSON.stringify(row.readings)} ${calendarText}`;
    return remember(compiled, key, () => {
      const file = publishedRegulation(row.regulation, row.version);
      if (file === undefined) throw new Error(`regulation ${row.regulation} version ${row.version} is not published`);
      const calendar = remember(calendars, calendarText, () => openCalendar(row.calendar ?? ROUND_THE_CLOCK));
      return { regulation: prepare(file, calendar, row.readings), calendar };
    });
  };

  /** Rows are remembered with their tenant's shelf, and so is what they were compiled to. */
  const byRow = new WeakMap<AdoptedRow, RulesInForce>();
  const rulesOf = (row: AdoptedRow): RulesInForce => {
    const known = byRow.get(row) ?? compile(row);
    byRow.set(row, known);
    return known;
  };

  return {
    async of(uow, { regulation, version, organizationId }) {
      const rows = await adoptedBy(uow, organizationId);
      const row =
        rows.find((one) => one.regulation === regulation && one.version === version) ??
        (await madeBefore(shelfOf(shelves, uow), uow, { regulation, version, organizationId }));
      if (row === undefined)
        throw new Error(`organization ${organizationId} never adopted ${regulation} version ${version}`);
      return rulesOf(row);
    },
    async adopted(uow, organizationId, on): Promise<AdoptedRegulation | undefined> {
      const rows = await adoptedBy(uow, organizationId);
      const row = rows.find((one) => one.effectiveFrom <= on);
      return row === undefined ? undefined : { code: row.regulation, version: row.version };
    },
    async proposed(uow, { regulation, version, organizationId, readings }) {
      const file = publishedRegulation(regulation, version);
      if (file === undefined) return undefined;
      const rows = await adoptedBy(uow, organizationId);
      const row = rows.find((one) => one.regulation === regulation && one.version === version) ?? rows[0];
      const kept = Object.entries(row?.readings ?? {}).filter(([name, value]) => mayChoose(file, name, value));
      return compile({
        ...{ regulation, version, effectiveFrom: file.effectiveFrom as LocalDate },
        readings: { ...Object.fromEntries(kept), ...readings },
        calendar: row?.calendar ?? null,
      });
    },
  };
}

/** The adoption by which an organization went once, nearest first; `undefined` when it never did. */
async function madeBefore(
  { made }: Shelf,
  uow: UnitOfWork,
  { regulation, version, organizationId }: RulesReference,
): Promise<AdoptedRow | undefined> {
  const key = `${regulation}@${version} ${organizationId}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const row = await uow.one<AdoptedRow>(MADE, [uow.scope.tenantId, organizationId, regulation, version]);
  if (row !== undefined) made.set(key, row);
  return row;
}

/** Whether a choice that was made for another regulation can be made for this one. */
function mayChoose(file: RegulationFile, name: string, value: string | number | boolean): boolean {
  const reading = Object.hasOwn(file.readings, name) ? file.readings[name] : undefined;
  if (reading === undefined || typeof reading.default !== typeof value) return false;
  return reading.choices?.includes(value) !== false;
}

function shelfOf(shelves: Map<TenantId, Shelf>, uow: UnitOfWork): Shelf {
  const { tenantId } = uow.scope;
  const known = shelves.get(tenantId);
  if (known?.rulesVersion === uow.tenant.rulesVersion) return known;
  const fresh: Shelf = { rulesVersion: uow.tenant.rulesVersion, adopted: new Map(), made: new Map() };
  shelves.delete(tenantId);
  if (shelves.size >= TENANTS) shelves.delete(shelves.keys().next().value ?? tenantId);
  shelves.set(tenantId, fresh);
  return fresh;
}

function remember<T>(kept: Map<string, T>, key: string, make: () => T): T {
  const known = kept.get(key);
  if (known !== undefined) return known;
  const made = make();
  if (kept.size >= COMPILED) kept.delete(kept.keys().next().value ?? "");
  kept.set(key, made);
  return made;
}

const OPEN_ALL_DAY = [{ from: "00:00", to: "24:00" }];

/** An adoption without a calendar counts every hour. */
const ROUND_THE_CLOCK: CalendarDefinition = {
  code: "round-the-clock",
  zone: "Asia/Shanghai",
  week: {
    mon: OPEN_ALL_DAY,
    tue: OPEN_ALL_DAY,
    wed: OPEN_ALL_DAY,
    thu: OPEN_ALL_DAY,
    fri: OPEN_ALL_DAY,
    sat: OPEN_ALL_DAY,
    sun: OPEN_ALL_DAY,
  },
};

/** Clauses of the registers that the product carries, and those of regulations that bring their own; in both languages. */
export const registeredClauses: ClauseLookup = (id) => {
  const clause = clauseById(id);
  if (clause === undefined) return ownClauses().get(id);
  const requirement = clauseText({ clauses: [] }, id) ?? { en: clause.requirement };
  return { id, source: register(clause.source as Source).titleZh, requirement };
};

let own: ReadonlyMap<string, ClauseText> | undefined;

/** What ships does not change while the program runs. */
function ownClauses(): ReadonlyMap<string, ClauseText> {
  own ??= new Map(
    publishedRegulations().flatMap(({ code, version }) => {
      const file = publishedRegulation(code, version);
      return (file?.clauses ?? []).map(({ id, zh, en }): readonly [string, ClauseText] => [
        id,
        { id, source: file?.title.zh ?? code, requirement: { "zh-CN": zh, en } },
      ]);
    }),
  );
  return own;
}
