import { ClauseType, connectionOf, DateTime, mutationResult, PageInfo, RefusalCodes } from "@hearken/graphql-kit";
import type { Instant, RefusalCode } from "@hearken/kernel";
import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { ComplaintType } from "../complaint/complaint.graphql.js";
import type { Complaint } from "../complaint/complaint.js";
import { OrganizationStub, ProjectStub } from "../complaint/stub.graphql.js";
import type { ComplaintImport, ImportFormat, ImportState, Outcome } from "./complaint-import.js";
import { FAULT_CODES, type FaultCode } from "./fault.js";
import { IMPORT_FIELDS, type ImportField } from "./field.js";

export const ImportFormats = { CSV: "csv", XLSX: "xlsx", JSONL: "jsonl" } as const satisfies Record<
  string,
  ImportFormat
>;
registerEnumType(ImportFormats, {
  name: "ImportFormat",
  description: "What kind of file it is.",
  valuesConfig: {
    CSV: { description: "Values with commas between them (RFC 4180), in UTF-8 or GB18030 (GBK); headings first." },
    XLSX: { description: "A spreadsheet of Excel: its first sheet, headings first." },
    JSONL: { description: "One JSON object a line, in UTF-8; its keys are headings." },
  },
});

export const ImportStates = {
  OPEN: "open",
  WAITING: "waiting",
  RUNNING: "running",
  STOPPED: "stopped",
  DONE: "done",
  FAILED: "failed",
  CANCELLED: "cancelled",
  EXPIRED: "expired",
} as const satisfies Record<string, ImportState>;
registerEnumType(ImportStates, {
  name: "ImportState",
  description: "How far an import has come.",
  valuesConfig: {
    OPEN: { description: "It takes parts." },
    WAITING: { description: "It was started; its file is being read, or another of the organization goes first." },
    RUNNING: { description: "Its rows are being filed, or tried out." },
    STOPPED: {
      description: "It could not go on, `fault` says why; what was filed stays, and it can be started again.",
    },
    DONE: { description: "Every row has its outcome. A dry run can be started again to be carried out." },
    FAILED: { description: "The file cannot be read, `fault` says why; nothing was filed." },
    CANCELLED: { description: "Somebody ended it; what was filed stays." },
    EXPIRED: { description: "Its file was deleted, because its time was over." },
  },
});

export const ImportOutcomes = {
  VALID: "valid",
  FILED: "filed",
  ALREADY_THERE: "already_there",
  REFUSED: "refused",
} as const satisfies Record<string, Outcome>;
registerEnumType(ImportOutcomes, {
  name: "ImportOutcome",
  description: "What became of a row.",
  valuesConfig: {
    VALID: { description: "It would be filed (可导入): the outcome of a dry run." },
    FILED: { description: "Its complaint was filed (已登记)." },
    ALREADY_THERE: { description: "Its complaint was imported before (已存在)." },
    REFUSED: { description: "It was not filed, `problems` says why (未通过)." },
  },
});

const enumOf = <T extends string>(values: readonly T[]): Record<T, T> =>
  Object.fromEntries(values.map((value) => [value, value])) as Record<T, T>;

export const ImportFaultCodes = enumOf(FAULT_CODES);
const FAULTS: Readonly<Record<FaultCode, string>> = {
  WRONG_TYPE: "The file is not of the format that was said.",
  UNREADABLE: "The file is damaged, or in an encoding that is not read.",
  TOO_LARGE: "It has more rows, columns or characters than are taken.",
  NO_ROWS: "It holds no rows.",
  UNKNOWN_COLUMN: "A heading is not known, and `columns` says nothing of it.",
  REPEATED_COLUMN: "Two columns are for one field.",
  MISSING_COLUMN: "A column that every row needs is wanting.",
  RIGHTS_LOST: "Whoever started it may not import there any more.",
  INTERNAL: "Something went wrong on our side.",
};
registerEnumType(ImportFaultCodes, {
  name: "ImportFaultCode",
  description: "Why an import as a whole cannot go on.",
  valuesConfig: Object.fromEntries(FAULT_CODES.map((code) => [code, { description: FAULTS[code] }])),
});

export const ImportFields = Object.fromEntries(
  IMPORT_FIELDS.map((field) => [field.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase(), field]),
) as Readonly<Record<string, ImportField>>;
const FIELDS: Readonly<Record<ImportField, string>> = {
  sourceRef: "Its id in the source (来源编号).",
  receivedAt: "When it was received (投诉时间): RFC 3339, or `2024-03-01 09:30` by the organization's clock.",
  channel: "The channel (投诉渠道): its code, or how the regulation calls it.",
  subject: "The subject (主题).",
  text: "The written description (内容).",
  complainants: "The people behind it (投诉人); several stand between semicolons.",
  phones: "Their telephone numbers (联系电话), in the same order.",
  references: "Their ids in the source (投诉人编号), in the same order.",
  addresses: "Their addresses (地址), in the same order.",
  identityNumbers: "Their identity numbers (证件号码), in the same order.",
  project: "The project (项目): its name or id.",
  unit: "The home (房号): its label in the project, or its id.",
  category: "The category (类别): its code or name.",
  matter: "The matter (事项) inside the category: its code or name.",
  nature: "The nature of what was said (性质).",
  customerType: "Code of the kind of customer (客户类型).",
  receivedBy: "Who took it in (受理方).",
  callEndedAt: "When the call ended (通话结束时间).",
  postedAt: "When it was posted (发帖时间).",
  emergency: "Whether it was an emergency (紧急): yes or no.",
  professional: "Whether it touches professional questions (专业性问题): yes or no.",
  previous: "The earlier complaint that it repeats (原投诉): its number or id.",
};
registerEnumType(ImportFields, {
  name: "ImportField",
  description: "What a column of an imported file can hold.",
  valuesConfig: Object.fromEntries(
    Object.entries(ImportFields).map(([name, field]) => [name, { description: FIELDS[field] }]),
  ),
});

