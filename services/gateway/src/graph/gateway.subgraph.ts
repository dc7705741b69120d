import { buildSubgraph, type Subgraph } from "@hearken/graphql-kit";
import { ComplaintStub, ObligationStub } from "../change/change.graphql.js";
import { ChangeResolver } from "../change/change.resolver.js";
import { RefusedAttemptResolver } from "../trail/refused-attempt.resolver.js";
import { OrganizationStub, StaffStub } from "../trail/trail.graphql.js";
import { TrailResolver } from "../trail/trail.resolver.js";

/** The gateway's own part of the graph: what is read from the journal, live or looking back. */
export const gatewaySubgraph: Subgraph = buildSubgraph({
  name: "gateway",
  resolvers: [ChangeResolver, TrailResolver, RefusedAttemptResolver],
  orphanedTypes: [ComplaintStub, ObligationStub, OrganizationStub, StaffStub],
});
