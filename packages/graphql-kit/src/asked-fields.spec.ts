import { describe, expect, it } from "@jest/globals";
import { parse, type FieldNode, type FragmentDefinitionNode } from "graphql";
import { askedFields, type Asking } from "./asked-fields.js";

/** What a resolver of the first field is told. */
function asking(query: string): Asking {
  const { definitions } = parse(query);
  const operation = definitions.find((one) => one.kind === "OperationDefinition");
  const fragments = definitions.filter((one): one is FragmentDefinitionNode => one.kind === "FragmentDefinition");
  return {
    fieldNodes: (operation?.selectionSet.selections ?? []) as readonly FieldNode[],
    fragments: Object.fromEntries(fragments.map((one) => [one.name.value, one])),
  };
}

describe("the fields that are asked", () => {
  it("are those of the selection, by their own names", () => {
    expect(askedFields(asking("{ obligations { id due: dueAt owner { label } } }"))).toEqual(
      new Set(["id", "dueAt", "owner"]),
    );
  });

  it("are those of fragments, wherever they stand", () => {
    const query = `{ obligations { ... on Obligation { id } ...Times } }
      fragment Times on Obligation { dueAt ...More } fragment More on Obligation { metAt }`;
    expect(askedFields(asking(query))).toEqual(new Set(["id", "dueAt", "metAt"]));
  });

  it("are those of every place where the field is asked", () => {
    expect(askedFields(asking("{ obligations { id } obligations { explain { kind } } }"))).toEqual(
      new Set(["id", "explain"]),
    );
  });

  it("are nothing where nothing can be asked", () => {
    expect(askedFields(asking("{ version }"))).toEqual(new Set());
  });
});
