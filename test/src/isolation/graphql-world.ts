import { buildClientSchema, getIntrospectionQuery, type GraphQLSchema, type IntrospectionQuery } from "graphql";
import { openHouse, type Groups, type TestHouse } from "../testing/house.js";
import { livelyComplaint, type Things } from "../testing/lively.js";
import type { Plausible } from "../testing/operations.js";
import type { Answer, Party } from "../testing/party.js";
import type { Ask } from "./graphql-matrix.js";

export const CANARY = "canary-91c2";

/** What an operation must say so that it comes as far as the id. */
const PLAUSIBLE: Readonly<Record<string, unknown>> = {
  first: 10,
  channel: "phone",
  category: "engineering_quality",
  on: "2025-03-10",
  kind: "substantive",
};

/** A house with an asker, and with what is out of the asker's reach in their own tenant and in another. */
export interface GraphqlWorld {
  readonly house: TestHouse;
  readonly schema: GraphQLSchema;
  readonly group: Groups;
  readonly stranger: Groups;
  /** A subsidiary's officer of `group`; the other subsidiary is out of reach. */
  readonly asker: Party;
  /** Values of arguments from the asker's own things. */
  readonly plausible: Plausible;
  /** Ids that are there, but not for the asker; each kind of thing by each way of being out of reach. */
  readonly outOfReach: Readonly<Record<string, readonly string[]>>;
}

export async function openGraphqlWorld(): Promise<GraphqlWorld> {
  const house = await openHouse("together");
  await house.at("2025-03-04T09:00:00+08:00");
  const [group, stranger] = [await house.found(), await house.found()];
  const asker = group.as("subsidiary-1");
  const mine = await livelyComplaint(group, { at: "subsidiary-1", canary: "mine" });
  const { organizationId, projectIds, staffId } = group.party("subsidiary-1");
  const recipient = await recipientOf(asker, "合肥");
  const own: Record<string, unknown> = { ...mine, organizationId, projectId: projectIds[0], staffId, recipient };
  return {
    ...{ house, group, stranger, asker },
    schema: buildClientSchema(await asker.ask<IntrospectionQuery>(getIntrospectionQuery())),
    plausible: (name) => PLAUSIBLE[name] ?? (name === "version" ? undefined : own[name]),
    outOfReach: {
      "another organization's": await thingsOf(group, "subsidiary-2"),
      "another tenant's": [...(await thingsOf(stranger, "subsidiary-1")), stranger.tenantId],
    },
  };
}

/** The key of an organization that a complaint may be handed over to: what is out of reach for it is what comes with it. */
async function recipientOf(asker: Party, search: string): Promise<string | undefined> {
  const { handOverRecipients } = await asker.ask<{ handOverRecipients: { edges: { node: { key: string } }[] } }>(
    "query ($search: String) { handOverRecipients(first: 1, search: $search) { edges { node { key } } } }",
    { search },
  );
  return handOverRecipients.edges[0]?.node.key;
}

/** Everything of that party with an id, of every kind: an id of another kind is out of reach just the same (fault 35). */
async function thingsOf(of: Groups, at: "subsidiary-1" | "subsidiary-2"): Promise<readonly string[]> {
  const things: Things = await livelyComplaint(of, { at, canary: CANARY });
  const { organizationId, projectIds, staffId } = of.party(at);
  const { staff, units, grants, departments } = await directoryOf(of.as(at));
  return [
    ...Object.values(things).filter((value) => typeof value === "string"),
    ...[organizationId, staffId, ...projectIds],
    ...[staff, units, grants, departments].flatMap((ids) => ids.slice(0, 1)),
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

/** What a party gets to see, without what differs from request to request. */
export function askAs(party: Party): Ask {
  return async (query, variables) => normalised(await party.post(query, variables));
}

function normalised({ status, text, headers }: Answer): string {
  const kept = [...headers].filter(([name]) => !["date", "x-request-id", "content-length"].includes(name));
  return `${status} ${JSON.stringify(kept)} ${text}`.replaceAll(/"requestId":"[^"]*"/g, '"requestId":"<request>"');
}
