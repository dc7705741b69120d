import { describe, expect, it } from "@jest/globals";
import { DEEPEST, refuseUnder, type Organization } from "./organization.js";

const node = (kind: Organization["kind"]): Organization => ({ kind }) as Organization;

describe("a node of the tree", () => {
  it("stands under headquarters or a subsidiary", () => {
    expect(refuseUnder("subsidiary", node("headquarters"), 1)).toBeUndefined();
    expect(refuseUnder("partner", node("subsidiary"), 2)).toBeUndefined();
  });
  it("is refused as headquarters, under a partner firm, and too deep", () => {
    expect(refuseUnder("headquarters", node("headquarters"), 1)).toMatchObject({ path: ["input", "kind"] });
    expect(refuseUnder("partner", node("partner"), 2)).toMatchObject({ path: ["input", "parentId"] });
    expect(refuseUnder("subsidiary", node("subsidiary"), DEEPEST)).toMatchObject({ path: ["input", "parentId"] });
  });
});
