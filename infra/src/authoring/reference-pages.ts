import { builtinFacts, eventsInWords, type EventInWords } from "@hearken/regulation";

/* What every regulation may name, so that nobody needs the source. */

const TYPES: Readonly<Record<string, string>> = {
  string: "text",
  int: "number",
  bool: "yes or no",
  "list<string>": "list",
};

/** Every fact that conditions may read in any regulation: name, type, what it is in both languages. */
export function factLines(): readonly string[] {
  const width = Math.max(...builtinFacts.map(({ name }) => name.length));
  return [
    "Facts of every complaint; a number may be an instant, in milliseconds, and 0 is never.",
    ...builtinFacts.map(
      ({ name, type, about }) =>
        `${name.padEnd(width)}  ${(TYPES[type] ?? type).padEnd(9)}  ${about["zh-CN"]} / ${about.en}`,
    ),
  ];
}

const USES: readonly (readonly [EventInWords["use"], string])[] = [
  ["happens", "What happens to a complaint: for `on`, `action`, `at`, and for the history of a case."],
  ["waited for", "What follows from it: rules may wait for it, a history cannot hold it."],
  ["duty", "What an organization does of its duties: for the history of a case, `refuses` and `permits`."],
];

/** Every event, with its fields. */
export function eventLines(): readonly string[] {
  const events = eventsInWords();
  return USES.flatMap(([use, head]) => [head, ...events.filter((one) => one.use === use).flatMap(linesOf), ""]);
}

function linesOf({ type, about, qualifiedBy, fields }: EventInWords): readonly string[] {
  const name = qualifiedBy === undefined ? type : `${type}[:${qualifiedBy}]`;
  return [
    `${name}  ${about}`,
    ...fields.map((field) => `    ${field.name}${field.isOptional ? "?" : ""}: ${field.is}`),
  ];
}
