import { contracts, type EventContract } from "@hearken/contracts";
import { qualifiedField } from "../rules/event-name.js";
import { isTrigger } from "../rules/conditions.js";

/** An event as a regulation's author needs to know it. */
export interface EventInWords {
  readonly type: string;
  readonly about: string;
  /** The field that may stand behind a colon of its name: `step.taken:home_visit`. */
  readonly qualifiedBy: string | undefined;
  /** `waited for`: it follows from what happens, rules may wait for it, and nobody makes it happen. */
  readonly use: "happens" | "waited for" | "duty";
  readonly fields: readonly { readonly name: string; readonly is: string; readonly isOptional: boolean }[];
}

/** Every event that a regulation or its cases may name, with what it says. */
export function eventsInWords(): readonly EventInWords[] {
  return contracts.flatMap((contract): EventInWords[] => {
    const use = useOf(contract);
    if (use === undefined) return [];
    const { type, about } = contract;
    return [
      { type, about, use, qualifiedBy: use === "duty" ? "duty" : qualifiedField(type), fields: fieldsOf(contract) },
    ];
  });
}

function useOf({ type, nature }: EventContract): EventInWords["use"] | undefined {
  if (type === "duty.done") return "duty";
  if (!isTrigger(type)) return undefined;
  return nature === "fact" ? "happens" : "waited for";
}

/** The words that some fields take, where the product and not the regulation says which. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  "complaint.received.receivedBy": ["centre", "specialist", "employee"],
  "complaint.received.nature": ["grievance", "expectation", "enquiry"],
  "complaint.received.stage": ["pre_move_in", "in_warranty", "after_warranty"],
  "validity.determined.validity": ["valid", "invalid"],
  "reply.sent.kind": ["courtesy", "holding", "preliminary", "substantive", "formal"],
  "contact.made.purpose": ["progress", "return_visit", "enquiry"],
  "complaint.finished.responsibility": ["ours", "not_ours", "shared"],
  "complaint.handed_over.sharing": ["identified", "redacted"],
  "complaint.hand_over_failed.cause": ["suspended", "unregulated", "withdrawn", "refused"],
  "complaint.hand_over_answered.outcome": ["reported", "declined", "finished", "closed", "withdrawn"],
};

function fieldsOf({ type, fields }: EventContract): EventInWords["fields"] {
  return Object.entries(fields).map(([name, field]) => {
    const takes = (value: unknown): boolean => field.schema.safeParse(value).success;
    const words = WORDS[`${type}.${name}`];
    const is = words === undefined ? kindOf(name, takes) : `a code, for example ${words.join(", ")}`;
    return { name, is, isOptional: takes(undefined) };
  });
}

const ID = "00000000-0000-7000-8000-000000000001";

/** What a field takes, as it shows by what it does not refuse. */
function kindOf(name: string, takes: (value: unknown) => boolean): string {
  if (takes(true)) return "yes or no";
  if (takes(1)) return /(^a|A)t$|Start$/.test(name) ? "a day and a time" : "a whole number";
  if (takes(["a"])) return "several codes";
  if (takes([ID])) return "several people or things (numbers)";
  if (takes("a")) return "a code";
  return takes(ID) ? "somebody or something (a number)" : "a day";
}
