import { Field, ID, InputType, Int } from "type-graphql";
import { Receivers } from "../complaint/complaint.graphql.js";
import type { Receiver } from "../complaint/complaint.js";
import type { ImportFormat } from "./complaint-import.js";
import type { ImportField } from "./field.js";
import { ImportFields, ImportFormats, importResultOf } from "./import.graphql.js";

@InputType({ description: "How one heading of a file is to be read." })
export class ImportColumnInput {
  @Field(() => String, { description: "The heading, as it stands in the file." })
  heading!: string;

  @Field(() => ImportFields, { nullable: true, description: "What the column holds; it is left out when absent." })
  field?: ImportField | null;
}

@InputType({ description: "A file of complaints that came in elsewhere." })
export class OpenImportInput {
  @Field(() => ID, { description: "The organization that its complaints are about." })
  organizationId!: string;

  @Field(() => ID, {
    nullable: true,
    description: "The project of every row; whoever reaches projects alone names one of them.",
  })
  projectId?: string | null;

  @Field(() => ImportFormats, { description: "What kind of file it is." })
  format!: ImportFormat;

  @Field(() => String, { description: "The system that the complaints come from, up to 100 characters." })
  source!: string;

  @Field(() => [ImportColumnInput], {
    nullable: true,
    description: "How headings are to be read that are not known, or that mean something else here.",
  })
  columns?: ImportColumnInput[] | null;

  @Field(() => Receivers, { nullable: true, description: "Who took the complaints in, where no column says." })
  receivedBy?: Receiver | null;

  @Field(() => Int, { description: "In how many parts the file comes, each of up to 180,000 bytes." })
  totalParts!: number;

  @Field(() => String, { nullable: true, description: "Makes a repeated call give the first answer." })
  idempotencyKey?: string | null;
}
export const OpenImportResult = importResultOf("OpenImport");

@InputType({ description: "A piece of the file of an import." })
export class AddImportPartInput {
  @Field(() => ID, { description: "The import." })
  importId!: string;

  @Field(() => Int, { description: "Which part it is, from 1; they may come in any order, and again." })
  part!: number;

  @Field(() => String, { description: "Its bytes in base64." })
  content!: string;

  @Field(() => String, { description: "The SHA-256 of its bytes, in hexadecimal." })
  sha256!: string;

  @Field(() => String, { nullable: true, description: "Makes a repeated call give the first answer." })
  idempotencyKey?: string | null;
}
export const AddImportPartResult = importResultOf("AddImportPart");

@InputType({ description: "An import to be started, to go on, or to be carried out after a dry run." })
export class StartImportInput {
  @Field(() => ID, { description: "The import." })
  importId!: string;

  @Field(() => Boolean, { description: "Whether everything is judged and nothing filed (试导入)." })
  isDryRun!: boolean;

  @Field(() => String, { nullable: true, description: "Makes a repeated call give the first answer." })
  idempotencyKey?: string | null;
}
export const StartImportResult = importResultOf("StartImport");

@InputType({ description: "An import to be ended." })
export class CancelImportInput {
  @Field(() => ID, { description: "The import." })
  importId!: string;

  @Field(() => String, { nullable: true, description: "Makes a repeated call give the first answer." })
  idempotencyKey?: string | null;
}
export const CancelImportResult = importResultOf("CancelImport");
