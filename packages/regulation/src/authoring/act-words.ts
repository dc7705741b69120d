import type { GateEntry, RegulationFile } from "../file/schema.js";
import type { Valued } from "../file/step.schema.js";
import { anyOf, bilingual, citing, line, names, recipientsInWords, type Lines } from "./words.js";

/* What is done, written down, told and refused, line by line. */

type Listed<K extends "notices" | "steps" | "forms" | "checklists" | "scripts"> = RegulationFile[K][number];

export function noticeInWords(file: RegulationFile, { on, when, to }: Listed<"notices">): Lines {
  return [...line("on", names(on)), ...line("when", when), ...line("told at once", recipientsInWords(file, to))];
}

export function gateInWords({ action, when, require, warn, field }: GateEntry): Lines {
  return [
    ...line(warn === true ? "warned of" : "refused", names(action)),
    ...line("when", when),
    ...line("unless", require),
    ...line("about the field", field),
  ];
}

export function stepInWords(file: RegulationFile, { by, outcomes, needs, anew }: Listed<"steps">): Lines {
  return [
    ...line("taken by", anyOf(file, by)),
    ...line("outcome", valuesInWords(outcomes)),
    ...line("needs", needs?.join(", ")),
    ...line("starts anew on", names(anew)),
  ];
}

export function formInWords(file: RegulationFile, form: Listed<"forms">): Lines {
  const { printed, copies } = form;
  return [
    ...line("filed by", anyOf(file, form.by)),
    ...form.fields.flatMap((field) => line(`field ${field.code}`, fieldInWords(field))),
    ...line("on paper", printed === undefined ? undefined : `its number is ${printed}`),
    ...line("copies", copies?.toString()),
    ...line("stages", form.stages === true ? "it may be filled in parts" : undefined),
    ...line("starts anew on", names(form.anew)),
  ];
}

function fieldInWords(field: Listed<"forms">["fields"][number]): string {
  const { required, values } = field;
  return [
    `${bilingual(field)}${citing(field.clause)}`,
    ...(required === undefined ? [] : [required === true ? "required" : `required when ${required}`]),
    ...(values === undefined ? [] : [`one of ${valuesInWords(values) ?? ""}`]),
  ].join("; ");
}

function valuesInWords(values: readonly Valued[] | undefined): string | undefined {
  return values?.map((one) => (typeof one === "string" ? one : `${one.code} ${bilingual(one)}`)).join(", ");
}

export function checklistInWords({ at, items, required, anew }: Listed<"checklists">): Lines {
  return [
    ...line("shown at", names(at)),
    ...items.flatMap((item) => line(`item ${item.code}`, `${bilingual(item)}${citing(item.clause)}`)),
    ...line("required", required === true ? "every item is ticked before the act" : required),
    ...line("nothing is ticked after", names(anew)),
  ];
}

export function scriptInWords({ at, fills }: Listed<"scripts">): Lines {
  return [...line("shown at", names(at)), ...line("to be filled in", fills.join(", "))];
}
