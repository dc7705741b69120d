import { DateTime, LocalDateScalar, mutationResult } from "@hearken/graphql-kit";
import type { DayKind, Weekday } from "@hearken/calendar";
import type { Instant, LocalDate } from "@hearken/kernel";
import { Field, InputType, Int, ObjectType, registerEnumType } from "type-graphql";

export const Weekdays = {
  MONDAY: "mon",
  TUESDAY: "tue",
  WEDNESDAY: "wed",
  THURSDAY: "thu",
  FRIDAY: "fri",
  SATURDAY: "sat",
  SUNDAY: "sun",
} as const satisfies Record<string, Weekday>;

registerEnumType(Weekdays, {
  name: "Weekday",
  description: "A day of the week.",
  valuesConfig: {
    MONDAY: { description: "Monday (周一)." },
    TUESDAY: { description: "Tuesday (周二)." },
    WEDNESDAY: { description: "Wednesday (周三)." },
    THURSDAY: { description: "Thursday (周四)." },
    FRIDAY: { description: "Friday (周五)." },
    SATURDAY: { description: "Saturday (周六)." },
    SUNDAY: { description: "Sunday (周日)." },
  },
});

export const DayKinds = {
  WORKING: "working",
  REST: "rest",
  HOLIDAY: "holiday",
  MAKE_UP: "make_up",
  OVERRIDE: "override",
  UNPUBLISHED: "unpublished",
} as const satisfies Record<string, DayKind | "unpublished">;

registerEnumType(DayKinds, {
  name: "DayKind",
  description: "What a calendar says about a day.",
  valuesConfig: {
    WORKING: { description: "An ordinary working day (工作日)." },
    REST: { description: "An ordinary day of rest (休息日)." },
    HOLIDAY: { description: "A statutory holiday (法定节假日)." },
    MAKE_UP: { description: "A make-up working day (调休上班)." },
    OVERRIDE: { description: "A day with hours of its own." },
    UNPUBLISHED: { description: "The statutory list of that year is not published yet: nobody may guess." },
  },
});

@ObjectType("OpeningWindow", { simpleResolvers: true, description: "A stretch of a day in which the house is open." })
export class OpeningWindowType {
  @Field(() => String, { description: "Opens at, on the wall clock: `09:00`." })
  from!: string;

  @Field(() => String, { description: "Closes at: `18:00`, `24:00`; not later than `from` means on the next day." })
  to!: string;
}

@ObjectType("WeekdayHours", { simpleResolvers: true, description: "When the house is open on a day of the week." })
export class WeekdayHoursType {
  @Field(() => Weekdays, { description: "The day of the week." })
  weekday!: Weekday;

  @Field(() => [OpeningWindowType], { description: "Its windows; none: closed." })
  windows!: readonly OpeningWindowType[];
}

@ObjectType("DayOverride", { simpleResolvers: true, description: "A day with hours of its own." })
export class DayOverrideType {
  @Field(() => LocalDateScalar, { description: "The day." })
  on!: LocalDate;

  @Field(() => String, { nullable: true, description: "Why." })
  name?: string | undefined;

  @Field(() => [OpeningWindowType], { description: "Its windows; none: closed." })
  windows!: readonly OpeningWindowType[];
}

@ObjectType("Calendar", { simpleResolvers: true, description: "When a house works (工作日历)." })
export class CalendarType {
  @Field(() => String, { description: "The code by which adoptions name it." })
  code!: string;

  @Field(() => Int, { description: "How often it was changed; pass it as `expectedVersion`." })
  revision!: number;

  @Field(() => DateTime, { description: "When it was last changed." })
  changedAt!: Instant;

  @Field(() => String, { description: "Its time zone, an IANA name." })
  zone!: string;

  @Field(() => Boolean, { description: "Whether China's statutory holidays and make-up days count." })
  statutory!: boolean;

