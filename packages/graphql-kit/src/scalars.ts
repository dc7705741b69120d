import { formatInstant, parseDate, parseInstant, type Instant, type LocalDate } from "@hearken/kernel";
import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from "graphql";
import { formatDuration, isDuration } from "./duration.js";

function bad(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_USER_INPUT" } });
}

function literal(node: ValueNode): string | undefined {
  return node.kind === Kind.STRING ? node.value : undefined;
}

function readInstant(value: unknown): Instant {
  const parsed = typeof value === "string" ? parseInstant(value) : undefined;
  if (parsed === undefined)
    throw bad("expected an RFC 3339 instant with its offset, for example 2025-03-05T10:00:00+08:00");
  return parsed;
}

function readDate(value: unknown): LocalDate {
  const parsed = typeof value === "string" ? parseDate(value) : undefined;
  if (parsed === undefined) throw bad("expected a date, for example 2025-03-05");
  return parsed;
}

function readDuration(value: unknown): string {
  if (typeof value !== "string" || !isDuration(value)) throw bad("expected an ISO 8601 duration, for example PT30M");
  return value;
}

/** In: RFC 3339 with offset, becomes an `Instant`. Out: UTC text from an `Instant`; text passes through. */
export const DateTime = new GraphQLScalarType<Instant, string>({
  name: "DateTime",
  description: "A point in time, RFC 3339 with its offset; answers are in UTC: `2025-03-05T02:00:00.000Z`.",
  specifiedByURL: "https://www.rfc-editor.org/rfc/rfc3339",
  serialize(value) {
    if (typeof value === "number") return formatInstant(value as Instant);
    if (typeof value === "string") return value;
    if (value instanceof Date) return value.toISOString();
    throw new TypeError("not an instant");
  },
  parseValue: readInstant,
  parseLiteral: (node) => readInstant(literal(node)),
});

/** A day of the calendar, without a zone. */
export const LocalDateScalar = new GraphQLScalarType<LocalDate, string>({
  name: "Date",
  description: "A day of the calendar without a zone: `2025-03-05`.",
  serialize(value) {
    if (typeof value === "string") return value;
    throw new TypeError("not a date");
  },
  parseValue: readDate,
  parseLiteral: (node) => readDate(literal(node)),
});

/** In: ISO 8601 text. Out: the same, or whole milliseconds turned into it. */
export const Duration = new GraphQLScalarType<string, string>({
  name: "Duration",
  description: "A length of time, ISO 8601: `PT30M`, `P2D`.",
  serialize(value) {
    if (typeof value === "number") return formatDuration(value);
    if (typeof value === "string") return value;
    throw new TypeError("not a duration");
  },
  parseValue: readDuration,
  parseLiteral: (node) => readDuration(literal(node)),
});
