import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { newId } from "@hearken/kernel";
import {
  buildClientSchema,
  getIntrospectionQuery,
  getNamedType,
  isObjectType,
  type GraphQLSchema,
  type IntrospectionQuery,
} from "graphql";
import { openHouse, type Groups, type TestHouse } from "../testing/house.js";
import { livelyComplaint, type Things } from "../testing/lively.js";
import { operationsOf, type Operation, type Site } from "../testing/operations.js";
import type { Answer, Party } from "../testing/party.js";

const CANARY = "canary-91c2";

/** What an operation must say so that it comes as far as the id. */
const PLAUSIBLE: Readonly<Record<string, unknown>> = {
  first: 10,
  channel: "phone",
  category: "engineering_quality",
  on: "2025-03-10",
  kind: "substantive",
};

let house: TestHouse;
let asker: Party;
let group: Groups;
let schema: GraphQLSchema;
let sites: readonly (readonly [Operation, Site])[];
let own: Readonly<Record<string, unknown>>;
/** Ids that are there, but not for the asker; each kind of thing by each way of being out of reach. */
let outOfReach: Readonly<Record<string, readonly string[]>>;

beforeAll(async () => {
  house = await openHouse("together");
  await house.at("2025-03-04T09:00:00+08:00");
  group = await house.found();
  const stranger = await house.found();
  const mine = await livelyComplaint(group, { at: "subsidiary-1", canary: "mine" });
  const { organizationId, projectIds, staffId } = group.party("subsidiary-1");
  own = { ...mine, organizationId, projectId: projectIds[0], staffId, version: undefined };
  outOfReach = {
    "another organization's": await thingsOf(group, "subsidiary-2"),
    "another tenant's": await thingsOf(stranger, "subsidiary-1"),
  };
  asker = group.as("subsidiary-1");
  const introspection = await asker.ask<IntrospectionQuery>(getIntrospectionQuery());
  schema = buildClientSchema(introspection);
  sites = operationsOf(schema, (name) => PLAUSIBLE[name] ?? own[name]).flatMap((operation) =>
    operation.sites.filter(({ type }) => type === "ID").map((site) => [operation, site] as const),
  );
}, 90_000);
afterAll(() => house.stop());

/** Everything of that party with an id, of every kind: an id of another kind is out of reach just the same (fault 35). */
async function thingsOf(of: Groups, at: "subsidiary-1" | "subsidiary-2"): Promise<readonly string[]> {
  const things: Things = await livelyComplaint(of, { at, canary: CANARY });
  const { organizationId, projectIds, staffId } = of.party(at);
  const { staff, units, grants, departments } = await directoryOf(of.as(at));
  return [
    ...Object.values(things).filter((value) => typeof value === "string"),
    ...[organizationId, staffId, ...projectIds],
    ...[staff, units, grants, departments].flatMap((ids) => ids.slice(0, 1)),
    ...(of === group ? [] : [of.tenantId]),
  ];
}

interface Node {
  readonly id: string;
  readonly units?: { readonly edges: readonly { readonly node: { readonly id: string } }[] };
  readonly department?: { readonly id: string } | null;
}
interface Page {
  readonly edges: readonly { readonly node: Node }[];
}

async function directoryOf(party: Party): Promise<Record<"staff" | "units" | "grants" | "departments", string[]>> {
  const { staffMembers, projects, grants } = await party.ask<Record<"staffMembers" | "projects" | "grants", Page>>(
    `{ staffMembers(first: 20) { edges { node { id department { id } } } }
       projects(first: 20) { edges { node { id units(first: 1) { edges { node { id } } } } } }
       grants(first: 20) { edges { node { id } } } }`,
  );
  return {
    staff: staffMembers.edges.slice(1).map(({ node }) => node.id),
    units: projects.edges.flatMap(({ node }) => node.units?.edges.map((edge) => edge.node.id) ?? []),
    grants: grants.edges.map(({ node }) => node.id),
    departments: staffMembers.edges.flatMap(({ node }) => (node.department == null ? [] : [node.department.id])),
  };
}

/** What an answer says, without what differs from request to request. */
function normalised({ status, text, headers }: Answer, id: string): string {
  const kept = [...headers].filter(([name]) => !["date", "x-request-id", "content-length"].includes(name));
  return `${status} ${JSON.stringify(kept)} ${text.replaceAll(id, "<id>")}`.replaceAll(
    /"requestId":"[^"]*"/g,
    '"requestId":"<request>"',
  );
}

describe("every ID argument of every field that can be asked from the root", () => {
  it("is found by introspection", () => {
    expect(sites.filter(([{ kind }]) => kind === "query").length).toBeGreaterThan(8);
    expect(sites.filter(([{ kind }]) => kind === "mutation").length).toBeGreaterThan(50);
  });

  it("is an argument of the root alone", () => {
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    const deeper = Object.values(schema.getTypeMap()).flatMap((type) =>
      isObjectType(type) && !roots.includes(type)
        ? Object.values(type.getFields()).flatMap(({ name, args }) =>
            args.filter((arg) => getNamedType(arg.type).name === "ID").map((arg) => `${type.name}.${name}.${arg.name}`),
          )
        : [],
    );
    expect(deeper).toEqual([]);
  });

  it("answers an id that is out of reach like one that does not exist, byte for byte", async () => {
    const differing: string[] = [];
    let asked = 0;
    for (const [operation, site] of sites) {
      const name = [operation.name, ...site.path].join(".");
      const ask = async (id: string): Promise<string> => {
        const answer = await asker.post(operation.query, operation.variables(site, id));
        asked += 1;
        if (answer.text.includes(CANARY)) differing.push(`${name}: the canary`);
        return normalised(answer, id);
      };
      // The first answer says where in the text the fault is; from the second on the operation is compiled.
      await ask(newId());
      const unknown = await ask(newId());
      for (const [whose, ids] of Object.entries(outOfReach)) {
        for (const id of operation.kind === "mutation" ? ids.slice(0, 4) : ids) {
          const answer = await ask(id);
          if (answer !== unknown) differing.push(`${name} ${whose} ${id}: ${answer} <> ${unknown}`.slice(0, 900));
        }
      }
    }
    expect(differing.slice(0, 10)).toEqual([]);
    expect(asked).toBeGreaterThan(500);
    expect(house.logged.filter((line) => line.includes(CANARY))).toEqual([]);
  }, 90_000);
});
