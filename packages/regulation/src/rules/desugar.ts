import type { RegulationFile, GateEntry } from "../file/schema.js";
import { codeOf } from "../file/step.schema.js";
import { stemOf } from "../facts/declared.js";
import type { ReadingValue } from "./builder.js";
import { patternOf } from "../records/numbering.js";
import type { Path } from "./builder.js";

/* Steps, forms, checklists and numbering say what must be given; each is a gate like those that are written out. */

/** A gate, and the place that demands it. */
export interface ImpliedGate {
  readonly entry: GateEntry;
  readonly path: Path;
}

const quoted = (codes: readonly string[]): string => `[${codes.map((code) => JSON.stringify(code)).join(", ")}]`;
const first = (clauses: string | readonly string[]): string =>
  typeof clauses === "string" ? clauses : (clauses[0] ?? "");

/** The gates that follow from what the file declares. */
export function impliedGates(
  file: RegulationFile,
  readings: Readonly<Record<string, ReadingValue>>,
): readonly ImpliedGate[] {
  return [...ofSteps(file), ...ofForms(file), ...ofChecklists(file), ...ofNumbering(file, readings)];
}

function ofSteps(file: RegulationFile): readonly ImpliedGate[] {
  return file.steps.flatMap((step, index) => {
    const gate = (require: string, message: GateEntry["message"], field?: string): ImpliedGate => ({
      entry: {
        action: `step.taken:${step.code}`,
        clause: first(step.clause),
        require,
        message,
        ...(field === undefined ? {} : { field }),
      },
      path: ["steps", index],
    });
    const { by, needs = [] } = step;
    const outcomes = step.outcomes?.map(codeOf);
    return [
      ...(by === undefined ? [] : [gate(holds(by), mayNot(file, by, step))]),
      ...(outcomes === undefined
        ? []
        : [
            gate(
              `event.outcome in ${quoted(outcomes)}`,
              {
                zh: `“${step.zh}”的结果须为：${outcomes.join("、")}`,
                en: `the outcome of “${step.en}” is one of ${outcomes.join(", ")}`,
              },
              "outcome",
            ),
          ]),
      ...needs.map((need) =>
        gate(
          GIVEN[need],
          { zh: `“${step.zh}”须填写 ${need}`, en: `“${step.en}” cannot be taken without its ${need}` },
          need,
        ),
      ),
    ];
  });
}

const GIVEN: Readonly<Record<NonNullable<RegulationFile["steps"][number]["needs"]>[number], string>> = {
  outcome: 'event.outcome != ""',
  party: 'event.party != ""',
  number: "event.number != 0",
  date: 'event.date != ""',
  at: "event.at != 0",
  items: "event.items.size() > 0",
  recordId: 'event.recordId != ""',
  staffId: 'event.staffId != ""',
};

const holds = (posts: readonly string[]): string => `actor.posts.exists(post, post in ${quoted(posts)})`;

function mayNot(
  file: RegulationFile,
  posts: readonly string[],
  what: { readonly zh: string; readonly en: string },
): GateEntry["message"] {
  const named = posts.map((code) => file.posts.find((post) => post.code === code) ?? { zh: code, en: code });
  return {
    zh: `“${what.zh}”由${named.map(({ zh }) => zh).join("、")}办理`,
    en: `“${what.en}” is for ${named.map(({ en }) => en).join(", ")}`,
  };
}

function ofForms(file: RegulationFile): readonly ImpliedGate[] {
  return file.forms.flatMap((form, index) => {
    const action = `record.filed:${form.code}`;
    const path: Path = ["forms", index];
    const clause = first(form.clause);
    const known = quoted(form.fields.map(({ code }) => code));
    return [
      ...(form.by === undefined
        ? []
        : [{ entry: { action, clause, require: holds(form.by), message: mayNot(file, form.by, form) }, path }]),
      {
        entry: {
          action,
          clause,
          require: `event.filled.all(field, field in ${known})`,
          field: "filled",
          message: { zh: `《${form.zh}》没有这样的栏目`, en: `“${form.en}” has no such field` },
        },
        path,
      },
      ...form.fields.flatMap((field, at) => ofField({ form, field, action, path: [...path, "fields", at] })),
    ];
  });
}

