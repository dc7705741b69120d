import type { EffectEntry, ObligationEntry, TriggerEntry } from "../file/obligation.schema.js";
import type { RegulationFile } from "../file/schema.js";
import { dueInWords } from "../reference/due-words.js";
import { clausesIn } from "./cited.js";
import { citing, labelled, lengthOf, line, names, ownerInWords, recipientsInWords, type Lines } from "./words.js";

/** Who owes what by when, line by line. */
export function obligationInWords(file: RegulationFile, entry: ObligationEntry): Lines {
  const { pauses, bulletin } = entry;
  return [
    ...line("kind", entry.kind === "task" ? undefined : entry.kind),
    ...line("opens", triggersInWords(entry.opens)),
    ...line("owner", ownerInWords(file, entry.owner)),
    ...line("due", dueOf(file, entry)),
    ...line("met", triggersInWords(entry.met)),
    ...line("void", entry.void === undefined ? undefined : triggersInWords(entry.void)),
    ...line("warn", entry.warn === undefined ? undefined : warnInWords(file, entry.warn)),
    ...line("its clock stands still", pauses === "any" ? "while handling waits, whatever for" : waitsFor(pauses)),
    ...line("repeats while", entry.repeats),
    ...(entry.breach ?? []).flatMap((effect) => line("on breach", effectInWords(file, effect))),
    ...line(
      "bulletin",
      bulletin === undefined ? undefined : `${bulletin.kind} to ${recipientsInWords(file, bulletin.to)}`,
    ),
    ...line("its sections", bulletin?.sections.join(", ")),
    ...line("withdrawal", entry.survivesWithdrawal ? "it is owed even when the complaint is taken back" : undefined),
  ];
}

const waitsFor = (reasons: readonly string[] | undefined): string | undefined =>
  reasons === undefined ? undefined : `while handling waits for: ${reasons.join(", ")}`;

function dueOf(file: RegulationFile, { due }: ObligationEntry): string {
  if (due === undefined) return "whenever: no term is set";
  return [due]
    .flat()
    .map((one) => {
      const clauses = clausesIn(one);
      return `${dueInWords(file, one).en}${citing(clauses.length === 0 ? undefined : clauses)}`;
    })
    .join("; else ");
}

/** `50%` of the time, or so long before. */
export function warnInWords(file: RegulationFile, warn: string): string {
  return warn.endsWith("%") ? `when ${warn} of the time has passed` : `${lengthOf(file, warn)} before`;
}

function effectInWords(file: RegulationFile, { notify, escalate, raise, clause }: EffectEntry): string {
  const told = notify === undefined ? undefined : recipientsInWords(file, notify);
  const rises = escalate === "next" ? "the next of the ladder" : labelled(file.posts, escalate ?? "");
  const said = [
    ...(told === undefined ? [] : [`${told} ${told.includes(" and ") ? "hear" : "hears"} of it`]),
    ...(escalate === undefined ? [] : [`it rises to ${rises}`]),
    ...(raise === undefined ? [] : [`the level becomes ${labelled(file.levels, raise)}`]),
  ];
  return `${said.join(", ")}${citing(clause)}`;
}

export function triggersInWords(triggers: TriggerEntry | readonly TriggerEntry[]): string {
  return [triggers].flat().map(triggerInWords).join("; or ");
}

function triggerInWords({ on, after, when, per, each }: TriggerEntry): string {
  const event = after === undefined ? names(on) : `${after} is met`;
  return [
    event === "" ? "as soon as" : after === undefined ? `on ${event}` : `when ${event}`,
    ...(when === undefined ? [] : [event === "" ? when : `${after === undefined ? "when" : "and"} ${when}`]),
    ...(per === undefined ? [] : [`for each ${per}`]),
    ...(each === undefined ? [] : [`for each of ${each}`]),
  ].join(" ");
}
