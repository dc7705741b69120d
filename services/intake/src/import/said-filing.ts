import type { Instant, Localized } from "@hearken/kernel";
import { REQUIRED, type ImportField } from "./field.js";
import { problem, type Problem } from "./problem.js";
import type { StagedRow } from "./staged-row.js";

/* What a row says, made into the input of a filing. What cannot be understood is a problem, never a guess. */

/** A word of the regulation: its code and how it is called. */
export interface Labelled {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  /** The category that a matter stands in. */
  readonly under?: string | undefined;
}

/** What a row is read with, once it is known when it was received, where, and under which rules. */
export interface Surroundings {
  readonly organizationId: string;
  readonly projectId: string | null;
  readonly unitId: string | null;
  readonly previousId: string | null;
  readonly source: string;
  /** Who took it in, where the row does not say. */
  readonly receivedBy: string | null;
  readonly times: Partial<Readonly<Record<TimeField, Instant>>>;
  readonly channels: readonly Labelled[];
  readonly categories: readonly Labelled[];
}

export const TIME_FIELDS = ["receivedAt", "callEndedAt", "postedAt"] as const satisfies ImportField[];
export type TimeField = (typeof TIME_FIELDS)[number];

/** The input of `importComplaint` that a row says, or everything that is wrong with it. */
export function saidFiling({ values }: StagedRow, around: Surroundings): object | readonly Problem[] {
  const problems: Problem[] = REQUIRED.filter((field) => values[field] === undefined).map((field) =>
    problem(field, ABSENT),
  );
  const word = (field: ImportField, words: Words): unknown => {
    const said = values[field];
    if (said === undefined) return undefined;
    const found = words(normal(said));
    if (found === undefined) problems.push(problem(field, UNKNOWN_WORD));
    return found;
  };
  const tops = around.categories.filter(({ under }) => under === undefined);
  const category = word("category", labelled(tops));
  const inside = around.categories.filter(({ under }) => under !== undefined && under === category);
  const people = peopleOf(values, problems);
  const input = {
    ...{ organizationId: around.organizationId, projectId: around.projectId, unitId: around.unitId },
    ...{ previousId: around.previousId, source: around.source, sourceRef: values.sourceRef },
    channel: word("channel", labelled(around.channels)),
    category,
    // A category that the regulation does not divide takes any code.
    matter: inside.length === 0 ? values.matter : word("matter", labelled(inside)),
    nature: word("nature", among(NATURES)),
    ...{ customerType: values.customerType, subject: values.subject, text: values.text, complainants: people },
    receivedBy: word("receivedBy", among(RECEIVERS)) ?? around.receivedBy,
    emergency: word("emergency", among(FLAGS)),
    professional: word("professional", among(FLAGS)),
    ...around.times,
  };
  return problems.length > 0 ? problems : input;
}

/** Several people in one cell stand between semicolons, `;` or `；`; their numbers in the same order. */
const BETWEEN = /[;；]/u;

function peopleOf(values: StagedRow["values"], problems: Problem[]): readonly object[] {
  const list = (text: string | undefined): readonly string[] =>
    text === undefined ? [] : text.split(BETWEEN).map((part) => part.trim());
  const names = list(values.complainants);
  const of = (field: "phones" | "references" | "addresses" | "identityNumbers"): readonly string[] => {
    const parts = list(values[field]);
    if (parts.length > 0 && parts.length !== names.length) problems.push(problem(field, UNEVEN));
    return parts;
  };
  const [phones, references] = [of("phones"), of("references")];
  const [addresses, identityNumbers] = [of("addresses"), of("identityNumbers")];
  return names.map((name, index) => ({
    name,
    phone: said(phones[index]),
    reference: said(references[index]),
    address: said(addresses[index]),
    identityNumber: said(identityNumbers[index]),
  }));
}

const said = (part: string | undefined): string | undefined => (part === "" ? undefined : part);

type Words = (said: string) => unknown;

const normal = (text: string): string => text.normalize("NFKC").trim().toLowerCase();

/** By its code or by how the regulation calls it in either language; a name that two codes have is neither's. */
function labelled(list: readonly Labelled[]): Words {
  return (said) => {
    const byCode = list.find(({ code }) => normal(code) === said);
    if (byCode !== undefined) return byCode.code;
    const named = list.filter(({ zh, en }) => normal(zh) === said || normal(en) === said);
    return named.length === 1 ? named[0]?.code : undefined;
  };
}

const among =
  (words: ReadonlyMap<string, unknown>): Words =>
  (said) =>
    words.get(said);

const NATURES: ReadonlyMap<string, string> = new Map([
  ...["grievance", "投诉", "不满"].map((word): [string, string] => [word, "grievance"]),
  ...["expectation", "期望", "建议"].map((word): [string, string] => [word, "expectation"]),
  ...["enquiry", "咨询", "询问"].map((word): [string, string] => [word, "enquiry"]),
]);
const RECEIVERS: ReadonlyMap<string, string> = new Map([
  ...["centre", "客户服务中心", "客服中心"].map((word): [string, string] => [word, "centre"]),
  ...["specialist", "客户专员", "客服专员"].map((word): [string, string] => [word, "specialist"]),
  ...["employee", "员工", "其他员工"].map((word): [string, string] => [word, "employee"]),
]);
const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ...["true", "yes", "y", "1", "是"].map((word): [string, boolean] => [word, true]),
  ...["false", "no", "n", "0", "否"].map((word): [string, boolean] => [word, false]),
]);

const ABSENT: Localized = { en: "This is wanting.", "zh-CN": "缺少此项。" };
const UNKNOWN_WORD: Localized = {
  en: "This is no word that the regulation, or the import, knows here.",
  "zh-CN": "制度或导入规则中没有该取值。",
};
const UNEVEN: Localized = {
  en: "There must be as many, between semicolons, as there are complainants.",
  "zh-CN": "以分号分隔的个数须与投诉人个数一致。",
};
