import { event } from "@hearken/contracts";
import type { RecordedEvent } from "@hearken/journal";
import { newId } from "@hearken/kernel";
import { issueOf } from "@hearken/regulation";
import { z } from "zod";
import { code, maybe, onComplaint, prose, reference } from "../complaint/field.js";
import { useCase, type Situation } from "../complaint/handle-complaint.command.js";
import { refuseUnknown } from "../complaint/known-code.js";
import { isNamed } from "../step/take-step.command.js";
import { filledAndMarked, recordKey, refuseValues } from "./record.js";
import { nextOfSeries, putFiling } from "./record.repository.js";

const MOST_FIELDS = 100;
/** A field and its code are one code of the fact. */
const short = code.max(100);

/**
 * Fills in a form that the regulation names: what was written is kept here, the fact says which fields are filled and
 * how they are marked. What must be filled, and by whom, is the regulation's to say; so is the number that the house issues.
 * `recordId` carries on what was begun: the same form in stages, or another form on the same paper.
 * One statement more when a number is issued.
 */
export const fileRecord = useCase({
  name: "fileRecord",
  action: "complaint.handle",
  fieldOf: (name) => (name === "form" || name === "recordId" ? name : "values"),
  input: onComplaint({
    form: code,
    recordId: maybe(reference),
    values: z.array(z.object({ field: short, text: maybe(prose()), code: maybe(short) })).max(MOST_FIELDS),
  }),
  async decide({ form, recordId: carriedOn, values }, situation) {
    const { history, rules, place, at, actor } = situation;
    if (carriedOn !== undefined && !isNamed(history, carriedOn)) return undefined;
    const unusable = refuseUnknown({ code: form, among: rules.forms, path: ["form"] }) ?? refuseValues(values);
    if (unusable !== undefined) return unusable;
    const recordId = carriedOn ?? newId();
    const { told, number } = await numbered(situation, form, recordId);
    const id = carriedOn === undefined ? recordId : newId();
    const author = { authorKind: actor.kind, authorId: actor.id };
    return {
      events: [event("record.filed", { form, recordId, ...filledAndMarked(values), number: told })],
      rows: [putFiling({ ...place, id, at, recordId, form, number: number ?? null, fields: values, ...author })],
      made: recordKey({ recordId, form }),
    };
  },
});

interface Numbered {
  /** What the fact says. */
  readonly told?: string;
  readonly number?: string;
}

/** A record keeps the number of its first filing; a later stage says none, since the regulation has it already. */
async function numbered(
  { uow, history, rules, standing, place, at }: Situation,
  form: string,
  recordId: string,
): Promise<Numbered> {
  const issue = rules.numbering.some(({ of }) => of.includes(form))
    ? issueOf(rules, { form, at }, standing())
    : undefined;
  if (issue === undefined) return {};
  const filings = filingsOf(history, form);
  const isStaged = rules.file.forms.some(({ code, stages }) => code === form && stages === true);
  if (isStaged && filings.at(-1)?.recordId === recordId) return {};
  const issued = filings.find((one) => one.recordId === recordId && one.number !== undefined)?.number;
  if (issued !== undefined) return { told: issued, number: issued };
  const count = await nextOfSeries(uow, place.organizationId, `${rules.code}:${issue.series}`);
  const number = issue.write(count);
  return { told: number, number };
}

function filingsOf(history: readonly RecordedEvent[], form: string) {
  return history.flatMap(({ type, payload }) => (type === "record.filed" && payload.form === form ? [payload] : []));
}
