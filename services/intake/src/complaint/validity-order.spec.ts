import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { VALIDITIES } from "./complaint.js";
import { refuseValidity } from "./validity-order.js";

const any = fc.constantFrom(...VALIDITIES);

describe("validity", () => {
  it("never becomes what it is, and never undetermined again", () => {
    fc.assert(
      fc.property(any, (validity) => {
        expect(refuseValidity(validity, validity)?.code).toBe("ILLEGAL_TRANSITION");
        expect(refuseValidity(validity, "undetermined")?.code).toBe("ILLEGAL_TRANSITION");
      }),
    );
  });
  it("is determined from wherever it stands, and determined otherwise later", () => {
    for (const from of ["undetermined", "questioned", "referred"] as const) {
      expect(refuseValidity(from, "valid")).toBeUndefined();
      expect(refuseValidity(from, "invalid")).toBeUndefined();
    }
    expect(refuseValidity("valid", "invalid")).toBeUndefined();
    expect(refuseValidity("invalid", "valid")).toBeUndefined();
  });
  it("names both when it is refused", () => {
    expect(refuseValidity("valid", "questioned")?.message.en).toBe("Validity cannot go from valid to questioned.");
  });
});
