import { format } from "node:util";
import { expect } from "expect";

/*
 * Stands in for `@jest/globals` while the mutation run loads specifications: what they declare is collected, not run.
 * It knows what specifications of the regulations use, and no more.
 */

type Body = () => unknown;
type RowBody = (...row: never[]) => unknown;

/** One test as it was declared. */
export interface CollectedTest {
  /** What `it` was given. */
  readonly title: string;
  /** Rejects when the test fails. */
  readonly run: () => Promise<void>;
}

let collected: CollectedTest[] = [];
let around: { readonly before: readonly Body[]; readonly after: readonly Body[] } = { before: [], after: [] };

/** What is declared while `load` runs. */
export async function collect(load: () => Promise<unknown>): Promise<readonly CollectedTest[]> {
  collected = [];
  around = { before: [], after: [] };
  await load();
  return collected;
}

export function it(title: string, body: Body): void {
  const scope = around;
  const run = async (): Promise<void> => {
    for (const hook of scope.before) await hook();
    await body();
    for (const hook of scope.after) await hook();
  };
  collected.push({ title, run });
}

export function describe(_title: string, body: () => void): void {
  const outer = around;
  body();
  around = outer;
}

it.each = (table: readonly unknown[]) => (title: string, body: RowBody) => {
  for (const [index, row] of table.entries()) it(titleOf(title, row, index), () => call(body, row));
};
describe.each = (table: readonly unknown[]) => (title: string, body: RowBody) => {
  for (const [index, row] of table.entries()) describe(titleOf(title, row, index), () => void call(body, row));
};

export const beforeEach = (hook: Body): void => {
  around = { ...around, before: [...around.before, hook] };
};
export const afterEach = (hook: Body): void => {
  around = { ...around, after: [hook, ...around.after] };
};
export const beforeAll = (hook: Body): void => {
  let once: Promise<unknown> | undefined;
  beforeEach(() => (once ??= Promise.resolve(hook())));
};
export { expect };

const call = (body: RowBody, row: unknown): unknown => body(...((Array.isArray(row) ? row : [row]) as never[]));

/** `%s` and its kin take the row's values in turn, `$name` a field of a row that is an object, `%#` its number. */
function titleOf(title: string, row: unknown, index: number): string {
  const values: readonly unknown[] = Array.isArray(row) ? row : [row];
  const numbered = title.replaceAll("%#", String(index)).replaceAll("%p", "%j");
  const fields = typeof row === "object" && row !== null ? (row as Readonly<Record<string, unknown>>) : {};
  const named = numbered.replace(/\$(\w+)/g, (word, name: string) => (name in fields ? String(fields[name]) : word));
  return format(named, ...values.slice(0, named.match(/%[sdifjoO]/g)?.length ?? 0));
}
