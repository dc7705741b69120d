import {
  refuse,
  type ComplaintId,
  type Instant,
  type OrganizationId,
  type ProjectId,
  type Refusal,
  type TenantId,
} from "@hearken/kernel";

/*
 * Record (记录): a form of the regulation that was filled in for a complaint. Filing (填报): one time of filling it in;
 * a record may be filled in stages, and one paper may be carried on under another form.
 */

/** What stands in one field: words, a code of the regulation, or a code with words. */
export interface FieldValue {
  readonly field: string;
  readonly text?: string | undefined;
  readonly code?: string | undefined;
}

/** One filing, as it is kept; it never changes. */
export interface Filing {
  readonly tenantId: TenantId;
  /** That of the record at its first filing. */
  readonly id: string;
  readonly organizationId: OrganizationId;
  readonly projectId: ProjectId | null;
  readonly complaintId: ComplaintId;
  readonly at: Instant;
  readonly recordId: string;
  readonly form: string;
  /** The number that the house issued for it. */
  readonly number: string | null;
  readonly fields: readonly FieldValue[];
  readonly authorKind: string;
  readonly authorId: string;
}

/** A record as all its filings make it. */
export interface FiledRecord {
  /** That of its first filing. */
  readonly id: string;
  readonly recordId: string;
  readonly form: string;
  readonly number: string | null;
  readonly fields: readonly FieldValue[];
  readonly filedAt: Instant;
  readonly lastFiledAt: Instant;
  readonly authorId: string;
}

/** One paper may be carried on under another form, which is another record. */
export function recordKey({ recordId, form }: Pick<Filing, "recordId" | "form">): string {
  return `${recordId} ${form}`;
}

/** The records of filings, oldest first: a field says what was written in it last. */
export function recordsOf(filings: readonly Filing[]): readonly FiledRecord[] {
  const byRecord = Map.groupBy(filings, recordKey);
  return [...byRecord.values()].flatMap((stages) => {
    const [first] = stages;
    const last = stages.at(-1);
    if (first === undefined || last === undefined) return [];
    const { id, recordId, form, at: filedAt, authorId } = first;
    const fields = new Map(stages.flatMap((stage) => stage.fields).map((value) => [value.field, value]));
    const number = stages.find((stage) => stage.number !== null)?.number ?? null;
    return [{ id, recordId, form, number, fields: [...fields.values()], filedAt, lastFiledAt: last.at, authorId }];
  });
}

/** What a fact says of the fields: which are filled, and the codes as `field:code`. */
export function filledAndMarked(values: readonly FieldValue[]): {
  readonly filled: string[];
  readonly marks: string[];
} {
  return {
    filled: values.map(({ field }) => field),
    marks: values.flatMap(({ field, code }) => (code === undefined ? [] : [`${field}:${code}`])),
  };
}

/** `INVALID_INPUT` for a field that says nothing, or is given twice. */
export function refuseValues(values: readonly FieldValue[]): Refusal | undefined {
  const seen = new Set<string>();
  for (const [index, { field, text, code }] of values.entries()) {
    const path = ["input", "values", String(index)];
    if (text === undefined && code === undefined) return refuse("INVALID_INPUT", NOTHING, { path });
    if (seen.has(field)) return refuse("INVALID_INPUT", TWICE, { path: [...path, "field"] });
    seen.add(field);
  }
  return undefined;
}

const NOTHING = { en: "A field is filled with a text, a code or both.", "zh-CN": "栏目须填写文字或代码。" };
const TWICE = { en: "This field is filled twice.", "zh-CN": "该栏目重复填写。" };
