import { buildSubgraph, type Subgraph } from "@hearken/graphql-kit";
import { ComplaintStub, ObligationStub } from "../change/change.graphql.js";
import { ChangeResolver } from "../change/change.resolver.js";

/** The gateway's own part of the graph: the subscriptions. */
export const gatewaySubgraph: Subgraph = buildSubgraph({
  name: "gateway",
  resolvers: [ChangeResolver],
  orphanedTypes: [ComplaintStub, ObligationStub],
});
