import { isUnpublished, openCalendar, type CalendarDefinition, type DayKind } from "@hearken/calendar";
import type { Instant, LocalDate } from "@hearken/kernel";

/** What a calendar says about one day; `unpublished` when the statutory list of its year is not known. */
export interface ShownDay {
  readonly on: LocalDate;
  readonly kind: DayKind | "unpublished";
  readonly name?: string | undefined;
  readonly open: boolean;
  readonly windows: readonly { readonly from: Instant; readonly to: Instant }[];
}

export function dayOf(definition: CalendarDefinition, on: LocalDate): ShownDay {
  const calendar = openCalendar(definition);
  const day = calendar.day(calendar.startOfDate(on));
  if (isUnpublished(day)) return { on, kind: "unpublished", open: false, windows: [] };
  return { on, kind: day.kind, name: day.name, open: day.open, windows: day.windows };
}
