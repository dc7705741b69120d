import { describe, expect, it } from "@jest/globals";
import { gatewaySubgraph } from "@hearken/gateway";
import { mergeTogether } from "@hearken/graphql-kit";
import { services } from "@hearken/infra/house";
import {
  getNamedType,
  isInputObjectType,
  isObjectType,
  isUnionType,
  type GraphQLInputFieldMap,
  type GraphQLObjectType,
} from "graphql";

/* The whole graph, as whoever adds a mutation to it leaves it. */

const schema = mergeTogether([...services().map(({ subgraph }) => subgraph), gatewaySubgraph]);

interface Mutation {
  readonly name: string;
  readonly takes: readonly string[];
  readonly input: GraphQLInputFieldMap;
  readonly answers: readonly GraphQLObjectType[];
}

const mutations: readonly Mutation[] = Object.values(schema.getMutationType()?.getFields() ?? {}).map((field) => {
  const input = getNamedType(field.args[0]?.type);
  const answer = getNamedType(field.type);
  return {
    name: field.name,
    takes: field.args.map(({ name }) => name),
    input: isInputObjectType(input) ? input.getFields() : {},
    answers: isUnionType(answer) ? answer.getTypes() : [],
  };
});

/** What the mutation answers that has a version, and whose id its input names: what is decided on. */
function decidedOn({ input, answers }: Mutation): readonly string[] {
  const named = Object.keys(input).flatMap((name) => (name.endsWith("Id") ? [name.slice(0, -2).toLowerCase()] : []));
  return answers
    .filter(({ name }) => name !== "Refusal")
    .flatMap((success) => Object.values(success.getFields()).map(({ type }) => getNamedType(type)))
    .filter((type) => isObjectType(type))
    .filter((type) => "version" in type.getFields() && named.some((name) => type.name.toLowerCase().endsWith(name)))
    .map(({ name }) => name);
}

/** Evaluates once more what was decided: it may be asked at any version. */
const REPAIR = "reEvaluate";

const inputOf = ({ input }: Mutation, name: string): string => String(input[name]?.type);

describe("every mutation of the graph", () => {
  it("38, 39 takes one input with an idempotency key, and answers its success or a refusal", () => {
    expect(mutations.length).toBeGreaterThan(60);
    const otherwise = mutations.filter(
      (one) =>
        one.takes.join() !== "input" ||
        inputOf(one, "idempotencyKey") !== "String" ||
        !one.answers.some(({ name }) => name === "Refusal") ||
        one.answers.length < 2,
    );
    expect(otherwise.map(({ name }) => name)).toEqual([]);
  });

  it("45 takes the version that was decided on, where it is about something that has one", () => {
    const about = mutations.filter((one) => decidedOn(one).length > 0 && one.name !== REPAIR);
    expect(about.length).toBeGreaterThan(45);
    const otherwise = about.filter((one) => inputOf(one, "expectedVersion") !== "Int");
    expect(otherwise.map((one) => [one.name, decidedOn(one)])).toEqual([]);
  });
});
