import type { Subgraph } from "@hearken/graphql-kit";
import type { Graph } from "./together.js";

export interface RemoteSubgraph {
  readonly subgraph: Pick<Subgraph, "name" | "typeDefs">;
  readonly url: string;
}

export function graphApart(_subgraphs: readonly RemoteSubgraph[]): Graph {
  throw new Error("not yet");
}
