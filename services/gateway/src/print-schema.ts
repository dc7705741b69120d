import { writeFileSync } from "node:fs";
import { gatewaySubgraph } from "./service.js";

// Review sees every change of the contract: the printed schema is committed, and a specification compares it.
writeFileSync(new URL("../schema.graphql", import.meta.url), gatewaySubgraph.sdl);
