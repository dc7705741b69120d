import { formatInstant, type ComplaintId, type Instant } from "@hearken/kernel";
import { statement, type Statement, type UnitOfWork } from "@hearken/postgres";
import type { Changes, Difference, Kept } from "./difference.js";
import type {
  BriefObligation,
  BulletinRow,
  LevelRow,
  NoticeRow,
  ObligationRow,
  Place,
  RungRow,
  StandingHead,
} from "./projection.js";
import {
  BRIEF_OBLIGATION,
  BULLETIN,
  columnOf,
  LEVEL,
  NOTICE,
  OBLIGATION,
  recordset,
  RUNG,
  selection,
  STANDING,
  type Shape,
} from "./row-shape.js";

/** A standing as it is kept: with the version of the stream that it was evaluated at. */
export interface KeptHead extends StandingHead {
  readonly version: number;
  /** Why it could not be evaluated. */
  readonly fault: string | null;
}

function keptOf(shape: Shape, name = shape.table): Statement {
  return statement(
    `escalation.kept_${name}`,
    `select ${selection(shape)} from escalation.${shape.table} t
     where t.tenant_id = $1 and t.complaint_id = any ($2::uuid[])`,
  );
}

function putInto(shape: Shape): Statement {
  const names = Object.keys(shape.columns);
  const columns = names.map((name) => columnOf(shape, name));
  const moving = names.filter((name) => !shape.key.includes(name)).map((name) => columnOf(shape, name));
  return statement(
    `escalation.put_${shape.table}`,
    `insert into escalation.${shape.table} (tenant_id, ${columns.join(", ")})
     select $1, ${names.map((name) => `r."${name}"`).join(", ")} from ${recordset(shape, names)}
     on conflict (tenant_id, ${shape.key.map((name) => columnOf(shape, name)).join(", ")})
       do update set ${moving.map((column) => `${column} = excluded.${column}`).join(", ")}`,
  );
}

function dropFrom(shape: Shape): Statement {
  const same = shape.key.map((name) => `t.${columnOf(shape, name)} = r."${name}"`);
  return statement(
    `escalation.drop_${shape.table}`,
    `delete from escalation.${shape.table} t using ${recordset(shape, shape.key)} where t.tenant_id = $1 and ${same.join(" and ")}`,
  );
}

const keptStandings = keptOf(STANDING);

/** Rows by the complaint that they are about. */
export type ByComplaint<Row> = ReadonlyMap<ComplaintId, readonly Row[]>;

function reader<Row extends Pick<Place, "complaintId">>(
  shape: Shape,
  name?: string,
): (uow: UnitOfWork, ids: readonly ComplaintId[]) => Promise<ByComplaint<Row>> {
  const kept = keptOf(shape, name);
  return async (uow, ids) =>
    Map.groupBy(await uow.rows<Row>(kept, [uow.scope.tenantId, ids]), ({ complaintId }) => complaintId);
}

/** What is kept of complaints, each kind by one statement. The order of the rows is not said. */
export const keptRows = {
  obligations: reader<ObligationRow>(OBLIGATION),
  briefObligations: reader<BriefObligation>(BRIEF_OBLIGATION, "brief_obligation"),
  levels: reader<LevelRow>(LEVEL),
  rungs: reader<RungRow>(RUNG),
  notices: reader<NoticeRow>(NOTICE),
  bulletins: reader<BulletinRow>(BULLETIN),
};

const putStandings = putInto(STANDING);
const writers = {
  obligations: { put: putInto(OBLIGATION), drop: dropFrom(OBLIGATION) },
  levels: { put: putInto(LEVEL), drop: dropFrom(LEVEL) },
  rungs: { put: putInto(RUNG), drop: dropFrom(RUNG) },
  notices: { put: putInto(NOTICE), drop: dropFrom(NOTICE) },
  bulletins: { put: putInto(BULLETIN), drop: dropFrom(BULLETIN) },
} as const satisfies Readonly<Record<keyof Kept, { put: Statement; drop: Statement }>>;

/** The heads that are kept of these complaints. */
export async function keptHeads(uow: UnitOfWork, ids: readonly ComplaintId[]): Promise<Map<ComplaintId, KeptHead>> {
  const rows = await uow.rows<KeptHead>(keptStandings, [uow.scope.tenantId, ids]);
  return new Map(rows.map((row) => [row.complaintId, row]));
}

/** Everything else that is kept of these complaints, in five statements whatever their number. */
export async function keptProjections(uow: UnitOfWork, ids: readonly ComplaintId[]): Promise<Map<ComplaintId, Kept>> {
  if (ids.length === 0) return new Map();
  const [obligations, levels, rungs, notices, bulletins] = await Promise.all([
    keptRows.obligations(uow, ids),
    keptRows.levels(uow, ids),
    keptRows.rungs(uow, ids),
    keptRows.notices(uow, ids),
    keptRows.bulletins(uow, ids),
  ]);
  const of = (id: ComplaintId): Kept => ({
    obligations: obligations.get(id) ?? [],
    levels: levels.get(id) ?? [],
    rungs: rungs.get(id) ?? [],
    notices: notices.get(id) ?? [],
    bulletins: bulletins.get(id) ?? [],
  });
  return new Map(ids.map((id) => [id, of(id)]));
}

/** Writes heads and what changed under them: at most one statement for each table and direction, whatever the number. */
export async function keep(
  uow: UnitOfWork,
  heads: readonly KeptHead[],
  differences: readonly Difference[],
): Promise<void> {
  const sent: Promise<number>[] = [];
  const send = (writer: Statement, rows: readonly object[]): void => {
    if (rows.length > 0) sent.push(uow.run(writer, [uow.scope.tenantId, JSON.stringify(rows.map(asRecord))]));
  };
  send(putStandings, heads);
  for (const kind of ["obligations", "levels", "rungs", "notices", "bulletins"] as const) {
    const changes = differences.map((one): Changes<object> => one[kind]);
    send(
      writers[kind].drop,
      changes.flatMap(({ drop }) => drop),
    );
    send(
      writers[kind].put,
      changes.flatMap(({ put }) => put),
    );
  }
  await Promise.all(sent);
}

const INSTANTS: ReadonlySet<string> = new Set(
  [STANDING, OBLIGATION, LEVEL, RUNG, NOTICE, BULLETIN].flatMap(({ columns }) =>
    Object.keys(columns).filter((name) => columns[name] === "timestamptz"),
  ),
);

/** A row as JSON, its instants as PostgreSQL reads them. */
function asRecord(row: object): object {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === "number" && INSTANTS.has(name) ? formatInstant(value as Instant) : value,
    ]),
  );
}
