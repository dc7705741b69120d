import { describe, expect, it } from "@jest/globals";
import { execFile } from "node:child_process";
import path from "node:path";
import process from "node:process";
import { z } from "zod";

const MUTATION = path.resolve(
  import.meta.dirname,
  ..."../../packages/regulation/dist/conformance/mutation.process.js".split("/"),
);
const reports = z.record(
  z.string(),
  z.object({
    rules: z.int(),
    killed: z.int(),
    survived: z.array(z.string()),
    unproven: z.array(z.string()),
    uncited: z.array(z.string()),
  }),
);

/** What the compiled specifications say of every regulation with one rule taken out; its complaints go to `stderr`. */
function mutation(): Promise<{ found: z.infer<typeof reports>; stderr: string }> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [MUTATION, "--json"], { maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      if (stdout === "") reject(new Error(`the mutation run ended without a report: ${stderr}`, { cause: error }));
      else resolve({ found: reports.parse(JSON.parse(stdout)), stderr });
    });
  });
}

describe("every rule of every published regulation", () => {
  it("is missed by a test of its clause when it is taken out", async () => {
    const { found, stderr } = await mutation();
    const all = Object.values(found);
    expect(all.every(({ killed }) => killed > 0)).toBe(true);
    expect(stderr).toBe("");
    for (const part of ["survived", "unproven", "uncited"] as const)
      expect({ [part]: all.flatMap((report) => report[part]) }).toEqual({ [part]: [] });
  }, 120_000);
});
