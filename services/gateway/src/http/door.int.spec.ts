import { connect } from "node:net";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { GatewayWorld } from "../testing/gateway-world.js";
import { DEFAULT_LIMITS } from "../limit/limits.js";
import { KNOWN } from "../testing/small-services.js";

let world: GatewayWorld;
let authorization: string;

beforeAll(async () => {
  world = await GatewayWorld.open();
  authorization = `Bearer ${await world.enter({ subject: "anna" })}`;
});
afterAll(() => world.close());

const ask = (query: string, variables: unknown = {}): ReturnType<GatewayWorld["post"]> =>
  world.post({ query, variables }, { authorization });

describe("the door", () => {
  it("answers who is known, with the cost of what they asked", async () => {
    const answer = await ask(
      "{ who complaints(first: 2) { edges { node { subject obligations { code } } } pageInfo { hasNextPage } } }",
    );
    expect(answer).toMatchObject({
      status: 200,
      body: {
        data: { who: "anna", complaints: { pageInfo: { hasNextPage: true } } },
        extensions: { cost: { maximum: 50_000 } },
      },
    });
    expect(answer.headers.get("x-request-id")).toMatch(/^[\w-]{36}$/);
  });

  it("answers by the specification's media type", async () => {
    const answer = await world.post(
      { query: "{ nothing }" },
      { authorization, accept: "application/graphql-response+json" },
    );
    expect(answer.status).toBe(400);
    expect(answer.headers.get("content-type")).toContain("application/graphql-response+json");
  });

  it("lets a stranger read the schema and nothing else", async () => {
    expect((await world.post({ query: "{ __schema { queryType { name } } }" })).status).toBe(200);
    const refused = await world.post({ query: "{ __typename who }" });
    expect(refused).toMatchObject({ status: 401, body: { errors: [{ extensions: { code: "UNAUTHENTICATED" } }] } });
  });

  it("31 gives one answer to every token that does not hold", async () => {
    const token = world.token("anna");
    const [header = "", payload = "", signature = ""] = token.split(".");
    const forged = Buffer.from('{"alg":"none","typ":"JWT"}').toString("base64url");
    const bad = [
      `${forged}.${payload}.`,
      `${header}.${payload}.${signature.slice(0, -4)}AAAA`,
      world.token("anna", -100),
      world.token("nobody"),
      "x",
      "a".repeat(9_000),
    ];
    const answers = await Promise.all(
      bad.map((one) => world.post({ query: "{ who }" }, { authorization: `Bearer ${one}` })),
    );
    const bodies = new Set(answers.map(({ status, body }) => JSON.stringify([status, body])));
    expect([...bodies]).toEqual([expect.stringContaining("UNAUTHENTICATED")]);
    expect(answers[0]?.status).toBe(401);
  });

  it("32 forgets whoever has left as soon as they read anything", async () => {
    const token = `Bearer ${await world.enter({ subject: "berta" })}`;
    const read = (): ReturnType<GatewayWorld["post"]> => world.post({ query: "{ whoNow }" }, { authorization: token });
    expect((await read()).body["data"]).toEqual({ whoNow: "berta" });
    await world.leave("berta");
    expect(await read()).toMatchObject({
      status: 401,
      body: { errors: [{ extensions: { code: "UNAUTHENTICATED" } }] },
    });
  });

  it("lets nobody ask for more than their allowance, and holds up nobody else", async () => {
    const small = await GatewayWorld.open({ limits: { ...DEFAULT_LIMITS, costPerSecond: 1 } });
    const [anna, berta] = [await small.enter({ subject: "anna" }), await small.enter({ subject: "berta" })];
    const read = (token: string): ReturnType<GatewayWorld["post"]> =>
      small.post({ query: "{ owed(count: 1) { code id } }" }, { authorization: `Bearer ${token}` });
    expect((await read(anna)).status).toBe(200);
    const refused = await read(anna);
    expect(refused).toMatchObject({ status: 429, body: { errors: [{ extensions: { code: "TOO_EXPENSIVE" } }] } });
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await read(berta)).status).toBe(200);
    await small.close();
  });

  it("77 tells a defect to the log and only a request id to the caller", async () => {
    const answer = await world.post({ query: "{ broken }" }, { authorization, "x-request-id": "request-of-the-test" });
    expect(answer.body["errors"]).toEqual([
      {
        message: "Something went wrong on our side.",
        path: ["broken"],
        extensions: { code: "INTERNAL", requestId: "request-of-the-test" },
        locations: expect.anything(),
      },
    ]);
    expect(world.logged.filter((line) => line.includes("request-of-the-test"))).toHaveLength(1);
    expect(world.logged.join()).not.toContain(authorization);
  });

  it("serves the explorer without loading anything from elsewhere", async () => {
    const page = await fetch(world.url, { headers: { accept: "text/html" } });
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    const html = await page.text();
    expect(html).toContain("YogaGraphiQL");
    expect(html.match(/<(?:script|link|img|iframe)[^>]+(?:src|href)="(?!data:|\$\{)[^"]*"/g) ?? []).toEqual([]);
  });

  it("publishes the keys of the development issuer and of the house, and its health", async () => {
    const base = world.url.replace("/graphql", "");
    const keysOf = (jwks: string): unknown[] => (JSON.parse(jwks) as { keys: unknown[] }).keys;
    const published = await (await fetch(`${base}/.well-known/jwks.json`)).text();
    expect(keysOf(published)).toEqual([...keysOf(world.issuer.jwks), ...keysOf(world.programs.jwks)]);
    expect((await fetch(`${base}/livez`)).status).toBe(200);
    expect(await (await fetch(`${base}/readyz`)).json()).toEqual({ status: "ok" });
    expect((await fetch(`${base}/metrics`)).status).toBe(404);
  });
});