@ObjectType("ImportProblem", { simpleResolvers: true, description: "Why a row is refused; nothing of what it says." })
export class ImportProblemType {
  @Field(() => RefusalCodes, { description: "The stable reason, for programs." })
  code!: RefusalCode;

  @Field(() => ImportFields, { nullable: true, description: "The field, where it is about one." })
  field!: ImportField | null;

  @Field(() => String, { description: "The reason in the caller's language." })
  message!: string;

  @Field(() => ClauseType, { nullable: true, description: "The statement that refuses, where a regulation does." })
  clause!: ClauseType | null;
}

@ObjectType("ImportRow", { simpleResolvers: true, description: "What became of one row of a file." })
export class ImportRowType {
  @Field(() => Int, { description: "As a spreadsheet counts: headings stand in row 1; of JSONL its line." })
  row!: number;

  @Field(() => ImportOutcomes, { description: "What became of it." })
  outcome!: Outcome;

  @Field(() => [ImportProblemType], { description: "Why it is refused." })
  problems!: ImportProblemType[];

  @Field(() => ComplaintType, { nullable: true, description: "Its complaint, when it is within the caller's reach." })
  complaint!: Complaint | null;
}
export const ImportRowConnection = connectionOf("ImportRow", ImportRowType);

@ObjectType("ImportFault", { simpleResolvers: true, description: "Why an import as a whole cannot go on." })
export class ImportFaultType {
  @Field(() => ImportFaultCodes, { description: "The stable reason, for programs." })
  code!: FaultCode;

  @Field(() => String, { description: "The reason in the caller's language, for people." })
  message!: string;

  @Field(() => Int, { nullable: true, description: "The row where it was found." })
  row!: number | null;

  @Field(() => Int, { nullable: true, description: "The column where it was found, from 1." })
  column!: number | null;
}

@ObjectType("ImportReport", { simpleResolvers: true, description: "A piece of a report as a table for people." })
export class ImportReportType {
  @Field(() => String, {
    description: "CSV, headings first, a line for each problem; no cell is a formula. Without the words of the rows.",
  })
  csv!: string;

  @Field(() => PageInfo, { description: "Whether there is more, and from where." })
  pageInfo!: PageInfo;
}

@ObjectType("ComplaintImport", {
  simpleResolvers: true,
  description: "The complaints of a file, filed row by row at their original times (批量导入).",
})
export class ComplaintImportType {
  @Field(() => ID, { description: "Its id." })
  id!: string;

  @Field(() => OrganizationStub, { description: "The organization that its complaints are about." })
  organization!: OrganizationStub;

  @Field(() => ProjectStub, { nullable: true, description: "The project of every row, where it is of one alone." })
  project!: ProjectStub | null;

  @Field(() => ImportFormats, { description: "What kind of file it is." })
  format!: ImportFormat;

  @Field(() => String, { description: "The system that the complaints come from." })
  source!: string;

  @Field(() => ImportStates, { description: "How far it has come." })
  state!: ImportState;

  @Field(() => Boolean, { description: "Whether it was started, or will be, as a dry run (试导入): nothing is filed." })
  isDryRun!: boolean;

  @Field(() => Int, { description: "In how many parts the file comes." })
  totalParts!: number;

  @Field(() => [Int], {
    description: "The parts that are wanting, the first hundred of them; none once the file was read or deleted.",
  })
  missingParts!: number[];

  @Field(() => Int, { nullable: true, description: "How many rows the file has; null until it was read." })
  total!: number | null;

  @Field(() => Int, { description: "How many rows have their outcome." })
  done!: number;

  @Field(() => Int, { description: "Rows that would be filed: in a dry run alone." })
  valid!: number;

  @Field(() => Int, { description: "Rows whose complaint was filed." })
  filed!: number;

  @Field(() => Int, { description: "Rows whose complaint was imported before." })
  alreadyThere!: number;

  @Field(() => Int, { description: "Rows that were not filed." })
  refused!: number;

  @Field(() => DateTime, { description: "When it was opened." })
  openedAt!: Instant;

  @Field(() => DateTime, { nullable: true, description: "When it was started last." })
  startedAt!: Instant | null;

  @Field(() => DateTime, { nullable: true, description: "When it came to its end, or was stopped." })
  finishedAt!: Instant | null;

  @Field(() => ID, { nullable: true, description: "Who started it last, and under whose rights it goes: an id." })
  startedBy!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: "When what was uploaded is deleted at the latest; null once it is.",
  })
  keptUntil!: Instant | null;

  @Field(() => ImportFaultType, { nullable: true, description: "Why it could not go on." })
  fault!: ImportFaultType | null;
}
export const ComplaintImportConnection = connectionOf("ComplaintImport", ComplaintImportType);

/** The answer of every mutation of an import. */
export interface ImportAnswer {
  readonly import: ComplaintImport;
}

/** `importResultOf("OpenImport")` is `OpenImportResult`, of `OpenImportSuccess` or `Refusal`. */
export function importResultOf(name: string): ReturnType<typeof mutationResult<ImportAnswer>> {
  @ObjectType(`${name}Success`, { simpleResolvers: true, description: "It was done." })
  class Success implements ImportAnswer {
    @Field(() => ComplaintImportType, { description: "The import as it stands now." })
    import!: ComplaintImport;
  }
  return mutationResult<ImportAnswer>(`${name}Result`, [Success]);
}
