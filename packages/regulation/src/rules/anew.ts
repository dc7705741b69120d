import { tracesOf } from "../facts/declared.js";
import type { Builder } from "./builder.js";
import type { Rules } from "./rule.js";

/** What starts from nothing when an event happens: the traces of steps and forms, the ticks of checklists. */
export function anewOn(builder: Builder): Rules["anewOn"] {
  const map = new Map<string, { facts: string[]; items: string[] }>();
  const { file } = builder;
  const add = (
    on: string | readonly string[] | undefined,
    { path, facts, items }: { path: readonly (string | number)[]; facts: readonly string[]; items: readonly string[] },
  ): void => {
    if (on === undefined) return;
    for (const name of builder.events(on, [...path, "anew"])) {
      const known = map.get(name) ?? { facts: [], items: [] };
      map.set(name, { facts: [...known.facts, ...facts], items: [...known.items, ...items] });
    }
  };
  file.steps.forEach(({ code, anew }, index) => {
    add(anew, { path: ["steps", index], facts: tracesOf(code), items: [] });
  });
  file.forms.forEach(({ code, anew }, index) => {
    add(anew, { path: ["forms", index], facts: tracesOf(code), items: [] });
  });
  file.checklists.forEach(({ items, anew }, index) => {
    add(anew, { path: ["checklists", index], facts: [], items: items.map(({ code }) => code) });
  });
  return map;
}
