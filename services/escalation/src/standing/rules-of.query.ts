import type { RequestContext } from "@hearken/graphql-kit";
import type { Rules } from "@hearken/regulation";
import type { Place } from "./projection.js";

/** The rules by which a complaint goes; `undefined` while nobody can tell (it was set aside before it was evaluated). */
export async function rulesOf(context: RequestContext, place: Place): Promise<Rules | undefined> {
  const { regulation, regulationVersion: version, organizationId } = place;
  if (regulation === "") return undefined;
  return (await context.rulebook.of(await context.uow(), { regulation, version, organizationId })).regulation;
}
