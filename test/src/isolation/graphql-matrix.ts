import { newId } from "@hearken/kernel";
import { getNamedType, isObjectType, type GraphQLSchema } from "graphql";
import type { Operation, Site } from "../testing/operations.js";

/** What a request was answered with: headers, body and whatever else the asker gets to see. */
export type Ask = (query: string, variables: Readonly<Record<string, unknown>>) => Promise<string>;

export interface Asking {
  readonly ask: Ask;
  /** Ids that are there, but not for the asker, by the way in which they are out of reach. */
  readonly outOfReach: Readonly<Record<string, readonly string[]>>;
  /** The word that stands in everything that is out of reach. */
  readonly canary: string;
  /** Of each way so many ids are tried at a site. */
  readonly each: number;
}

export interface MatrixFound {
  readonly cells: number;
  readonly differing: readonly string[];
}

/** Every argument that takes an id, of every operation, however deep. */
export function idSites(operations: readonly Operation[]): readonly (readonly [Operation, Site])[] {
  return operations.flatMap((operation) =>
    operation.sites.filter(({ type }) => type === "ID").map((site) => [operation, site] as const),
  );
}

/** Arguments below the root that take an id: the matrix does not reach them, so there must be none. */
export function deeperIdSites(schema: GraphQLSchema): readonly string[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) && !roots.includes(type)
      ? Object.values(type.getFields()).flatMap(({ name, args }) =>
          args.filter((arg) => getNamedType(arg.type).name === "ID").map((arg) => `${type.name}.${name}.${arg.name}`),
        )
      : [],
  );
}

/** Asks each site with ids that do not exist and with ids that are out of reach: whatever differs is a leak. */
export async function matrix(
  sites: readonly (readonly [Operation, Site])[],
  { ask, outOfReach, canary, each }: Asking,
): Promise<MatrixFound> {
  const differing: string[] = [];
  let cells = 0;
  for (const [operation, site] of sites) {
    const name = [operation.name, ...site.path].join(".");
    const answerTo = async (id: string): Promise<string> => {
      const answer = await ask(operation.query, operation.variables(site, id));
      cells += 1;
      if (answer.includes(canary)) differing.push(`${name}: the canary`);
      return answer.replaceAll(id, "<id>");
    };
    // The first answer says where in the text the fault is; from the second on the operation is compiled.
    await answerTo(newId());
    const unknown = await answerTo(newId());
    for (const [whose, ids] of Object.entries(outOfReach)) {
      for (const id of ids.slice(0, each)) {
        const answer = await answerTo(id);
        if (answer !== unknown) differing.push(`${name} ${whose} ${id}: ${answer} <> ${unknown}`.slice(0, 900));
      }
    }
  }
  return { cells, differing };
}
