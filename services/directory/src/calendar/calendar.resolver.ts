import { cleanText, LocalDateScalar, notFound, orNotFound, type RequestContext } from "@hearken/graphql-kit";
import { isRefusal, type LocalDate, type Refusal } from "@hearken/kernel";
import { forbidden, runCommand } from "@hearken/service-kit";
import { Arg, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { dayOf, type ShownDay } from "./calendar-day.js";
import { latestCalendar } from "./calendar-revision.query.js";
import { isCalendarCode, type CalendarRevision } from "./calendar-revision.js";
import { definitionOf, refuseSize, shapeOf, type CalendarShape, type ShownCalendar } from "./calendar-shape.js";
import { CalendarDay, CalendarType, ChangeCalendarInput, ChangeCalendarResult } from "./calendar.graphql.js";
import { changeCalendar } from "./change-calendar.command.js";

@Resolver(() => CalendarType)
export class CalendarResolver {
  @Query(() => CalendarType, { description: "A calendar of the group." })
  async calendar(
    @Arg("code", () => String, { description: "Its code." }) code: string,
    @Ctx() context: RequestContext,
  ): Promise<ShownCalendar> {
    return shapeOf(await this.#latest(code, context));
  }

  @Query(() => CalendarDay, { description: "What a calendar of the group says about a day." })
  async day(
    @Arg("calendar", () => String, { description: "The calendar's code." }) code: string,
    @Arg("on", () => LocalDateScalar, { description: "The day." }) on: LocalDate,
    @Ctx() context: RequestContext,
  ): Promise<ShownDay> {
    const { definition } = await this.#latest(code, context);
    return dayOf(definition, on);
  }

  @Mutation(() => ChangeCalendarResult, {
    description: "Changes or makes a calendar of the group. For administrators of the whole group.",
  })
  async changeCalendar(
    @Arg("input", () => ChangeCalendarInput, { description: "The calendar as it shall be." })
    input: ChangeCalendarInput,
    @Ctx() context: RequestContext,
  ): Promise<{ calendar: ShownCalendar } | Refusal> {
    const shape = readShape(input);
    if (isRefusal(shape)) return shape;
    const definition = definitionOf(shape);
    if (isRefusal(definition)) return definition;
    const command = { code: input.code, definition, expectedVersion: input.expectedVersion ?? undefined };
    return runCommand(
      context,
      { operation: "changeCalendar", key: input.idempotencyKey, input },
      async (uow, principal) => {
        const refusal = forbidden(principal, "calendar.manage", {});
        if (refusal !== undefined) return refusal;
        const changed = await changeCalendar(uow, command, principal.actor);
        return isRefusal(changed) ? changed : { calendar: shapeOf(changed) };
      },
    );
  }

  async #latest(code: string, context: RequestContext): Promise<CalendarRevision> {
    if (!isCalendarCode(code)) throw notFound();
    return orNotFound(await latestCalendar(await context.uow(), code));
  }
}

function readShape(input: ChangeCalendarInput): CalendarShape | Refusal {
  const overrides = input.overrides ?? [];
  const tooLarge = refuseSize({ overrides: overrides.length, week: input.week.length });
  if (tooLarge !== undefined) return tooLarge;
  const named: { on: LocalDate; name?: string; windows: (typeof input.week)[number]["windows"] }[] = [];
  for (const { on, name, windows } of overrides) {
    const clean = name == null ? undefined : cleanText(name, { max: 100, path: ["input", "overrides", on, "name"] });
    if (isRefusal(clean)) return clean;
    named.push({ on, windows, ...(clean === undefined ? {} : { name: clean }) });
  }
  const { code, zone, statutory, week } = input;
  return { code, zone, statutory, week, makeUp: input.makeUp ?? undefined, overrides: named };
}
