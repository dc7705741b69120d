import { describe, expect, it } from "@jest/globals";
import { openLog } from "./log.js";

describe("the log", () => {
  it("holds no secret and nobody's particulars, wherever they stand", () => {
    const lines: string[] = [];
    const log = openLog({ service: "test", destination: { write: (line) => void lines.push(line) } });
    const row = Object.assign(new Error("duplicate key"), {
      code: "23505",
      detail: "Key (phone)=(13800001234) already exists.",
    });
    log.error(
      {
        err: new Error("outer", { cause: row }),
        authorization: "Bearer abc",
        input: { phone: "13800001234", text: "漏水" },
      },
      "failed",
    );
    expect(lines.join()).toContain("duplicate key");
    expect(lines.join()).not.toMatch(/13800001234|漏水|Bearer abc/);
  });
});
