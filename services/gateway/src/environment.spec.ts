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

  it("gives programs no token unless the house has a name and a key to sign by", () => {
    expect(gatewayEnvironment(enough).programs).toBeUndefined();
    const house = {
      HEARKEN_HOUSE_ISSUER: "https://house.example",
      HEARKEN_SIGNING_KEYS: "/keys/new.pem  /keys/old.pem",
    };
    expect(gatewayEnvironment({ ...enough, ...house }).programs).toEqual({
      issuer: "https://house.example",
      audience: "hearken",
      keyFiles: ["/keys/new.pem", "/keys/old.pem"],
    });
    for (const [name, value] of Object.entries(house)) {
      expect(() => gatewayEnvironment({ ...enough, [name]: value })).toThrow("go together");
    }
    expect(() => gatewayEnvironment({ ...enough, ...house, HEARKEN_HOUSE_ISSUER: enough.HEARKEN_ISSUER })).toThrow(
      "not the issuer that it believes",
    );
  });

  it("does not believe the development issuer in production, by whatever way it came in", () => {
    const development = { ...enough, HEARKEN_ISSUER: "https://hearken.localhost/development" };
    expect(gatewayEnvironment(development).issuer).toBe(development.HEARKEN_ISSUER);
    expect(() => gatewayEnvironment({ ...development, NODE_ENV: "production" })).toThrow(
      "never believed in production",
    );
  });

  it("is refused with everything that is missing or malformed", () => {
    expect(() => gatewayEnvironment({ HEARKEN_SUBGRAPHS: "intake", PORT: "http" })).toThrow(
      /PORT[^]*DATABASE_URL[^]*HEARKEN_SUBGRAPHS[^]*HEARKEN_JWKS[^]*HEARKEN_ISSUER/,
    );
  });
});
