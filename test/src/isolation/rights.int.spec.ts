import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { CAPABILITIES, type Action } from "@hearken/service-kit";
import pg from "pg";
import { operationsOf, type Operation } from "../testing/operations.js";
import { tell } from "./figures.js";
import { openGraphqlWorld, type GraphqlWorld } from "./graphql-world.js";

/* Who may only read: what the guards of the resolvers and commands are worth. */

let world: GraphqlWorld;
let operations: readonly Operation[];

beforeAll(async () => {
  world = await openGraphqlWorld();
  operations = operationsOf(world.schema, world.plausible);
  const owner = new pg.Client({ connectionString: world.house.test.url });
  await owner.connect();
  try {
    const { tenantId } = world.group;
    await owner.query("update directory.role_grant set role = 'reader' where tenant_id = $1", [tenantId]);
    await owner.query("update platform.tenant_state set access_version = access_version + 1 where tenant_id = $1", [
      tenantId,
    ]);
  } finally {
    await owner.end();
  }
}, 90_000);
afterAll(async () => {
  await (world as GraphqlWorld | undefined)?.house.stop();
});

/** What a request of the reader's is answered with: the code of its refusal or fault, or that it was done. */
async function outcomeOf({ query, variables }: Operation): Promise<string> {
  // Whose reach is the tenant, so that nothing but the action is in the way.
  const { text } = await world.group.as("headquarters").post(query, variables());
  return /"code":"(\w+)"/.exec(text)?.[1] ?? "done";
}

const READER = CAPABILITIES.reader as Set<Action>;

/** The action for which the reader is refused: the last that they were asked for and do not have. */
async function guardOf(operation: Operation): Promise<Action | undefined> {
  let refused: Action | undefined;
  const has = (action: Action): boolean => {
    const allowed = Set.prototype.has.call(READER, action);
    if (!allowed) refused = action;
    return allowed;
  };
  READER.has = has;
  try {
    return (await outcomeOf(operation)) === "FORBIDDEN" ? refused : undefined;
  } finally {
    Reflect.deleteProperty(READER, "has");
  }
}

describe("whoever may only read", () => {
  it("is refused every mutation, before anything is said of what it is about", async () => {
    const outcomes: Record<string, string[]> = {};
    for (const mutation of operations) {
      if (mutation.kind === "mutation") (outcomes[await outcomeOf(mutation)] ??= []).push(mutation.name);
    }
    const { FORBIDDEN = [], ...others } = outcomes;
    // A value that nobody can make sense of may be told of first.
    const { INVALID_INPUT = [], BAD_USER_INPUT = [], ...wrong } = others;
    expect(wrong).toEqual({});
    expect(FORBIDDEN.length).toBeGreaterThan(9 * (INVALID_INPUT.length + BAD_USER_INPUT.length));
    tell({ matrix: "GraphQL rights", cells: operations.length });
  }, 60_000);

  it("is noticed to be allowed any one thing more that an operation asks for", async () => {
    const guards = new Map<Action, Operation[]>();
    for (const operation of operations) {
      const guard = await guardOf(operation);
      if (guard !== undefined) guards.set(guard, [...(guards.get(guard) ?? []), operation]);
    }
    const survivors: Action[] = [];
    for (const [action, guarded] of guards) {
      READER.add(action);
      try {
        if (!(await isNoticed(guarded))) survivors.push(action);
      } finally {
        READER.delete(action);
      }
    }
    expect(guards.size).toBeGreaterThan(8);
    tell({ mutants: "guard of an action taken away", killed: guards.size - survivors.length, survivors });
    expect(survivors).toEqual([]);
  }, 120_000);
});

async function isNoticed(guarded: readonly Operation[]): Promise<boolean> {
  for (const operation of guarded) if ((await outcomeOf(operation)) !== "FORBIDDEN") return true;
  return false;
}
