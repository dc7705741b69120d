import { describe, expect, it } from "@jest/globals";
import { DAY, HOUR, MINUTE, type Instant } from "@hearken/kernel";
import fc from "fast-check";
import { openCalendar } from "./open-calendar.js";
import type { Segment } from "./ledger.js";
import { isUnpublished } from "./reckoned.js";
import { SCENES, someCalendar } from "./testing/calendars.js";
import { stepThrough, type SteppingModel } from "./testing/stepping-model.js";

/** The model walks this much further than the instants asked about, so that it finds what comes next. */
const OUTLOOK_DAYS = 3;

describe.each(SCENES.map((scene) => ({ scene, where: `${scene.zone} from ${new Date(scene.first).toISOString()}` })))(
  "a calendar in $where",
  ({ scene }) => {
    const minutes = (scene.days + OUTLOOK_DAYS) * 1440;
    const someInstant = fc
      .oneof(
        fc.integer({ min: 0, max: scene.days * 96 }).map((quarter) => quarter * 15 * MINUTE),
        fc.integer({ min: 0, max: scene.days * DAY }),
      )
      .map((offset) => (scene.first + offset) as Instant);

    it("answers what stepping through the minutes answers", () => {
      fc.assert(
        fc.property(
          someCalendar(scene),
          fc.array(
            fc.tuple(someInstant, someInstant, fc.integer({ min: 0, max: 60 * HOUR }), fc.integer({ min: 1, max: 8 })),
            {
              minLength: 6,
              maxLength: 6,
            },
          ),
          (definition, questions) => {
            const calendar = openCalendar(definition);
            const model = stepThrough(definition, scene.first, minutes);
            for (const [one, other, ms, days] of questions) {
              const from = Math.min(one, other) as Instant;
              const to = Math.max(one, other) as Instant;
              expect(calendar.isOpen(from)).toBe(model.isOpen(from));
              expect(calendar.dateAt(from)).toBe(model.dateAt(from));
              expect(calendar.day(from)).toMatchObject({ date: model.dateAt(from) });
              expect(calendar.workingTimeBetween(from, to)).toBe(model.workingTimeBetween(from, to));
              agree(calendar.nextOpening(from), model.nextOpening(from));
              agree(calendar.nextWorkStart(from), model.nextWorkStart(from));
              agree(calendar.addWorkingTime(from, ms), model.addWorkingTime(from, ms));
              agree(calendar.addWorkingDays(from, days), model.addWorkingDays(from, days));
            }
          },
        ),
        { numRuns: 20 },
      );
    });

    it("writes the ledger that stepping through the minutes writes", () => {
      fc.assert(
        fc.property(someCalendar(scene), someInstant, someInstant, (definition, one, other) => {
          const from = Math.min(one, other) as Instant;
          const to = Math.max(one, other) as Instant;
          const segments = openCalendar(definition).ledger(from, to);
          const model: SteppingModel = stepThrough(definition, scene.first, minutes);
          expect(isUnpublished(segments) ? segments : withoutStatutoryNames(segments)).toEqual(model.ledger(from, to));
        }),
        { numRuns: 10 },
      );
    });
  },
);

/** The model does not see beyond its walk; where it does, both agree. */
function agree(answer: unknown, stepped: Instant | undefined): void {
  if (stepped !== undefined) expect(answer).toBe(stepped);
}

/** The handwritten lists name no holidays: two in a row are one to the model. */
function withoutStatutoryNames(segments: readonly Segment[]): readonly Segment[] {
  const merged: Segment[] = [];
  for (const { name, ...segment } of segments) {
    const last = merged.at(-1);
    const next = segment.kind === "override" && name !== undefined ? { ...segment, name } : segment;
    if (last?.kind === "holiday" && next.kind === "holiday") merged[merged.length - 1] = { ...last, to: next.to };
    else merged.push(next);
  }
  return merged;
}
