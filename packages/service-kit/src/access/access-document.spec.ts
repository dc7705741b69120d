import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { accessDocument } from "./access-document.js";

describe("docs/access.md", () => {
  it("is what the code prints: npm run -s hearken -- access > docs/access.md", () => {
    const file = path.resolve(import.meta.dirname, "../../../../docs/access.md");
    expect(readFileSync(file, "utf8")).toBe(accessDocument());
  });
});
