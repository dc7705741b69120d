import {
  checkInput,
  cleanText,
  ClauseType,
  DateTime,
  mutationResult,
  notFound,
  type InputSchema,
} from "@hearken/graphql-kit";
import { isRefusal, type Instant, type Refusal } from "@hearken/kernel";
import { Field, ID, InputType, Int, ObjectType, type ClassType } from "type-graphql";
import { ComplaintType } from "./complaint.graphql.js";
import type { Complaint } from "./complaint.js";
import type { Done, Warning } from "./done.js";

/** What every mutation of a complaint is given. */
@InputType({ description: "What every change of a complaint is given." })
export class OnComplaintInput {
  @Field(() => ID, { description: "The complaint." })
  complaintId!: string;

  @Field(() => Int, { nullable: true, description: "The version that this was decided on; refused when it is stale." })
  expectedVersion?: number | null;

  @Field(() => String, { nullable: true, description: "Makes a repeated call give the first answer." })
  idempotencyKey?: string | null;

  @Field(() => DateTime, { nullable: true, description: "When it happened: for imports alone; now when absent." })
  occurredAt?: Instant | null;
}

@ObjectType("RegulationWarning", {
  simpleResolvers: true,
  description: "What a regulation advises against without refusing it (提示): it was done all the same.",
})
export class WarningType {
  @Field(() => ClauseType, { description: "The statement that advises against it." })
  clause!: ClauseType;

  @Field(() => String, { description: "Why, in the caller's language." })
  message!: string;
}

/** The answer of every mutation that changes a complaint. */
export type ComplaintAnswer = Done;

/** What every mutation of a complaint answers when it was done. */
@ObjectType("Done", { simpleResolvers: true, description: "What was done." })
export abstract class DoneType {
  @Field(() => ComplaintType, { description: "The complaint as it stands now." })
  complaint!: Complaint;

  @Field(() => [WarningType], { description: "What the regulation advises against in it; none as a rule." })
  warnings!: readonly Warning[];
}

/** The result type of a mutation: `resultOf("SendReply")` is `SendReplyResult`, of `SendReplySuccess` or `Refusal`. */
export function resultOf(name: string): ReturnType<typeof mutationResult<ComplaintAnswer>> {
  @ObjectType(`${name}Success`, { simpleResolvers: true, description: "It was done." })
  class Success extends DoneType {}
  return mutationResult<ComplaintAnswer>(`${name}Result`, [Success as ClassType<ComplaintAnswer>]);
}

const LONGEST = 20_000;
/** Ids are no texts: whatever cannot be one is as unknown as any other, and the schema sees to that. */
const AN_ID = /Ids?$/;

/** Every text of the input in normal form, nothing broken, unprintable or blank; then as the schema has it. */
export function readInput<T>(schema: InputSchema<T>, input: object): T | Refusal {
  const cleaned = clean(input, ["input"]);
  return isRefusal(cleaned) ? cleaned : checkInput(schema, cleaned);
}

function clean(value: unknown, path: readonly string[]): unknown {
  if (typeof value === "string") return cleanText(value, { max: LONGEST, multiline: true, path });
  if (typeof value !== "object" || value === null) return value;
  const isList = Array.isArray(value);
  const entries: [string, unknown][] = Object.entries(value);
  const parts: [string, unknown][] = [];
  for (const [name, part] of entries) {
    const cleaned = AN_ID.test(name) ? part : clean(part, [...path, name]);
    if (isRefusal(cleaned)) return cleaned;
    parts.push([name, cleaned]);
  }
  return isList ? parts.map(([, part]) => part) : Object.fromEntries(parts);
}

/** Checks the input, works, and answers as a mutation does. Throws `NOT_FOUND` when the work found nothing to work on. */
export async function answer<T, A extends object = ComplaintAnswer>(
  schema: InputSchema<T>,
  input: object,
  work: (checked: T) => Promise<A | Refusal | undefined>,
): Promise<A | Refusal> {
  const checked = readInput(schema, input);
  if (isRefusal(checked)) return checked;
  const done = await work(checked);
  if (done === undefined) throw notFound();
  return done;
}
