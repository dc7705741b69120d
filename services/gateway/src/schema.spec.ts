import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { gatewaySubgraph } from "./service.js";

describe("the gateway's part of the graph", () => {
  it("is committed as schema.graphql (npm run schema prints it)", () => {
    expect(readFileSync(new URL("../schema.graphql", import.meta.url), "utf8")).toBe(gatewaySubgraph.sdl);
  });
});
