import { checkCalendar, type CalendarDefinition } from "@hearken/calendar";
import { z } from "zod";
import { clauses, code } from "../file/field.schema.js";
import { keysIn } from "../file/schema.js";

/* The shape of a file of cases: what must follow from a regulation, told as histories. */

const moment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2} ([01]\d|2[0-4]):[0-5]\d(:[0-5]\d)?$/, "not a day and a time, such as 2024-09-02 10:00");

const happening = z.strictObject({
  at: moment,
  /** An event type; `step.taken:inspection` and `record.filed:form` may be written so. */
  event: z.string(),
  /** Its payload. A number stands for somebody's or something's id; a day and a time for an instant. */
  with: z.record(z.string(), z.unknown()).default({}),
  /** The posts of who does it, and a number for who it is. */
  by: z.array(code).default([]),
  person: z.int().min(1).max(999).default(1),
});

const STATUSES = ["none", "open", "met", "met_late", "breached", "waived", "void"] as const;

const expectation = z.strictObject({
  at: moment,
  level: code.optional(),
  status: code.optional(),
  obligation: code.optional(),
  /** What became of it; `none`: nobody owes it. */
  is: z.enum(STATUSES).optional(),
  due: moment.optional(),
  owner: code.optional(),
  /** How many of it there are. */
  times: z.int().min(0).optional(),
  notice: code.optional(),
  to: z.array(code).optional(),
  /** An event that is refused, with the clause that refuses it; or one that is permitted. */
  refuses: z.string().optional(),
  clause: code.optional(),
  permits: z.string().optional(),
  /** A duty, and the days on which it is due between two days. */
  duty: code.optional(),
  between: z.tuple([z.iso.date(), z.iso.date()]).optional(),
  days: z.array(z.iso.date()).optional(),
  /** A form or kind of record that is filed (and whose complaint is closed) at `at`, and until when it is kept. */
  keeps: code.optional(),
  until: z.union([z.literal("permanent"), moment]).optional(),
  with: z.record(z.string(), z.unknown()).default({}),
  by: z.array(code).default([]),
  person: z.int().min(1).max(999).default(1),
});

const oneCase = z.strictObject({
  clause: clauses,
  says: z.string().min(1),
  readings: z.record(z.string(), z.union([z.string(), z.int(), z.boolean()])).default({}),
  history: z.array(happening).min(1),
  expect: z.array(expectation).min(1),
});

export const casesSchema = z.strictObject({
  regulation: code,
  /** Hours and holidays of the cases; those of an office in China when absent. */
  calendar: z
    .custom<CalendarDefinition>((value) => checkCalendar(value).length === 0, "not a calendar: see packages/calendar")
    .optional(),
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
