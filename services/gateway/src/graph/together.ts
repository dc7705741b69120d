import { mergeTogether, type Subgraph } from "@hearken/graphql-kit";
import { compiledExecutor, type ExecuteOperation } from "@hearken/service-kit";
import type { GraphQLSchema } from "graphql";
import { gatewaySubgraph } from "./gateway.subgraph.js";

/** A graph that can be asked. */
export interface Graph {
  readonly schema: GraphQLSchema;
  readonly execute: ExecuteOperation;
}

/** All services in this process, as one schema with compiled operations. */
export function graphTogether(subgraphs: readonly Subgraph[]): Graph {
  const schema = mergeTogether([...subgraphs, gatewaySubgraph]);
  return { schema, execute: compiledExecutor(schema) };
}
