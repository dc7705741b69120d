import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { FAULT_CODES } from "@hearken/graphql-kit";
import { newId } from "@hearken/kernel";
import { buildClientSchema, getIntrospectionQuery, isEnumType, type IntrospectionQuery } from "graphql";
import { openHouse, type Groups, type TestHouse } from "../testing/house.js";
import { livelyComplaint, type Things } from "../testing/lively.js";
import { operationsOf, type Operation } from "../testing/operations.js";
import { mutationText, type Answer, type Party } from "../testing/party.js";
import { Witness } from "../testing/traces.js";
import { badValuesAt } from "./bad-values.js";

const CANARY = "canary-5d10";
/** A stack, a path, an SQL statement or what the database says about one. */
const LEAKS =
  /\n\s+at |node_modules|\.[jt]s:\d|file:\/\/|\/(?:src|dist)\/|violates|relation "|syntax error at|invalid input syntax|\bselect .+ from\b|insert into|pg_|postgres/i;

let house: TestHouse;
let group: Groups;
let officer: Party;
let things: Things;
let foreign: Readonly<Record<string, readonly string[]>>;
let mutations: readonly Operation[];
let refusalCodes: ReadonlySet<string>;
let witness: Witness;

beforeAll(async () => {
  house = await openHouse("together");
  await house.at("2025-03-04T09:00:00+08:00");
  group = await house.found();
  officer = group.as("subsidiary-1");
  things = await livelyComplaint(group, { at: "subsidiary-1", canary: "mine" });
  const stranger = await house.found();
  const idsOf = async (of: Groups, at: "subsidiary-1" | "subsidiary-2"): Promise<readonly string[]> => {
    const { complaintId, relayId, bulletinId } = await livelyComplaint(of, { at, canary: CANARY });
    return [complaintId, relayId, bulletinId, of.party(at).organizationId];
  };
  foreign = {
    "another organization's": await idsOf(group, "subsidiary-2"),
    "another tenant's": await idsOf(stranger, "subsidiary-1"),
  };
  const schema = buildClientSchema(await officer.ask<IntrospectionQuery>(getIntrospectionQuery()));
  const { organizationId, projectIds, staffId } = group.party("subsidiary-1");
  const own: Record<string, unknown> = { ...things, organizationId, projectId: projectIds[0], staffId };
  const plausible: Record<string, unknown> = { ...own, ...PLAUSIBLE, version: undefined };
  mutations = operationsOf(schema, (name) => plausible[name]).filter(({ kind }) => kind === "mutation");
  const codes = schema.getType("RefusalCode");
  refusalCodes = new Set(isEnumType(codes) ? codes.getValues().map(({ name }) => name) : []);
  witness = await Witness.of(house.test.url);
  await witness.settled();
}, 90_000);
afterAll(async () => {
  await (witness as Witness | undefined)?.end();
  await house.stop();
});

const PLAUSIBLE = {
  uri: "https://files.example/2",
  relation: "related",
  sha256: "a".repeat(64),
  channel: "phone",
  category: "engineering_quality",
  on: "2025-03-10",
};

/** What is wrong with an answer to a request that must not be carried out; nothing when it is as it should be. */
function complaintsAbout(answer: Answer): readonly string[] {
  const refusals = Object.values(answer.data ?? {}) as ({ readonly code?: string; readonly message?: string } | null)[];
  const codes = answer.errors.map(({ extensions }) => extensions?.["code"]);
  const told = codes.length > 0 || refusals.every((refusal) => refusalCodes.has(refusal?.code ?? ""));
  return [
    ...(told ? [] : ["it was carried out"]),
    ...codes
      .filter((code) => code === "INTERNAL" || !(FAULT_CODES as readonly unknown[]).includes(code))
      .map((code) => `code ${String(code)}`),
    ...(LEAKS.test(answer.text) ? ["something leaks"] : []),
    ...(answer.text.includes(CANARY) ? ["the canary"] : []),
    ...(answer.text.length > 5_000 ? ["a long answer"] : []),
  ];
}

const isAboutComplaint = ({ sites }: Operation): boolean =>
  sites.some(({ path }) => ["complaintId", "bulletinId"].includes(path.at(-1) ?? ""));

/** Sends what must not be carried out, and shows that nothing was; what is wrong comes back. */
async function trying(requests: readonly (readonly [title: string, send: () => Promise<Answer>])[]): Promise<string[]> {
  const before = await witness.traces();
  const wrong: string[] = [];
  for (const [title, send] of requests) {
    const answer = await send();
    for (const complaint of complaintsAbout(answer)) wrong.push(`${title}: ${complaint}: ${answer.text.slice(0, 300)}`);
  }
  const after = await witness.traces();
  for (const [table, trace] of Object.entries(after)) {
    if (trace.hash !== before[table]?.hash) wrong.push(`${requests[0]?.[0] ?? ""} …: ${table} changed`);
  }
  return wrong;
}

