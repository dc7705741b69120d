import { ClauseType, DateTime, mutationResult } from "@hearken/graphql-kit";
import type { Instant } from "@hearken/kernel";
import { Field, ID, InputType, ObjectType } from "type-graphql";
import type { Regulated } from "../complaint/complaint.js";
import { DoneType, OnComplaintInput, type ComplaintAnswer } from "../complaint/mutation.graphql.js";
import type { FiledRecord } from "./record.js";

/** A record with the complaint that it was filed for. */
export interface ShownRecord extends FiledRecord {
  readonly complaint: Regulated;
}

@ObjectType("FieldValue", { simpleResolvers: true, description: "What stands in one field of a form (栏目)." })
export class FieldValueType {
  @Field(() => String, { description: "Code of the field in the form." })
  field!: string;

  @Field(() => String, { nullable: true, description: "What was written." })
  text!: string | null;

  @Field(() => String, { nullable: true, description: "The code that was chosen." })
  code!: string | null;
}

@ObjectType("FiledRecord", {
  simpleResolvers: true,
  description: "A form that the regulation names, as it was filled in (记录): a handling record, a card, a sheet.",
})
export class FiledRecordType {
  @Field(() => ID, { description: "Its id." })
  id!: string;

  @Field(() => ID, { description: "What steps point at, and what carries it on: pass it as `recordId`." })
  recordId!: string;

  @Field(() => String, { description: "Code of the form in the complaint's regulation." })
  form!: string;

  @Field(() => String, {
    nullable: true,
    description: "Its number (编号), issued by the house, where the regulation numbers such records.",
  })
  number!: string | null;

  @Field(() => [FieldValueType], { description: "What is filled: of a field that was filled again, the last." })
  fields!: readonly FieldValueType[];

  @Field(() => DateTime, { description: "When it was filed first." })
  filedAt!: Instant;

  @Field(() => DateTime, { description: "When it was filed last." })
  lastFiledAt!: Instant;

  @Field(() => ID, { description: "Who filed it first: an id of staff or of a program." })
  authorId!: string;

  @Field(() => DateTime, {
    nullable: true,
    description:
      "Until when it must be kept (保存期限), as things stand; absent when the regulation says nothing, when it is kept for good, and while what it counts from has not come.",
  })
  keptUntil!: Instant | null;

  @Field(() => ClauseType, { nullable: true, description: "The statement that says how long it is kept." })
  keptUnder!: ClauseType | null;
}

@InputType({ description: "What stands in one field: a text, a code of the regulation, or both." })
export class FieldValueInput {
  @Field(() => String, { description: "Code of the field." })
  field!: string;

  @Field(() => String, { nullable: true, description: "What is written, up to 5,000 characters." })
  text?: string | null;

  @Field(() => String, { nullable: true, description: "The code that is chosen, where the field has a choice." })
  code?: string | null;
}

@InputType({ description: "A form that is filled in." })
export class FileRecordInput extends OnComplaintInput {
  @Field(() => String, { description: "Code of the form, as the complaint's regulation declares it." })
  form!: string;

  @Field(() => ID, {
    nullable: true,
    description: "The record that is carried on: a later stage of it, or another form on the same paper.",
  })
  recordId?: string | null;

  @Field(() => [FieldValueInput], { description: "The fields that are filled, up to 100." })
  values!: FieldValueInput[];
}

@ObjectType({ simpleResolvers: true, description: "It was done." })
export class FileRecordSuccess extends DoneType {
  @Field(() => FiledRecordType, { description: "The record, with the number that was issued for it." })
  record!: FiledRecordType;
}

export const FileRecordResult = mutationResult<ComplaintAnswer>("FileRecordResult", [FileRecordSuccess]);
