import type { GateEntry } from "../file/schema.js";
import { typesOf, type Builder, type Path } from "./builder.js";
import { impliedGates } from "./desugar.js";
import { label } from "./label.js";
import type { Gate, NoticeRule } from "./rule.js";

/** Compiles who hears of what. */
export function notices(builder: Builder): ReadonlyMap<string, readonly NoticeRule[]> {
  const map = new Map<string, NoticeRule[]>();
  builder.file.notices.forEach((entry, index) => {
    const path: Path = ["notices", index];
    const names = builder.events(entry.on, [...path, "on"]);
    const types = typesOf(names);
    const rule: NoticeRule = {
      code: entry.code,
      label: label(entry),
      clauses: builder.clauses(entry.clause, [...path, "clause"]),
      when: builder.maybe<boolean>(entry.when, "bool", { types, path: [...path, "when"] }),
      to: builder.posts(entry.to, { types, path: [...path, "to"] }),
    };
    for (const name of names) map.set(name, [...(map.get(name) ?? []), rule]);
  });
  return map;
}

/** Compiles what is refused: the gates that are written, then those that follow from steps, forms, checklists and numbers. */
export function gates(builder: Builder): ReadonlyMap<string, readonly Gate[]> {
  const map = new Map<string, Gate[]>();
  const add = (entry: GateEntry, path: Path): void => {
    const names = builder.events(entry.action, [...path, "action"]);
    const gate = gateOf(builder, entry, { names, path });
    for (const name of names) map.set(name, [...(map.get(name) ?? []), gate]);
  };
  builder.file.gates.forEach((entry, index) => {
    add(entry, ["gates", index]);
  });
  for (const { entry, path } of impliedGates(builder.file, builder.readings)) add(entry, path);
  return map;
}

function gateOf(
  builder: Builder,
  entry: GateEntry,
  { names, path }: { readonly names: readonly string[]; readonly path: Path },
): Gate {
  const where = { types: typesOf(names), knowsNow: true };
  return {
    clause: builder.clauses(entry.clause, [...path, "clause"])[0] ?? "",
    when: builder.maybe<boolean>(entry.when, "bool", { ...where, path: [...path, "when"] }),
    require: builder.condition<boolean>(entry.require, "bool", { ...where, path: [...path, "require"] }),
    message: label(entry.message),
    field: entry.field,
    warns: entry.warn === true,
  };
}
