import { describe, expect, it } from "@jest/globals";
import { parse } from "graphql";
import { Directive, Field, ID, ObjectType, Query, Resolver } from "type-graphql";
import { undescribed } from "./described.js";
import { mergeTogether } from "./merge.js";
import { buildSubgraph } from "./subgraph.js";

@Directive('@key(fields: "id")')
@ObjectType("Home", { simpleResolvers: true, description: "A home." })
class Home {
  @Field(() => ID, { description: "Its id." })
  id!: string;
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType("Person", { simpleResolvers: true })
class PersonStub {
  @Field(() => ID)
  id!: string;
}

@Resolver(() => Home)
class HomeResolver {
  @Query(() => Home, { description: "Some home." })
  home(): Home {
    return { id: "1" };
  }
}

const build = () =>
  buildSubgraph({
    name: "homes",
    resolvers: [HomeResolver],
    orphanedTypes: [PersonStub],
    references: { Home: ({ id }) => ({ id }) },
  });

describe("a subgraph", () => {
  it("says the same however often it is built, and shows its stubs", () => {
    const first = build();
    expect(build().sdl).toBe(first.sdl);
    expect(first.sdl.match(/type Home @key/g)).toHaveLength(1);
    expect(first.sdl).toContain('type Person @key(fields: "id", resolvable: false) {\n  id: ID!\n}');
    expect(() => parse(first.sdl)).not.toThrow();
  });

  it("tells what nobody has described", () => {
    expect(undescribed(mergeTogether([build()]))).toEqual(["Person", "Person.id"]);
  });

  it("cannot refer to a type that it does not have", () => {
    expect(() => buildSubgraph({ name: "homes", resolvers: [HomeResolver], references: { Hut: () => null } })).toThrow(
      /Hut/,
    );
  });

  it("cannot own what another owns", () => {
    expect(() => mergeTogether([build(), { ...build(), name: "huts" }])).toThrow("Home is owned by homes and by huts");
  });
});