describe("bad input at the door", () => {
  const code = (answer: { body: Record<string, unknown> }): unknown =>
    (answer.body["errors"] as [{ extensions: { code: string } }])[0].extensions.code;

  it.each([
    ["1 malformed GraphQL", "{ who", 400, "GRAPHQL_PARSE_FAILED"],
    [
      "2 10,000 aliases",
      `{ ${Array.from({ length: 10_000 }, (_, n) => `a${n}: who`).join(" ")} }`,
      400,
      "GRAPHQL_PARSE_FAILED",
    ],
    [
      "3 101 aliases of __typename",
      `{ ${Array.from({ length: 101 }, (_, n) => `a${n}: __typename`).join(" ")} }`,
      400,
      "TOO_EXPENSIVE",
    ],
    ["4 5,000 repeated fields", `{ ${"who ".repeat(5_000)} }`, 400, "GRAPHQL_PARSE_FAILED"],
    ["5 depth 500", `{ ${"a { ".repeat(500)} b ${"} ".repeat(500)} }`, 400, "TOO_EXPENSIVE"],
    ["6 depth 50,000", `{ ${"a{".repeat(50_000)} b ${"}".repeat(50_000)} }`, 400, "GRAPHQL_PARSE_FAILED"],
    [
      "6 list literal of depth 20,000",
      `{ a(b: ${"[".repeat(20_000)}${"]".repeat(20_000)}) }`,
      400,
      "GRAPHQL_PARSE_FAILED",
    ],
    [
      "7 a chain of fragments that doubles 18 times",
      `{ ...F0 } ${Array.from({ length: 18 }, (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`).join(" ")} fragment F18 on Query { who }`,
      400,
      "TOO_EXPENSIVE",
    ],
    [
      "8 fragments in a circle",
      "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
      400,
      "GRAPHQL_VALIDATION_FAILED",
    ],
    ["9 200 unknown directives", `{ who ${"@x ".repeat(200)} }`, 400, "TOO_EXPENSIVE"],
    ["26 first = 101", "{ complaints(first: 101) { pageInfo { hasNextPage } } }", 200, "BAD_USER_INPUT"],
    ["26 first = 0", "{ complaints(first: 0) { pageInfo { hasNextPage } } }", 200, "BAD_USER_INPUT"],
    [
      "a page of pages",
      "{ complaints(first: 100) { edges { node { obligations { complaint { obligations { complaint { obligations { complaint { obligations { code id } } } } } } } } } } }",
      400,
      "TOO_EXPENSIVE",
    ],
  ])("%s", async (_title, query, status, expected) => {
    const started = performance.now();
    const answer = await ask(query);
    expect([answer.status, code(answer)]).toEqual([status, expected]);
    expect(JSON.stringify(answer.body)).not.toMatch(/stack|node_modules|at .*\.js/);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it.each([
    ["10 a batch", "[]", 400],
    ["12 a body above 256 KB", JSON.stringify({ query: "{ who }", variables: { a: "x".repeat(300_000) } }), 413],
    ["15 invalid UTF-8", Uint8Array.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), 400],
    ["14 UTF-16", Buffer.from("\ufeff{}", "utf16le"), 400],
    ["16 half of a surrogate pair", '{"query":"{ who }","variables":{"a":"\\ud800"}}', 400],
    ["17 NUL in a variable", '{"query":"{ who }","variables":{"a":"\\u0000"}}', 400],
    ["17 NUL in a literal", '{"query":"{ complaint(id: \\"\\\\u0000\\") { id } }"}', 400],
    ["19 a key twice", '{"query":"{ who }","variables":{},"query":"{ broken }"}', 400],
    ["no JSON", "{", 400],
    ["no query", "{}", 400],
  ])("%s", async (_title, body, status) => {
    const answer = await world.post(body, { authorization });
    expect(answer.status).toBe(status);
    expect(answer.body["errors"]).toHaveLength(1);
  });

  it("11 refuses what a page elsewhere could make a browser send", async () => {
    const query = encodeURIComponent('mutation { fileComplaint(input: {subject: "x"}) { __typename } }');
    const get = await fetch(`${world.url}?query=${query}`, { headers: { authorization } });
    expect(get.status).toBe(400);
    const forced = await fetch(`${world.url}?query=${query}`, {
      headers: { authorization, "apollo-require-preflight": "1" },
    });
    expect(forced.status).toBe(405);
    for (const type of ["text/plain", "application/x-www-form-urlencoded"]) {
      const answer = await world.post('{"query":"{ who }"}', { authorization, "content-type": type });
      expect([400, 415]).toContain(answer.status);
    }
  });

  it("17 refuses NUL in an address", async () => {
    for (const search of [
      "query=%7B%20who%20%7D&variables=%7B%22a%22%3A%22%5Cu0000%22%7D",
      "query=%7B%20who%20%7D%00",
    ]) {
      const answer = await fetch(`${world.url}?${search}`, {
        headers: { authorization, "apollo-require-preflight": "1" },
      });
      expect(answer.status).toBe(400);
    }
  });

  it("13 refuses compressed bodies in JSON", async () => {
    const answer = await world.post("{}", { authorization, "content-encoding": "gzip" });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([415, "application/json; charset=utf-8"]);
  });

  it("20 keeps __proto__ inert", async () => {
    const answer = await world.post(
      `{"query":"query($s:String!){fileComplaint:__typename}","variables":{"__proto__":{"x":1},"s":"y"}}`,
      { authorization },
    );
    expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
    expect(answer.status).toBe(400);
  });

  it("25 answers a variable of the wrong kind with 400", async () => {
    const answer = await world.post(
      { query: "query($n: Int!) { owed(count: $n) { code } }", variables: { n: 2 ** 31 } },
      { authorization },
    );
    expect([answer.status, code(answer)]).toEqual([400, "BAD_USER_INPUT"]);
  });

  it("67 refuses headers that are too large", async () => {
    const socket = connect(world.gateway.port, "127.0.0.1");
    socket.write(`GET /livez HTTP/1.1\r\nhost: x\r\nx-large: ${"a".repeat(64 * 1024)}\r\n\r\n`);
    const [data] = (await once(socket, "data")) as [Buffer];
    expect(data.toString()).toContain("431");
    socket.destroy();
  });

  it("goes on answering", async () => {
    expect((await ask(`{ complaint(id: "${KNOWN}") { subject } }`)).body["data"]).toEqual({
      complaint: { subject: "about 01" },
    });
  });
});
