import { describe, expect, it } from "@jest/globals";
import type { RequestContext, Subgraph } from "@hearken/graphql-kit";
import { parse } from "graphql";
import { readableWith } from "./bounded-reading.js";

const answer = (): string => "read";
const subgraph = {
  name: "desk",
  typeDefs: parse(`
    type Query { letters: String, viewer: String }
    type Mutation { write: String }
    type Letter @key(fields: "id") { id: ID!, words: String }
    type Person @key(fields: "id") { id: ID!, letters: String }
    type Place @key(fields: "id", resolvable: false) { id: ID! }`),
  resolvers: {
    Query: { letters: answer, viewer: answer },
    Mutation: { write: answer },
    Letter: { words: answer, __resolveReference: answer },
    Person: { id: answer, letters: answer },
    Place: { id: answer },
  },
  owns: new Set(["Letter"]),
} as unknown as Subgraph;

const read = (boundTo: readonly string[] | undefined, type: string, field: string): unknown => {
  const { resolvers } = readableWith(subgraph, "complaint.read", ["viewer"]);
  const context = { principal: { boundTo } } as unknown as RequestContext;
  const resolve = (resolvers as unknown as Record<string, Record<string, (...given: unknown[]) => unknown>>)[type]?.[
    field
  ];
  try {
    return field === "__resolveReference" ? resolve?.({ id: "1" }, context) : resolve?.({}, {}, context);
  } catch (error) {
    return (error as { extensions: { code: string } }).extensions.code;
  }
};

describe("reading", () => {
  const GUARDED = [
    ["Query", "letters"],
    ["Letter", "__resolveReference"],
    ["Person", "letters"],
  ] as const;

  it.each(GUARDED)("of %s.%s is kept from whoever is bound to other actions, and from nobody else", (type, field) => {
    expect(read(["complaint.file"], type, field)).toBe("FORBIDDEN");
    expect(read([], type, field)).toBe("FORBIDDEN");
    expect(read(["complaint.file", "complaint.read"], type, field)).toBe("read");
    expect(read(undefined, type, field)).toBe("read");
  });

  it.each([
    ["Query", "viewer"],
    ["Mutation", "write"],
    ["Letter", "words"],
    ["Person", "id"],
    ["Place", "id"],
  ])("of %s.%s asks for no action of its own", (type, field) => {
    expect(read([], type, field)).toBe("read");
  });
});