describe("bad input at the door, for every argument of every mutation", () => {
  it("15–25, 77 is refused by a known code, says nothing of the inside and leaves nothing", async () => {
    const wrong: string[] = [];
    let tried = 0;
    for (const operation of mutations) {
      const requests = operation.sites.flatMap((site) =>
        Object.entries(badValuesAt(site)).map(([what, value]) => {
          const title = `${operation.name} ${site.path.join(".")}: ${what}`;
          return [title, () => officer.post(operation.query, operation.variables(site, value))] as const;
        }),
      );
      tried += requests.length;
      wrong.push(...(await trying(requests)));
    }
    expect(mutations.length).toBeGreaterThan(40);
    expect(tried).toBeGreaterThan(1_000);
    expect(wrong.slice(0, 20)).toEqual([]);
  }, 120_000);

  it("34, 35 finds no id that does not exist, or is another organization's, another tenant's, or of another kind", async () => {
    const wrong: string[] = [];
    for (const operation of mutations) {
      const requests = operation.sites
        .filter(({ type }) => type === "ID")
        .flatMap((site) =>
          Object.entries({ "no one's": [newId()], ...foreign }).flatMap(([whose, ids]) =>
            ids.map((id) => {
              const title = `${operation.name} ${site.path.join(".")}: ${whose} ${id}`;
              return [title, () => officer.post(operation.query, operation.variables(site, id))] as const;
            }),
          ),
        );
      wrong.push(...(await trying(requests)));
    }
    expect(wrong.slice(0, 40)).toEqual([]);
  }, 60_000);

  it("45 refuses a stale version with the current one", async () => {
    const headquarters = group.as("headquarters");
    const requests = mutations.flatMap((operation) =>
      operation.sites
        .filter(({ path }) => path.at(-1) === "expectedVersion" && isAboutComplaint(operation))
        .map((site) => {
          const title = `${operation.name} at a stale version`;
          return [title, () => headquarters.post(operation.query, operation.variables(site, 987_654))] as const;
        }),
    );
    expect(requests.length).toBeGreaterThan(30);
    const codes: Record<string, unknown> = {};
    const watched = requests.map(([title, send]) => {
      const watch = async (): Promise<Answer> => {
        const answer = await send();
        const [refusal] = Object.values(answer.data ?? {}) as { readonly code?: string }[];
        codes[title] = refusal?.code ?? answer.errors[0]?.extensions?.["code"];
        return answer;
      };
      return [title, watch] as const;
    });
    expect(await trying(watched)).toEqual([]);
    const about = Object.entries(codes).filter(([, code]) => code !== "STALE_VERSION");
    expect(about).toEqual([]);
  }, 60_000);

  it.each<[string, string | Uint8Array<ArrayBuffer>, Record<string, string>]>([
    [
      "bytes that are no UTF-8",
      bytes(`{"query":"mutation { urgeComplaint(input: { complaintId: \"`, 0xff, 0xfe, 0x22),
      {},
    ],
    [
      "UTF-8 cut in the middle of a character",
      bytes(`{"query":"{ complaints(first: 1) { totalCount } } #`, 0xe5, 0xb1),
      {},
    ],
    ["a body of 300 kB", JSON.stringify({ query: "{ x }", variables: { a: "长".repeat(100_000) } }), {}],
    ["no JSON", "{", {}],
    ["a list of operations", JSON.stringify([{ query: "{ viewer { posts } }" }]), {}],
    ["a body that says to be gzip and is not", "{}", { "content-encoding": "gzip" }],
    ["another content type", JSON.stringify({ query: "{ viewer { posts } }" }), { "content-type": "text/plain" }],
    ["a key twice", `{"query":"{ viewer { posts } }","query":"{ viewer { posts } }"}`, {}],
  ])("refuses %s", async (_, body, headers) => {
    const answers: Answer[] = [];
    const send = async (): Promise<Answer> => {
      const answer = await officer.send(body, headers);
      answers.push(answer);
      return answer;
    };
    expect(await trying([["a body", send]])).toEqual([]);
    expect(answers[0]?.status).toBeGreaterThanOrEqual(400);
    expect(answers[0]?.status).toBeLessThan(500);
  });

  it("carries nothing out under a name that no operation has", async () => {
    const { complaintId } = things;
    const query = `mutation Urge($input: UrgeComplaintInput!) { urgeComplaint(input: $input) { __typename } }`;
    const send = (): Promise<Answer> =>
      officer.send(JSON.stringify({ query, variables: { input: { complaintId } }, operationName: "Other" }));
    expect(await trying([["another name", send]])).toEqual([]);
    expect((await send()).status).toBe(400);
  });

  it("38, 39 does a command once for one idempotency key, tells it again, and refuses the key for anything else", async () => {
    const idempotencyKey = newId();
    const input = {
      complaintId: things.complaintId,
      purpose: "progress",
      medium: "phone",
      reached: true,
      idempotencyKey,
    };
    const chosen = mutationText("recordContact", "complaint { id version }");
    const before = await witness.traces();
    const answers = await Promise.all(Array.from({ length: 20 }, () => officer.post(chosen, { input })));
    expect(new Set(answers.map(({ data }) => JSON.stringify(data))).size).toBe(1);
    await witness.settled();
    const once = await witness.traces();
    expect(once["intake.contact"]?.rows).toBe((before["intake.contact"]?.rows ?? 0) + 1);
    const other = { ...input, medium: "visit" };
    const [again, changed] = [await officer.post(chosen, { input }), await officer.post(chosen, { input: other })];
    expect(again.data).toEqual(answers[0]?.data);
    expect(changed.data?.["recordContact"]).toMatchObject({ __typename: "Refusal", code: "IDEMPOTENCY_KEY_REUSED" });
    expect(await witness.traces()).toEqual(once);
    // Keys are one's own: somebody else's is another.
    const theirs = await group.as("headquarters").post(chosen, { input });
    expect(theirs.data?.["recordContact"]).toMatchObject({ __typename: "RecordContactSuccess" });
  });
});

function bytes(text: string, ...more: readonly number[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array([...new TextEncoder().encode(text), ...more, ...new TextEncoder().encode('"}')]);
}
