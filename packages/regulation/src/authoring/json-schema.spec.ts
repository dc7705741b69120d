import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { regulationJsonSchema } from "../file/schema.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const read = (name: string): string => readFileSync(`${ROOT}${name}`, "utf8");

describe("the JSON Schema for editors", () => {
  it("is the one that files are read by: `npm run -s regulation -- schema > packages/regulation/regulation.schema.json`", () => {
    expect(JSON.parse(read("regulation.schema.json"))).toEqual(JSON.parse(JSON.stringify(regulationJsonSchema())));
  });

  it.each(globSync("{regulations,test-regulations}/*.yaml", { cwd: ROOT }).filter((name) => !name.includes(".cases.")))(
    "is named by the first line of %s",
    (name) => {
      expect(read(name).split("\n")[0]).toBe("# yaml-language-server: $schema=../regulation.schema.json");
    },
  );
});
