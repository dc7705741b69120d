import graphqlPlugin from "@graphql-eslint/eslint-plugin";
import { parse, print, visit } from "graphql";

export { default as typescript } from "typescript-eslint";
export const graphql = graphqlPlugin;

/** The types of a subgraph alone: the federation directives are the composition's business. */
export function withoutDirectives(sdl) {
  return print(visit(parse(sdl), { Directive: () => null, SchemaExtension: () => null }));
}
