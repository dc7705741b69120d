import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { openLog } from "@hearken/service-kit";
import { lexicographicSortSchema, printSchema, type GraphQLSchema } from "graphql";
import { GatewayWorld } from "../testing/gateway-world.js";
import { escalation, HIDDEN, intake, KNOWN } from "../testing/small-services.js";
import { graphApart } from "./apart.js";
import { discoverSubgraphs } from "./discover.js";
import { composeSupergraph } from "./supergraph.js";
import { gatewaySubgraph } from "./gateway.subgraph.js";

let together: GatewayWorld;
let apart: GatewayWorld;
beforeAll(async () => {
  [together, apart] = await Promise.all([GatewayWorld.open(), GatewayWorld.open({ mode: "apart" })]);
});
afterAll(() => Promise.all([together.close(), apart.close()]));

async function askBoth(query: string, variables: unknown = {}): Promise<unknown[]> {
  return Promise.all(
    [together, apart].map(async (world) => {
      const authorization = `Bearer ${await world.enter({ subject: "anna" })}`;
      const { status, body } = await world.post({ query, variables }, { authorization, "accept-language": "en" });
      return {
        status,
        data: body["data"],
        errors: (body["errors"] as { path: unknown; extensions: { code: string } }[] | undefined)?.map(
          ({ path, extensions }) => [path, extensions.code],
        ),
      };
    }),
  );
}

describe("the same services together and apart", () => {
  it("show the same API, descriptions included", () => {
    const print = ({ gateway }: GatewayWorld): string => printSchema(lexicographicSortSchema(gateway.graph.schema));
    expect(print(apart)).toBe(print(together));
  });

  it.each([
    `{ complaint(id: "${KNOWN}") { subject again: subject firstOwed { code complaint { subject } } obligations { code complaint { id subject } } } }`,
    "{ complaints(first: 2) { edges { cursor node { subject obligations { code } } } pageInfo { hasNextPage endCursor } } }",
    "{ who owed(count: 2) { code complaint { subject } } }",
    `{ complaint(id: "${HIDDEN}") { subject } }`,
    "{ complaints(first: 101) { edges { cursor } } }",
    "{ broken }",
    "{ owedInSecret { code complaint { subject } } }",
    'mutation { fileComplaint(input: {subject: ""}) { __typename ... on Refusal { code message path clause { id } } } }',
    'mutation { fileComplaint(input: {subject: "damp"}) { ... on FileComplaintSuccess { complaint { subject obligations { code } } } } }',
  ])("answer the same to %s", async (query) => {
    const [one, other] = await askBoth(query);
    expect(other).toEqual(one);
  });

  it("keep callers apart whose identical requests are in flight together", async () => {
    const people = ["anna", "berta", "clara", "dora"];
    const tokens = await Promise.all(people.map((subject) => apart.enter({ subject })));
    const answers = await Promise.all(
      [...tokens, ...tokens].map((token) => apart.post({ query: "{ who }" }, { authorization: `Bearer ${token}` })),
    );
    expect(answers.map(({ body }) => (body["data"] as { who: string }).who)).toEqual([...people, ...people]);
  });
});

describe("a supergraph", () => {
  it("is refused with every reason when the services do not make one graph", () => {
    const clash = { ...intake, name: "clash" };
    expect(() =>
      composeSupergraph(
        [intake, clash, escalation, gatewaySubgraph].map((subgraph) => ({ subgraph, url: "http://x/" })),
      ),
    ).toThrow(/do not make one graph[^]*Query\.complaint/);
  });
});

describe("a gateway that finds its services by their addresses", () => {
  it("asks each for its part until all have answered, and they make the same graph", async () => {
    const silent = openLog({ service: "test", level: "silent" });
    const found = await discoverSubgraphs({
      subgraphs: apart.apart.map(({ subgraph: { name }, url }) => ({ name, url })),
      log: silent,
    });
    const discovered = graphApart(found, silent);
    const print = ({ schema }: { schema: GraphQLSchema }): string => printSchema(lexicographicSortSchema(schema));
    expect(print(discovered)).toBe(print(together.gateway.graph));
  });
});

describe("a service that is away", () => {
  it("is told as UNAVAILABLE, and the others go on answering", async () => {
    const world = await GatewayWorld.open({ mode: "apart" });
    const authorization = `Bearer ${await world.enter({ subject: "anna" })}`;
    await world.apart[1]?.stop();
    const away = await world.post({ query: "{ owed(count: 1) { code } }" }, { authorization });
    expect(away).toMatchObject({ status: 503, body: { errors: [{ extensions: { code: "UNAVAILABLE" } }] } });
    expect(away.headers.get("retry-after")).toBe("1");
    expect((await world.post({ query: "{ who }" }, { authorization })).status).toBe(200);
    await world.close();
  });
});