type Form = RegulationFile["forms"][number];

function ofField({
  form,
  field,
  action,
  path,
}: {
  form: Form;
  field: Form["fields"][number];
  action: string;
  path: Path;
}): readonly ImpliedGate[] {
  const head = { action, clause: first(field.clause ?? form.clause) };
  const { required } = field;
  const values = field.values?.map(codeOf);
  const filled = `${JSON.stringify(field.code)} in event.filled`;
  const demanded: GateEntry = {
    ...head,
    ...(typeof required === "string" ? { when: required } : {}),
    require: form.stages === true ? `${filled} || ${JSON.stringify(field.code)} in ${stemOf(form.code)}Filled` : filled,
    field: "filled",
    message: { zh: `《${form.zh}》须填写“${field.zh}”`, en: `“${form.en}” needs “${field.en}”` },
  };
  const marked = (value: string): string => `${field.code}:${value}`;
  const marks: GateEntry = {
    ...head,
    require: `event.marks.all(mark, !mark.startsWith(${JSON.stringify(marked(""))}) || mark in ${quoted((values ?? []).map(marked))})`,
    field: "marks",
    message: {
      zh: `“${field.zh}”只能是：${(values ?? []).join("、")}`,
      en: `“${field.en}” is one of ${(values ?? []).join(", ")}`,
    },
  };
  return [
    ...(required === undefined ? [] : [{ entry: demanded, path }]),
    ...(values === undefined ? [] : [{ entry: marks, path }]),
  ];
}

function ofChecklists(file: RegulationFile): readonly ImpliedGate[] {
  return file.checklists.flatMap((checklist, index) => {
    const { required } = checklist;
    const actions = checklist.at.filter((place) => place.includes("."));
    if (required === undefined || actions.length === 0) return [];
    return checklist.items.map((item, at): ImpliedGate => ({
      entry: {
        action: actions,
        clause: first(item.clause ?? checklist.clause),
        ...(typeof required === "string" ? { when: required } : {}),
        require: `${JSON.stringify(item.code)} in ticked`,
        message: { zh: `须先确认：${item.zh}`, en: `to be confirmed first: ${item.en}` },
      },
      path: ["checklists", index, "items", at],
    }));
  });
}

/** A record's number has the shape of its series; one that is filled in stages is numbered at the first and keeps it. */
function ofNumbering(file: RegulationFile, readings: Readonly<Record<string, ReadingValue>>): readonly ImpliedGate[] {
  return file.numbering.flatMap((scheme, index) =>
    scheme.of.flatMap((form): ImpliedGate[] => {
      const head = { action: `record.filed:${form}`, clause: first(scheme.clause) };
      const shaped = `event.number.matches(${JSON.stringify(patternOf(String(readings[scheme.pattern] ?? scheme.pattern)).source)})`;
      const isStaged = file.forms.some(({ code, stages }) => code === form && stages === true);
      const shape: GateEntry = {
        ...head,
        require: isStaged ? `event.recordId == ${stemOf(form)}RecordId ? event.number == "" : ${shaped}` : shaped,
        field: "number",
        message: { zh: `编号须为 ${scheme.pattern}`, en: `its number has the form ${scheme.pattern}` },
      };
      const issuer: GateEntry[] =
        scheme.issuers === undefined
          ? []
          : [{ ...head, require: issues(scheme.issuers), message: mayNot(file, postsIn(scheme.issuers), scheme) }];
      return [shape, ...issuer].map((entry) => ({ entry, path: ["numbering", index] }));
    }),
  );
}

type Issuers = NonNullable<RegulationFile["numbering"][number]["issuers"]>;

/** Some post of the actor may issue now. */
function issues(issuers: Issuers): string {
  if (typeof issuers === "string") return holds([issuers]);
  return issuers
    .map((one) => {
      if (typeof one === "string") return holds([one]);
      return "from" in one ? `${one.from} in actor.posts` : `(${holds([one.post])} && (${one.when}))`;
    })
    .join(" || ");
}

function postsIn(issuers: Issuers): readonly string[] {
  if (typeof issuers === "string") return [issuers];
  return issuers.flatMap((one) => (typeof one === "string" ? [one] : "post" in one ? [one.post] : []));
}
