import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { buildSchema, extendSchema, graphql, parse, type GraphQLSchema } from "graphql";
import { livelyComplaint } from "../testing/lively.js";
import { operationsOf, subscriptionsOf, type Operation } from "../testing/operations.js";
import { isolationEnvironment } from "./environment.js";
import { tell } from "./figures.js";
import { deeperIdSites, idSites, matrix, type Ask } from "./graphql-matrix.js";
import { askAs, CANARY, openGraphqlWorld, type GraphqlWorld } from "./graphql-world.js";

let world: GraphqlWorld;
let operations: readonly Operation[];

beforeAll(async () => {
  world = await openGraphqlWorld();
  operations = operationsOf(world.schema, world.plausible);
}, 90_000);
afterAll(async () => {
  await (world as GraphqlWorld | undefined)?.house.stop();
});

const ofKind = (kind: Operation["kind"]): readonly Operation[] => operations.filter((one) => one.kind === kind);
/** Everything in full; of mutations, which are many, a few things of each in short. */
const each = (kind: Operation["kind"]): number => (kind === "query" || isolationEnvironment().isFull ? 100 : 4);

describe("every ID argument of every field that can be asked from the root", () => {
  it("is found by introspection", () => {
    expect(idSites(ofKind("query")).length).toBeGreaterThan(8);
    expect(idSites(ofKind("mutation")).length).toBeGreaterThan(50);
  });

  it("is an argument of the root alone", () => {
    expect(deeperIdSites(world.schema)).toEqual([]);
  });

  it.each(["query", "mutation"] as const)(
    "34, 35 answers an id that is out of reach like one that does not exist, byte for byte, in a %s",
    async (kind) => {
      const asking = { ask: askAs(world.asker), outOfReach: world.outOfReach, canary: CANARY, each: each(kind) };
      const { cells, differing } = await matrix(idSites(ofKind(kind)), asking);
      expect(differing.slice(0, 10)).toEqual([]);
      expect(cells).toBeGreaterThan(300);
      expect(world.house.logged.filter((line) => line.includes(CANARY))).toEqual([]);
      tell({ matrix: "GraphQL", cells });
    },
    600_000,
  );
});

describe("every cursor of every list", () => {
  it("shows nothing of whom it was made for", async () => {
    const ask = askAs(world.asker);
    const theirs = [world.stranger.as("subsidiary-1"), world.group.as("subsidiary-2")];
    let cells = 0;
    for (const operation of ofKind("query")) {
      const site = operation.sites.find(({ path, type }) => type === "String" && path.at(-1) === "after");
      if (site === undefined) continue;
      for (const party of theirs) {
        const { text } = await party.post(operation.query, operation.variables());
        for (const [, cursor] of [...text.matchAll(/"(?:end|start)?[cC]ursor":"([^"]+)"/g)].slice(0, 3)) {
          const answer = await ask(operation.query, operation.variables(site, cursor));
          cells += 1;
          expect(answer).not.toContain(CANARY);
        }
      }
    }
    expect(cells).toBeGreaterThan(10);
    tell({ matrix: "GraphQL", cells });
  }, 60_000);
});

describe("every list and count", () => {
  it("stays as it is when rows of another organization and of another tenant come and go", async () => {
    const ask = askAs(world.asker);
    const seen = async (): Promise<Record<string, string>> => {
      const answers: Record<string, string> = {};
      for (const { name, query, variables } of ofKind("query")) answers[name] = await ask(query, variables());
      return answers;
    };
    // Where a text has a fault is told once, when it is compiled.
    await seen();
    const before = await seen();
    expect(Object.values(before).filter((answer) => answer.includes('"data":{')).length).toBeGreaterThan(8);
    await livelyComplaint(world.stranger, { at: "subsidiary-1", canary: CANARY });
    await livelyComplaint(world.group, { at: "subsidiary-2", canary: CANARY });
    expect(await seen()).toEqual(before);
    tell({ matrix: "GraphQL", cells: 2 * Object.keys(before).length });
  }, 60_000);
});

/** A house of two fields: whoever looks, everything of everybody is found, or only what is their own. */
function scratch(isLeaky: boolean): { readonly schema: GraphQLSchema; readonly ask: Ask } {
  const schema = buildSchema(`
    type Secret { id: ID! text: String }
    input SecretInput { about: [SecretPlace!]! }
    input SecretPlace { secretId: ID }
    type Query { secret(id: ID!): Secret }
    type Mutation { tellSecret(input: SecretInput!): Secret }
    type Subscription { secretChanges(id: ID!): Secret }`);
  const all = new Set(Object.values(world.outOfReach).flat());
  const find = (id: string | undefined): object | null => {
    return isLeaky && id !== undefined && all.has(id) ? { id, text: CANARY } : null;
  };
  const rootValue = {
    secret: ({ id }: { id: string }) => find(id),
    tellSecret: ({ input }: { input: { about: { secretId?: string }[] } }) => find(input.about[0]?.secretId),
  };
  return {
    schema,
    ask: async (source, variableValues) => JSON.stringify(await graphql({ schema, source, rootValue, variableValues })),
  };
}

describe("a field that is new", () => {
  it.each([
    ["tells of what is out of reach", true],
    ["tells of nobody's", false],
  ])("is found with its ids, and noticed, without anyone touching the suite, when it %s", async (_, isLeaky) => {
    const { schema, ask } = scratch(isLeaky);
    const sites = idSites([...operationsOf(schema), ...subscriptionsOf(schema)]);
    const names = sites.map(([{ name }, { path }]) => [name, ...path].join("."));
    expect(names).toEqual(["secret.id", "tellSecret.input.about.0.secretId", "secretChanges.id"]);
    const asked = sites.filter(([{ kind }]) => kind !== "subscription");
    const { differing } = await matrix(asked, { ask, outOfReach: world.outOfReach, canary: CANARY, each: 1 });
    expect(differing.length).toBe(isLeaky ? 8 : 0);
  });

  it("is noticed when it takes an id below the root", () => {
    const { schema } = scratch(false);
    const deeper = extendSchema(schema, parse("extend type Secret { like(id: ID!): Secret }"));
    expect(deeperIdSites(deeper)).toEqual(["Secret.like.id"]);
  });
});
