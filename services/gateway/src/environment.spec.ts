import { describe, expect, it } from "@jest/globals";
import { gatewayEnvironment } from "./environment.js";

const enough = {
  DATABASE_URL: "postgres://database/hearken",
  HEARKEN_SUBGRAPHS: "directory=http://directory:4001/graphql  intake=http://intake:4001/graphql",
  HEARKEN_JWKS: "https://issuer.example/jwks.json",
  HEARKEN_ISSUER: "https://issuer.example",
};

describe("the gateway's environment", () => {
  it("names the services behind it", () => {
    expect(gatewayEnvironment(enough).subgraphs).toEqual([
      { name: "directory", url: "http://directory:4001/graphql" },
      { name: "intake", url: "http://intake:4001/graphql" },
    ]);
  });

  it("is refused with everything that is missing or malformed", () => {
    expect(() => gatewayEnvironment({ HEARKEN_SUBGRAPHS: "intake", PORT: "http" })).toThrow(
      /PORT[^]*DATABASE_URL[^]*HEARKEN_SUBGRAPHS[^]*HEARKEN_JWKS[^]*HEARKEN_ISSUER/,
    );
  });
});
