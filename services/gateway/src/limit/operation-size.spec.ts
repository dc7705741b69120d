import { describe, expect, it } from "@jest/globals";
import { buildSchema, getOperationAST, parse } from "graphql";
import { BrokenFragments, operationSize, type OperationSize } from "./operation-size.js";

const schema = buildSchema(`
  type Query { node: Node nodes(first: Int!): NodeConnection all: [Node!]! }
  type NodeConnection { edges: [Edge!]! pageInfo: String }
  type Edge { node: Node! cursor: String }
  type Node { id: ID! name: String tags: [String!]! children: [Node!]! nodes(first: Int!): NodeConnection }
`);

function sizeOf(query: string, variables: Record<string, unknown> = {}): OperationSize {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (operation === null || operation === undefined) throw new Error("no operation");
  return operationSize({ document, operation, schema, variables });
}

describe("the size of an operation", () => {
  it.each([
    ["{ node { id name } }", 3],
    ["{ all { id } }", 1 + 5],
    ["{ node { tags } }", 2],
    ["{ nodes(first: 10) { edges { node { id } } pageInfo } }", 1 + 10 * 4],
    [
      "{ nodes(first: 10) { edges { node { nodes(first: 20) { edges { node { id } } } } } } }",
      1 + 10 * (2 + 1 + 20 * 3),
    ],
    ["{ node { ...F ...F } } fragment F on Node { children { id } }", 1 + 2 * (1 + 5)],
    ["{ node { ... on Node { id } } }", 2],
    ["{ nothing(first: 3) { at { all } } }", 1 + 3 * 2],
    ["{ nodes(first: -5) { pageInfo } }", 2],
  ])("%s costs %i", (query, cost) => {
    expect(sizeOf(query).cost).toBe(cost);
  });

  it("counts a page as long as its variable says, and as the longest when it says nothing useful", () => {
    const query = "query ($n: Int!) { nodes(first: $n) { pageInfo } }";
    expect([{ n: 7 }, {}, { n: "7" }, { n: 0 }].map((variables) => sizeOf(query, variables).cost)).toEqual([
      8, 101, 101, 101,
    ]);
  });

  it("spreads fragments out, and measures each of them once", () => {
    const chain = Array.from({ length: 200 }, (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`).join(
      " ",
    );
    expect(sizeOf(`{ ...F0 } ${chain} fragment F200 on Query { a: __typename @x }`)).toMatchObject({
      fields: 2 ** 200,
      aliases: 2 ** 200,
      directives: 2 ** 200,
      depth: 1,
    });
  });

  it.each([
    "{ ...A } fragment A on Query { ...B } fragment B on Query { node { id } ...A }",
    "{ ...A } fragment A on Query { node { ...A } }",
    "{ ...Nowhere }",
  ])("of %s cannot be told", (query) => {
    expect(() => sizeOf(query)).toThrow(BrokenFragments);
  });

  it("measures how deep it looks into the schema apart from how deep it goes", () => {
    expect(sizeOf("{ __schema { types { fields { name } } } node { id } }")).toMatchObject({
      depth: 2,
      introspectionDepth: 4,
    });
  });
});
