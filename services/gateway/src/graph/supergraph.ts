import { withOwnersTexts, type Part } from "@hearken/graphql-kit";
import { compositionHasErrors, composeServices } from "@theguild/federation-composition";

/** A service's part of the graph, and where it answers. */
export interface PlacedSubgraph {
  readonly subgraph: Part & { readonly name: string };
  readonly url: string;
}

/**
 * The supergraph of services that run apart, as SDL.
 * Throws with every reason for which they do not make one graph.
 */
export function composeSupergraph(subgraphs: readonly PlacedSubgraph[]): string {
  const documents = withOwnersTexts(subgraphs.map(({ subgraph }) => subgraph));
  const composed = composeServices(
    subgraphs.map(({ subgraph, url }, index) => ({
      name: subgraph.name,
      typeDefs: documents[index] ?? subgraph.typeDefs,
      url,
    })),
  );
  if (compositionHasErrors(composed)) {
    throw new Error(
      `the services do not make one graph:\n${composed.errors.map((error) => `  ${error.message}`).join("\n")}`,
    );
  }
  return composed.supergraphSdl;
}
