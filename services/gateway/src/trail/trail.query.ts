import { badInput, pageOf, type Page, type RequestContext } from "@hearken/graphql-kit";
import { BadCursor, trailPage, type TrailFilter } from "@hearken/journal";
import { shownLine, type ShownLine } from "./trail.js";

export interface TrailAsked {
  readonly first: number;
  readonly after: string | null | undefined;
  readonly filter: TrailFilter;
}

/** One page of the trail within the caller's reach, latest first: one statement. Throws `BAD_USER_INPUT` for a foreign cursor. */
export async function trail(context: RequestContext, { first, after, filter }: TrailAsked): Promise<Page<ShownLine>> {
  const uow = await context.uow();
  try {
    const lines = await trailPage(uow, { limit: first + 1, after: after ?? undefined, filter });
    const shown = lines.map((line) => shownLine(line, context.language));
    return pageOf(shown, { first, after, cursorOf: ({ cursor }) => cursor });
  } catch (error) {
    throw error instanceof BadCursor ? badInput("This cursor was not given out by this list.", ["after"]) : error;
  }
}
