import { parseInstant, type Instant } from "@hearken/kernel";
import { z } from "zod";

const instant = z.string().transform((text, context): Instant => {
  const at = parseInstant(text);
  if (at !== undefined) return at;
  context.addIssue({ code: "custom", message: "not an RFC 3339 instant" });
  return z.NEVER;
});
const shape = z.object({
  source: z.string().min(1),
  id: z.string().min(1),
  author: z.string().min(1),
  postedAt: instant,
  subject: z.string(),
  text: z.string(),
  reply: z.string().nullish(),
  repliedAt: instant.nullish(),
  cluster: z.string().nullish(),
});

/** A message that somebody posted, and the answer that was published where there is one. */
export interface Message {
  readonly source: string;
  readonly id: string;
  /** Pseudonym of the complainant. */
  readonly author: string;
  readonly postedAt: Instant;
  readonly subject: string;
  readonly text: string;
  readonly answer: { readonly text: string; readonly at: Instant } | undefined;
  /** The matter that many people complained of, as a clerk would name it. */
  readonly matter: string | undefined;
}

/** A line of the file that is no message. */
export interface BadLine {
  readonly line: number;
  readonly message: string;
}

/** Reads JSONL, one message a line, in the order in which they were posted. A bad line is told and left out. */
export function readMessages(text: string): {
  readonly messages: readonly Message[];
  readonly bad: readonly BadLine[];
} {
  const messages: Message[] = [];
  const bad: BadLine[] = [];
  text.split("\n").forEach((line, index) => {
    if (line.trim() === "") return;
    const read = readLine(line);
    if (typeof read === "string") bad.push({ line: index + 1, message: read });
    else messages.push(read);
  });
  return { messages: messages.sort((a, b) => a.postedAt - b.postedAt), bad };
}

function readLine(line: string): Message | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return "not JSON";
  }
  const parsed = shape.safeParse(value);
  if (!parsed.success)
    return parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
  const { reply, repliedAt, cluster, ...rest } = parsed.data;
  const hasAnswer = typeof reply === "string" && reply.trim() !== "" && typeof repliedAt === "number";
  return { ...rest, answer: hasAnswer ? { text: reply, at: repliedAt } : undefined, matter: cluster ?? undefined };
}
