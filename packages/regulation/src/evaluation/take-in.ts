import type { Payload } from "@hearken/contracts";
import { foldRecord, foldStep } from "../facts/declared.js";
import { fold } from "../facts/fold.js";
import type { Rules } from "../rules/rule.js";
import type { Board } from "./board.js";
import type { HistoryEvent } from "./standing.js";

/** What a regulation never declared means nothing to it. */
export function isDeclared(rules: Rules, event: HistoryEvent): boolean {
  if (event.type === "fact.recorded") return rules.recordables.get(event.payload.name)?.type === kindOf(event.payload);
  if (event.type === "step.taken") return rules.steps.has(event.payload.step);
  return event.type !== "record.filed" || rules.forms.has(event.payload.form);
}

function kindOf({ flag, number, at }: Payload<"fact.recorded">): "flag" | "number" | "instant" | "code" {
  if (flag !== undefined) return "flag";
  if (number !== undefined) return "number";
  return at === undefined ? "code" : "instant";
}

/** Lets an event change the facts; `names` are what it is called. What it lets begin anew is forgotten first. */
export function takeIn(board: Board, event: HistoryEvent, names: readonly string[]): void {
  const { traces, anewOn } = board.asker.rules;
  if (anewOn.size > 0) for (const name of names) beginAnew(board, anewOn.get(name));
  if (event.type === "step.taken") foldStep(board, traces, event);
  else if (event.type === "record.filed") foldRecord(board, traces, event);
  else fold(board, event);
}

type Anew = Rules["anewOn"] extends ReadonlyMap<string, infer What> ? What : never;

function beginAnew(board: Board, what: Anew | undefined): void {
  if (what === undefined) return;
  const { initialFacts } = board.asker.rules.conditions;
  for (const name of what.facts) {
    const nothing = initialFacts[name];
    if (nothing !== undefined) board.set(name, nothing);
  }
  const ticked = board.list("ticked");
  const left = ticked.filter((item) => !what.items.includes(item));
  if (left.length < ticked.length) board.set("ticked", left);
}
