import { describe, expect, it } from "@jest/globals";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");
const machines = globSync(["packages/*/src/**/*-machine.spec.ts", "services/*/src/**/*-machine.spec.ts"], {
  cwd: ROOT,
});

/** The seed by which a spec runs, as its source says it. */
const seedOf = (path: string): string =>
  /const SEED = .*?([0-9_]+);/.exec(read(path))?.[1]?.replaceAll("_", " ") ?? "none";

describe("docs/laws.md", () => {
  const rows = read("docs/laws.md").split("\n");

  it.each(machines)("publishes the seed of %s", (path) => {
    const row = rows.find((line) => line.includes(`\`${path}\``)) ?? "";
    expect(row).toContain(` ${seedOf(path)} `);
  });

  it("names no machine that is not walked", () => {
    const named = rows.flatMap((line) => [...line.matchAll(/`([^`]*-machine\.spec\.ts)`/g)].map(([, path]) => path));
    expect(named.filter((path) => path?.includes("<") === false).sort()).toEqual([...machines].sort());
  });
});
