import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { lintCatalogue, lintStatements, statements } from "@hearken/postgres";
import "./index.js";
import { scratchJournal, type ScratchJournal } from "./testing/scratch-journal.js";

let journal: ScratchJournal;

beforeAll(async () => {
  journal = await scratchJournal();
});
afterAll(() => journal.drop());

describe("the journal's tables", () => {
  it("keep the rules of the wall; only the checkpoints belong to no tenant", async () => {
    expect(await lintCatalogue(journal.url, { globals: ["journal.checkpoint"] })).toEqual([]);
  });
});

describe("the journal's statements", () => {
  it("can be planned, and say tenant_id", async () => {
    const own = statements().filter(({ name }) => name.startsWith("journal."));
    expect(own.length).toBeGreaterThan(20);
    expect(await lintStatements(journal.url, own)).toEqual([]);
  });
});
