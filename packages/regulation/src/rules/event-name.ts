import type { EventType } from "@hearken/contracts";
import type { RegulationFile } from "../file/schema.js";
import { isTrigger } from "./conditions.js";

/* Names of events in a regulation: a type, or a type with what it must be about (`step.taken:joint_inspection`). */

/** The payload field that a qualifier speaks of. */
const QUALIFIED: Readonly<Record<string, string>> = {
  "step.taken": "step",
  "record.filed": "form",
  "fact.recorded": "name",
  "report.submitted": "kind",
  "bulletin.issued": "kind",
  "notice.sent": "kind",
  "reply.sent": "kind",
  "contact.made": "purpose",
  "followup.made": "outcome",
  "support.requested": "from",
  "support.answered": "from",
  "evidence.attached": "kind",
  "complaint.relayed": "to",
  "complaint.passed_up": "to",
  "complaint.suspended": "reason",
  "validity.determined": "validity",
  "level.changed": "to",
  "obligation.met": "code",
  "obligation.breached": "code",
  "obligation.opened": "code",
} satisfies Partial<Record<EventType, string>>;

/** The type that a name begins with. */
export function typeOf(name: string): string {
  const colon = name.indexOf(":");
  return colon === -1 ? name : name.slice(0, colon);
}

/** The payload field that stands behind the colon of a type's names; `undefined` for a type that cannot be qualified. */
export function qualifiedField(type: string): string | undefined {
  return QUALIFIED[type];
}

/** What an event of this type and payload is called: its type, and where it can be qualified the qualified name. */
export function namesOf(type: string, payload: Readonly<Record<string, unknown>>): readonly string[] {
  const field = qualifiedField(type);
  const qualifier = field === undefined ? undefined : payload[field];
  return typeof qualifier === "string" ? [type, `${type}:${qualifier}`] : [type];
}

/** What is wrong with a name, and what it may have meant: the codes that exist. `undefined` when nothing is. */
export function problemOf(
  name: string,
  file: RegulationFile,
): { readonly message: string; readonly known?: readonly string[] } | undefined {
  const type = typeOf(name);
  if (!isTrigger(type)) return { message: `unknown event ${type}` };
  if (type === name) return undefined;
  const qualifier = name.slice(type.length + 1);
  if (qualifiedField(type) === undefined) return { message: `${type} cannot be qualified` };
  const known = qualifiersOf(type, file);
  if (known === undefined || known.includes(qualifier)) return undefined;
  return { message: `nothing that is called ${qualifier} exists for ${type}`, known };
}

/** The codes that may qualify a type; `undefined` when any may. */
function qualifiersOf(type: string, file: RegulationFile): readonly string[] | undefined {
  switch (type) {
    case "step.taken":
      return file.steps.map(({ code }) => code);
    case "record.filed":
      return file.forms.map(({ code }) => code);
    case "fact.recorded":
      return file.facts.map(({ name }) => name);
    case "level.changed":
      return file.levels.map(({ code }) => code);
    case "complaint.relayed":
    case "complaint.passed_up":
      return file.posts.map(({ code }) => code);
    case "obligation.met":
    case "obligation.breached":
    case "obligation.opened":
      return file.obligations.map(({ code }) => code);
    default:
      return undefined;
  }
}
