import { describe, expect, it } from "@jest/globals";
import { houseEnvironment } from "./environment.js";

const ISSUER = { HEARKEN_JWKS: "https://identity.example/jwks.json", HEARKEN_ISSUER: "https://identity.example" };
const MASTER = { HEARKEN_MASTER_KEYS: "/etc/hearken/2026.key /etc/hearken/2025.key" };

describe("a house whose issuer and master keys nobody named", () => {
  it("starts on a developer's machine, with the development issuer and a master key of its own", () => {
    expect(houseEnvironment({})).toMatchObject({ issuer: undefined, masterKeyFiles: undefined });
  });

  it.each([{ NODE_ENV: "production" }, { HOST: "0.0.0.0" }, { NODE_ENV: "production", HOST: "127.0.0.1" }])(
    "does not start with %j",
    (surroundings) => {
      expect(() => houseEnvironment({ ...surroundings, ...MASTER })).toThrow(/development issuer is (never )?believed/);
      expect(() => houseEnvironment({ ...surroundings, ...ISSUER })).toThrow(
        "HEARKEN_MASTER_KEYS: a house that others",
      );
      expect(houseEnvironment({ ...surroundings, ...ISSUER, ...MASTER })).toMatchObject({
        issuer: { issuer: ISSUER.HEARKEN_ISSUER },
        masterKeyFiles: ["/etc/hearken/2026.key", "/etc/hearken/2025.key"],
      });
    },
  );
});
