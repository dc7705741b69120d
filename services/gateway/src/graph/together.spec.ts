import { describe, expect, it } from "@jest/globals";
import { openContext, undescribed, type OpenContext } from "@hearken/graphql-kit";
import { parse, type ExecutionResult } from "graphql";
import { escalation, HIDDEN, intake, KNOWN, references } from "../testing/small-services.js";
import { graphTogether } from "./together.js";

const graph = graphTogether([intake, escalation]);

function context(): OpenContext {
  return openContext({
    principal: undefined,
    language: "en",
    requestId: "test-request",
    database: undefined as never,
    rulebook: undefined as never,
    keyring: undefined as never,
    clauses: (id) => ({ id, source: "Ligao", requirement: { en: "Relay at once." } }),
  });
}

async function ask(query: string, variables: Record<string, unknown> = {}): Promise<ExecutionResult> {
  const document = parse(query);
  const answers: ExecutionResult[] = [];
  // Once interpreted, then compiled: both must say the same.
  for (let n = 0; n < 3; n += 1) answers.push(await graph.execute({ document, variables, context: context() }));
  expect(JSON.parse(JSON.stringify(answers[1]))).toEqual(JSON.parse(JSON.stringify(answers[0])));
  return JSON.parse(JSON.stringify(answers[2])) as ExecutionResult;
}

describe("services together", () => {
  it("complete an entity that another service names only by its id", async () => {
    expect(await ask("{ owed(count: 2) { code complaint { id subject } } }")).toEqual({
      data: {
        owed: [
          { code: "a", complaint: { id: KNOWN, subject: "about 01" } },
          { code: "a", complaint: { id: KNOWN.slice(0, -1) + "2", subject: "about 02" } },
        ],
      },
    });
  });

  it("fetch the entities of a list in one batch", async () => {
    references.length = 0;
    await graph.execute({ document: parse("{ owed(count: 3) { complaint { subject } } }"), context: context() });
    expect(references).toHaveLength(1);
  });

  it("do not fetch an entity of which only the id, or another service's fields, are asked for", async () => {
    references.length = 0;
    expect(await ask("{ owed(count: 1) { complaint { id __typename obligations { code } } } }")).toEqual({
      data: {
        owed: [{ complaint: { id: KNOWN, __typename: "Complaint", obligations: [{ code: "a" }, { code: "b" }] } }],
      },
    });
    expect(references).toEqual([]);
  });

  it("fetch an entity whose fields are asked for inside a fragment", async () => {
    const answer = await ask(
      "{ owed(count: 1) { complaint { ...S } } } fragment S on Complaint { ... on Complaint { subject } }",
    );
    expect(answer.data).toEqual({ owed: [{ complaint: { subject: "about 01" } }] });
  });

  it("show an entity that the caller may not see as none", async () => {
    expect(HIDDEN).not.toBe(KNOWN);
    expect(await ask("{ owedInSecret { complaint { subject } } }")).toEqual({
      data: { owedInSecret: { complaint: null } },
    });
  });

  it("add their fields to each other's types, across both", async () => {
    const answer = await ask(
      `{ complaint(id: "${KNOWN}") { subject firstOwed { code complaint { subject } } obligations { code } } }`,
    );
    expect(answer.data).toEqual({
      complaint: {
        subject: "about 01",
        firstOwed: { code: "a", complaint: { subject: "about 01" } },
        obligations: [{ code: "a" }, { code: "b" }],
      },
    });
  });

  it("describe everything", () => {
    expect(undescribed(graph.schema)).toEqual([]);
  });
});

describe("a compiled operation", () => {
  it("keeps @skip and @include to what the variables say each time", async () => {
    const document = parse(
      `query ($no: Boolean!, $yes: Boolean!) {
        complaint(id: "${KNOWN}") { id subject @skip(if: $no) ...F @include(if: $yes) obligations @include(if: $yes) { code @skip(if: $no) id } }
      } fragment F on Complaint { named: subject }`,
    );
    for (const no of [true, false, true]) {
      for (const yes of [false, true, false]) {
        const { data } = await graph.execute({ document, variables: { no, yes }, context: context() });
        const { complaint } = JSON.parse(JSON.stringify(data)) as { complaint: Record<string, unknown> };
        expect("subject" in complaint).toBe(!no);
        expect("named" in complaint).toBe(yes);
        expect("obligations" in complaint).toBe(yes);
        if (yes) expect("code" in (complaint["obligations"] as [object])[0]).toBe(!no);
      }
    }
  });

  it("keeps what errors tell", async () => {
    const answer = await ask(`{ complaint(id: "${HIDDEN}") { id } }`);
    expect(answer.errors?.[0]).toMatchObject({ path: ["complaint"], extensions: { code: "NOT_FOUND" } });
  });
});

describe("a refused mutation", () => {
  it("says code, path and clause in the caller's language", async () => {
    const mutation = `mutation ($s: String!) { fileComplaint(input: {subject: $s}) {
      ... on FileComplaintSuccess { complaint { subject obligations { code } } }
      ... on Refusal { code message path clause { id source requirement } currentVersion }
      ... on UserError { code } } }`;
    expect((await ask(mutation, { s: "" })).data).toEqual({
      fileComplaint: {
        code: "REGULATION",
        message: "Say what it is about.",
        path: ["input", "subject"],
        clause: { id: "LG-5.2.2A", source: "Ligao", requirement: "Relay at once." },
        currentVersion: null,
      },
    });
    expect((await ask(mutation, { s: "damp" })).data).toEqual({
      fileComplaint: { complaint: { subject: "damp", obligations: [{ code: "a" }, { code: "b" }] } },
    });
  });
});
