import { describe, expect, it } from "@jest/globals";
import { houseEnvironment } from "./environment.js";

const ISSUER = { HEARKEN_JWKS: "https://identity.example/jwks.json", HEARKEN_ISSUER: "https://identity.example" };

describe("a house whose issuer nobody named", () => {
  it("starts on a developer's machine, with the development issuer", () => {
    expect(houseEnvironment({}).issuer).toBeUndefined();
  });

  it.each([{ NODE_ENV: "production" }, { HOST: "0.0.0.0" }, { NODE_ENV: "production", HOST: "127.0.0.1" }])(
    "does not start with %j",
    (surroundings) => {
      expect(() => houseEnvironment(surroundings)).toThrow(/development issuer is (never )?believed/);
      expect(houseEnvironment({ ...surroundings, ...ISSUER }).issuer).toMatchObject({ issuer: ISSUER.HEARKEN_ISSUER });
    },
  );
});
