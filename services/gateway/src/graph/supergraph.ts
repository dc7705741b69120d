import type { Subgraph } from "@hearken/graphql-kit";
import { compositionHasErrors, composeServices } from "@theguild/federation-composition";

/**
 * The supergraph of services that run apart, as SDL.
 * Throws with every reason for which they do not make one graph.
 */
export function composeSupergraph(
  subgraphs: readonly { readonly subgraph: Pick<Subgraph, "name" | "typeDefs">; readonly url: string }[],
): string {
  const composed = composeServices(
    subgraphs.map(({ subgraph, url }) => ({ name: subgraph.name, typeDefs: subgraph.typeDefs, url })),
  );
  if (compositionHasErrors(composed)) {
    throw new Error(
      `the services do not make one graph:\n${composed.errors.map((error) => `  ${error.message}`).join("\n")}`,
    );
  }
  return composed.supergraphSdl;
}
