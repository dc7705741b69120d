import { refuse, type Instant, type Refusal } from "@hearken/kernel";
import { PERSONAL_FIELDS, type PersonalField, type SealedRow } from "./complainant.js";
import { openField, type Opening } from "./sealed-person.js";

/** What somebody's data is looked at for. */
export const REVEAL_PURPOSES = ["contact", "visit", "verify", "legal", "other"] as const;
export type RevealPurpose = (typeof REVEAL_PURPOSES)[number];

/** For whom everything about a person is handed out. */
export const EXPORT_PURPOSES = ["person_asked", "authority_asked", "legal"] as const;
export type ExportPurpose = (typeof EXPORT_PURPOSES)[number];

/** How many people one actor may look at within an hour of the clock: enough for work, too few for a harvest. */
export const MOST_AN_HOUR = 60;

/** A person in clear; `null` where nothing is kept, or nothing was asked for. */
export interface PersonInClear {
  readonly name: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly identityNumber: string | null;
}

/** These fields of a person, opened. */
export function opened(
  keys: Opening,
  row: SealedRow,
  fields: readonly PersonalField[] = PERSONAL_FIELDS,
): PersonInClear {
  const field = (column: PersonalField): string | null =>
    fields.includes(column) ? openField(keys, row, column) : null;
  return {
    name: field("name"),
    phone: field("phone"),
    address: field("address"),
    identityNumber: field("identity_number"),
  };
}

/** `ILLEGAL_TRANSITION` for somebody of whom nothing is kept any more. */
export function refuseErased(erasedAt: Instant | null): Refusal | undefined {
  return erasedAt === null ? undefined : refuse("ILLEGAL_TRANSITION", ERASED);
}

export const TOO_MANY_REVEALED: Refusal = refuse("FORBIDDEN", {
  en: `You have looked at ${MOST_AN_HOUR} people within this hour; no more until the next.`,
  "zh-CN": `您在本小时内已查看 ${MOST_AN_HOUR} 人的明文信息，请于下一小时再试。`,
});

const ERASED = {
  en: "What says who this person is was erased.",
  "zh-CN": "该投诉人的个人信息已删除。",
};