  @Field(() => [WeekdayHoursType], { description: "The ordinary week." })
  week!: WeekdayHoursType[];

  @Field(() => [OpeningWindowType], {
    nullable: true,
    description: "The hours of a make-up day; Monday's when absent.",
  })
  makeUp?: readonly OpeningWindowType[] | undefined;

  @Field(() => [DayOverrideType], { description: "Days with hours of their own, in order." })
  overrides!: DayOverrideType[];
}

@ObjectType({ simpleResolvers: true, description: "A window of one day as points in time." })
export class OpenSpan {
  @Field(() => DateTime, { description: "Opens at." })
  from!: Instant;

  @Field(() => DateTime, { description: "Closes at." })
  to!: Instant;
}

@ObjectType({ simpleResolvers: true, description: "What a calendar says about one day." })
export class CalendarDay {
  @Field(() => LocalDateScalar, { description: "The day." })
  on!: LocalDate;

  @Field(() => DayKinds, { description: "What kind of day it is." })
  kind!: DayKind | "unpublished";

  @Field(() => String, { nullable: true, description: "The name of the holiday or override." })
  name?: string | undefined;

  @Field(() => Boolean, { description: "Whether the house opens on it." })
  open!: boolean;

  @Field(() => [OpenSpan], { description: "When it is open." })
  windows!: readonly OpenSpan[];
}

@InputType({ description: "A stretch of a day in which the house is open." })
export class OpeningWindowInput {
  @Field(() => String, { description: "Opens at, on the wall clock: `09:00`." })
  from!: string;

  @Field(() => String, { description: "Closes at: `18:00`, `24:00`; not later than `from` means on the next day." })
  to!: string;
}

@InputType({ description: "When the house is open on a day of the week." })
export class WeekdayHoursInput {
  @Field(() => Weekdays, { description: "The day of the week." })
  weekday!: Weekday;

  @Field(() => [OpeningWindowInput], { description: "Its windows; none: closed." })
  windows!: OpeningWindowInput[];
}

@InputType({ description: "A day with hours of its own." })
export class DayOverrideInput {
  @Field(() => LocalDateScalar, { description: "The day." })
  on!: LocalDate;

  @Field(() => String, { nullable: true, description: "Why, up to 100 characters." })
  name?: string | null;

  @Field(() => [OpeningWindowInput], { description: "Its windows; none: closed." })
  windows!: OpeningWindowInput[];
}

@InputType({ description: "A calendar as it shall be from now on." })
export class ChangeCalendarInput {
  @Field(() => String, { nullable: true, description: "Makes a repeated call give the first answer." })
  idempotencyKey?: string | null;

  @Field(() => String, { description: "Its code: lower-case letters, digits and `-`; a new one makes a new calendar." })
  code!: string;

  @Field(() => String, { description: "Its time zone, an IANA name." })
  zone!: string;

  @Field(() => Boolean, { description: "Whether China's statutory holidays and make-up days count." })
  statutory!: boolean;

  @Field(() => [WeekdayHoursInput], { description: "The ordinary week; a day that is not named is closed." })
  week!: WeekdayHoursInput[];

  @Field(() => [OpeningWindowInput], {
    nullable: true,
    description: "The hours of a make-up day; Monday's when absent.",
  })
  makeUp?: OpeningWindowInput[] | null;

  @Field(() => [DayOverrideInput], { nullable: true, description: "Days with hours of their own." })
  overrides?: DayOverrideInput[] | null;

  @Field(() => Int, { nullable: true, description: "The revision that this was decided on; 0 for a new calendar." })
  expectedVersion?: number | null;
}

@ObjectType({ simpleResolvers: true, description: "The calendar was changed." })
export class ChangeCalendarSuccess {
  @Field(() => CalendarType, { description: "The calendar as it is now." })
  calendar!: CalendarType;
}

export const ChangeCalendarResult = mutationResult("ChangeCalendarResult", [ChangeCalendarSuccess]);
