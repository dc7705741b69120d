import { checkCalendar, type CalendarDefinition } from "@hearken/calendar";
import { z } from "zod";
import { clause, clauses, code } from "../file/field.schema.js";
import { keysIn } from "../file/schema.js";
import { checkCompanions } from "./companions.js";

/* The shape of a file of cases: what must follow from a regulation, told as histories. */

const moment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2} ([01]\d|2[0-4]):[0-5]\d(:[0-5]\d)?$/, "not a day and a time, such as 2024-09-02 10:00");
const person = z.int().min(1).max(999);

/** Who acts, and what the event says; a number stands for somebody's or something's id, a day and a time for an instant. */
const acting = {
  with: z.record(z.string(), z.unknown()).default({}),
  /** The posts of who does it, and a number for who it is. */
  by: z.array(code).default([]),
  person: person.default(1),
};

const happening = z.strictObject({
  at: moment,
  /** An event type; `step.taken:inspection`, `record.filed:form` and `duty.done:duty` may be written so. */
  event: z.string(),
  ...acting,
});

const STATUSES = ["none", "open", "met", "met_late", "breached", "waived", "void"] as const;

const expectation = z
  .strictObject({
    at: moment,
    level: code.optional(),
    status: code.optional(),
    obligation: code.optional(),
    duty: code.optional(),
    /** The day for which a duty is owed, and the project, department or person (a number) where it is owed for each. */
    on: z.iso.date().optional(),
    subject: person.optional(),
    /** What became of the obligation or the duty; `none`: nobody owes it. */
    is: z.enum(STATUSES).optional(),
    due: moment.optional(),
    /** From when on it is said that it falls due soon. */
    warn: moment.optional(),
    owner: code.optional(),
    /** How many of it there are. */
    times: z.int().min(0).optional(),
    notice: code.optional(),
    /** Who heard of the notice, or must have the duty's report. */
    to: z.array(code).optional(),
    /** An event that is refused, permitted, or permitted with a warning; the clause that refuses or warns. */
    refuses: z.string().optional(),
    permits: z.string().optional(),
    warns: z.string().optional(),
    clause: clause.optional(),
    /** The days on which a duty is due between two days. */
    between: z.tuple([z.iso.date(), z.iso.date()]).optional(),
    days: z.array(z.iso.date()).optional(),
    /** A form or kind of record that is filed (and whose complaint is closed) at `at`, and until when it is kept. */
    keeps: code.optional(),
    until: z.union([z.literal("permanent"), moment]).optional(),
    /** A clause that is shown at a place: an act, or `post:…`, `form:…`, `duty:…`, `category:…`, `channel:…`, `level:…`. */
    shows: clause.optional(),
    place: z.string().optional(),
    ...acting,
  })
  .superRefine(checkCompanions);

const oneCase = z.strictObject({
  clause: clauses,
  says: z.string().min(1),
  readings: z.record(z.string(), z.union([z.string(), z.int(), z.boolean()])).default({}),
  history: z.array(happening).min(1),
  expect: z.array(expectation).min(1),
});

/** Every problem of a calendar at its place: `week.mon[1].from` is a path of keys. */
const calendar = z.custom<CalendarDefinition>().superRefine((definition, context) => {
  for (const { path, message } of checkCalendar(definition)) {
    const keys = path.split(/[.[\]]+/).filter((key) => key !== "");
    context.addIssue({
      code: "custom",
      path: keys.map((key) => (/^\d+$/.test(key) ? Number(key) : key)),
      message,
    });
  }
});

export const casesSchema = z.strictObject({
  regulation: code,
  /** Hours and holidays of the cases; those of an office in China when absent. */
  calendar: calendar.optional(),
  cases: z.array(oneCase).min(1),
});

export type CasesFile = z.infer<typeof casesSchema>;
export type RegulationCase = CasesFile["cases"][number];
export type Happening = RegulationCase["history"][number];
export type Expectation = RegulationCase["expect"][number];

/** The keys that a file of cases may use. */
export function caseKeys(): ReadonlySet<string> {
  return new Set(keysIn(z.toJSONSchema(casesSchema, { io: "input", unrepresentable: "any" })));
}
