import type { SentStatement } from "../house/statement-recorder.js";

/** A statement with the types of its parameters. */
export interface TypedStatement extends SentStatement {
  readonly types: readonly string[];
}

/** A script for pgbench, and the variables that it is started with. */
export interface PgbenchScript {
  readonly text: string;
  readonly variables: Readonly<Record<string, string>>;
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const NUMBER = /\b\d{8}-[0-9A-Z]{6}\b/g;

/**
 * The statements of one request as a script: the same texts, parameters as parameters, the same round trips.
 * What must be new in each transaction (ids, numbers, keys: whatever `another` request had otherwise) is made by the
 * statement itself out of two integers.
 */
export function pgbenchScript(statements: readonly TypedStatement[], another: readonly SentStatement[]): PgbenchScript {
  const fresh = freshTokens(statements, another);
  const variables: Record<string, string> = {};
  const lines = ["\\set seq :seq + 1"];
  for (const [index, statement] of statements.entries()) {
    if (statement.roundTrip !== statements[index - 1]?.roundTrip) lines.push("\\startpipeline");
    const text = statement.text.replaceAll(/\$(\d+)/g, (_, digits: string) => {
      const at = Number(digits) - 1;
      const value = statement.values[at] ?? null;
      const type = statement.types[at] ?? "text";
      if (value === null) return `null::${type}`;
      const name = `p${index}_${at}`;
      const made = expression(name, value, fresh);
      if (made.usesValue) variables[name] = value;
      return `(${made.sql})::${type}`;
    });
    lines.push(`${text.replaceAll(/\s+/g, " ").trim()};`);
    if (statement.roundTrip !== statements[index + 1]?.roundTrip) lines.push("\\endpipeline");
  }
  return { text: `${lines.join("\n")}\n`, variables };
}

/** What stands in the values of one request and not in those of the other, with the SQL that makes a new one. */
export function freshTokens(
  statements: readonly SentStatement[],
  another: readonly SentStatement[],
): ReadonlyMap<string, string> {
  const others = new Set(another.flatMap(({ values }) => values.flatMap(tokensOf)));
  const tokens = [...new Set(statements.flatMap(({ values }) => values.flatMap(tokensOf)))].filter(
    (one) => !others.has(one),
  );
  return new Map(
    tokens.map((token, index) => {
      const nth = index.toString(16).padStart(3, "0");
      // A uuid may be written without dashes; the first half grows with time, as that of the house's ids does.
      if (token.length === 36) return [token, `(${STAMP} || '7${nth}8000' || ${CLIENT})`];
      return [token, `(right(${STAMP}, 10) || right(${CLIENT}, 4) || '${nth}')`];
    }),
  );
}

const STAMP = "lpad(to_hex(:base::int8 + :seq::int8), 12, '0')";
const CLIENT = "lpad(to_hex(:client_id::int8), 12, '0')";

/** Ids, numbers, and idempotency keys, which the load makes like uuids. */
function tokensOf(value: string | null): string[] {
  return value === null ? [] : [...value.matchAll(UUID), ...value.matchAll(NUMBER)].map(([token]) => token);
}

function expression(
  name: string,
  value: string,
  fresh: ReadonlyMap<string, string>,
): { readonly sql: string; readonly usesValue: boolean } {
  const inside = tokensOf(value).filter((token) => fresh.has(token));
  if (inside[0] === value) return { sql: fresh.get(value) ?? "", usesValue: false };
  const sql = [...new Set(inside)].reduce(
    (made, token) => `replace(${made}, '${token}', ${fresh.get(token) ?? ""})`,
    `:${name}`,
  );
  return { sql: inside.length === 0 ? sql : sql.replace(`:${name}`, `:${name}::text`), usesValue: true };
}
