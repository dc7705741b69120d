import { newId, type Actor } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import type { Put, Situation } from "../complaint/handle-complaint.command.js";
import type { Words, WordsKind } from "./words.js";
import { putWords } from "./words.repository.js";

export interface WrittenWords {
  readonly id: string;
  readonly rows: readonly Put[];
}

/** What a use case's author wrote: an id for the fact to point at, and the row to write. */
export function writeWords(
  { place, at, actor }: Situation,
  kind: WordsKind,
  { text, aboutId = null }: { readonly text: string; readonly aboutId?: string | null },
): WrittenWords {
  const id = newId();
  const author = { authorKind: actor.kind, authorId: actor.id };
  return { id, rows: [putWords({ ...place, id, at, kind, aboutId, text, ...author })] };
}

/** The same where writing is optional: without text there is neither id nor row. */
export function writeIfAny(
  situation: Situation,
  kind: WordsKind,
  text: string | undefined,
): { readonly id: string | undefined; readonly rows: readonly Put[] } {
  return text === undefined ? { id: undefined, rows: [] } : writeWords(situation, kind, { text });
}

/** Why somebody looked at a person in clear, beside the fact that points at it. */
export function writeRevealReason(
  uow: UnitOfWork,
  { actor, ...row }: Omit<Words, "kind" | "aboutId" | "authorKind" | "authorId"> & { readonly actor: Actor },
): Promise<unknown> {
  return putWords({ ...row, kind: "reason", aboutId: null, authorKind: actor.kind, authorId: actor.id })(uow);
}
