import type { LoaderFactory, RequestContext, Rulebook } from "@hearken/graphql-kit";
import type { UnitOfWork } from "@hearken/postgres";
import type { Rules } from "@hearken/regulation";
import type { Place } from "./projection.js";

/** Finds the rules by which a complaint goes. Throws when its organization never adopted them. */
export type FindRules = (place: Pick<Place, "regulation" | "regulationVersion" | "organizationId">) => Promise<Rules>;

/** Asks the rulebook once for the same rules within one unit of work: a batch or a page needs the same few hundreds of times. */
export function rulesOnce(uow: UnitOfWork, rulebook: Rulebook): FindRules {
  const known = new Map<string, Promise<Rules>>();
  return ({ regulation, regulationVersion: version, organizationId }) => {
    const key = `${regulation}@${version} ${organizationId}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const rules = rulebook.of(uow, { regulation, version, organizationId }).then((inForce) => inForce.regulation);
    known.set(key, rules);
    return rules;
  };
}

const ofRequest: LoaderFactory<Promise<FindRules>> = async (context) =>
  rulesOnce(await context.uow(), context.rulebook);

/** The rules by which a complaint goes; `undefined` when nobody can tell: codes are then shown in the place of labels. */
export async function rulesOf(context: RequestContext, place: Place): Promise<Rules | undefined> {
  if (place.regulation === "") return undefined;
  const find = await context.loader(ofRequest);
  return find(place).catch(() => undefined);
}
