import { describe, expect, it } from "@jest/globals";
import { openDevelopmentIssuer } from "./development-issuer.js";
import { DEVELOPMENT_ISSUER, whyNotDevelopment } from "./development-only.js";

describe("the development issuer", () => {
  it.each([
    ["on a developer's machine", {}, true],
    ["that listens on itself alone", { HOST: "127.0.0.1", NODE_ENV: "development" }, true],
    ["that says localhost", { HOST: "localhost" }, true],
    ["on one that everybody reaches", { HOST: "0.0.0.0" }, false],
    ["on one with an address", { HOST: "10.0.0.7" }, false],
    ["in production", { NODE_ENV: "production" }, false],
    ["in production by its own name", { NODE_ENV: "production", HEARKEN_ISSUER: DEVELOPMENT_ISSUER }, false],
    ["in production on itself alone", { NODE_ENV: "production", HOST: "127.0.0.1" }, false],
  ])("%s: %j", (_where, surroundings, isBelieved) => {
    expect(whyNotDevelopment(surroundings) === undefined).toBe(isBelieved);
  });

  it("is in nobody's way where the group's issuer is named", () => {
    const HEARKEN_ISSUER = "https://identity.example";
    expect(whyNotDevelopment({ NODE_ENV: "production", HOST: "0.0.0.0", HEARKEN_ISSUER })).toBeUndefined();
  });

  it("does not even make a key in production", async () => {
    await expect(openDevelopmentIssuer("/nowhere", { NODE_ENV: "production" })).rejects.toThrow("never believed");
  });
});
