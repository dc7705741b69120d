const PLACE = {
  complaintId: "uuid",
  organizationId: "uuid",
  projectId: "uuid",
  regulation: "text",
  regulationVersion: "int4",
};

/** The columns of a table by the names of its rows, and their types. */
export interface Shape {
  readonly table: string;
  readonly columns: Readonly<Record<string, string>>;
  /** Names of the columns that differ from the row's name in snake case. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** The key within the tenant. */
  readonly key: readonly string[];
}

/** How the rows of each table are called and typed: what reading and writing them is made of. */
export const STANDING: Shape = {
  table: "standing",
  columns: {
    ...PLACE,
    ...{
      version: "int8",
      status: "text",
      validity: "text",
      level: "text",
      levelClause: "text",
      levelSince: "timestamptz",
    },
    ...{
      because: "jsonb",
      evaluatedAt: "timestamptz",
      nextChangeAt: "timestamptz",
      unreckonedYears: "int4[]",
      fault: "text",
    },
  },
  key: ["complaintId"],
};

export const OBLIGATION: Shape = {
  table: "obligation",
  columns: {
    ...PLACE,
    ...{ id: "uuid", key: "text", code: "text", clauses: "text[]", kind: "text", owner: "text", status: "text" },
    ...{
      openedAt: "timestamptz",
      countsFrom: "timestamptz",
      dueAt: "timestamptz",
      warnAt: "timestamptz",
      warned: "bool",
    },
    ...{ settledAt: "timestamptz", breachedAt: "timestamptz", metAt: "timestamptz", metBy: "text", pausedMs: "int8" },
    ...{ pauses: "jsonb", bulletin: "jsonb", unreckonedYear: "int4" },
  },
  key: ["complaintId", "key"],
};

/** What lists mostly show of an obligation: half of its columns, for a page holds hundreds of rows. */
export const BRIEF_OBLIGATION = {
  table: "obligation",
  columns: {
    ...{ complaintId: "uuid", organizationId: "uuid", regulation: "text", regulationVersion: "int4" },
    ...{ id: "uuid", key: "text", code: "text", clauses: "text[]", kind: "text", owner: "text", status: "text" },
    ...{ openedAt: "timestamptz", dueAt: "timestamptz", metAt: "timestamptz" },
  },
  key: OBLIGATION.key,
} as const satisfies Shape;

export const LEVEL: Shape = {
  table: "level_change",
  columns: { ...PLACE, number: "int4", at: "timestamptz", from: "text", to: "text", clause: "text", because: "jsonb" },
  renamed: { from: "from_level", to: "to_level" },
  key: ["complaintId", "number"],
};

export const RUNG: Shape = {
  table: "escalation",
  columns: {
    ...PLACE,
    id: "uuid",
    rung: "int4",
    from: "text",
    to: "text",
    at: "timestamptz",
    clause: "text",
    cause: "text",
  },
  renamed: { from: "from_post", to: "to_post" },
  key: ["complaintId", "id"],
};

export const NOTICE: Shape = {
  table: "notice",
  columns: { ...PLACE, id: "uuid", key: "text", code: "text", clause: "text", to: "text[]", at: "timestamptz" },
  renamed: { to: "recipients" },
  key: ["complaintId", "id"],
};

export const BULLETIN: Shape = {
  table: "bulletin",
  columns: {
    ...PLACE,
    ...{
      id: "uuid",
      key: "text",
      kind: "text",
      clause: "text",
      recipients: "text[]",
      demanded: "text[]",
      status: "text",
    },
    ...{ openedAt: "timestamptz", issuedAt: "timestamptz", issuedBy: "text" },
  },
  key: ["id"],
};

/** The column of a field. */
export function columnOf({ renamed }: Shape, name: string): string {
  return renamed?.[name] ?? name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** What selects rows of this shape; the table's alias is `t`. */
export function selection(shape: Shape): string {
  return Object.keys(shape.columns)
    .map((name) => `t.${columnOf(shape, name)} as "${name}"`)
    .join(", ");
}

/** Rows sent as JSON in `$2`, as the table `r`. */
export function recordset(shape: Shape, names: readonly string[]): string {
  return `jsonb_to_recordset($2::jsonb) as r(${names.map((name) => `"${name}" ${shape.columns[name] ?? "text"}`).join(", ")})`;
}
