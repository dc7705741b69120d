import { clauseIn, ClauseType, DateTime, type RequestContext } from "@hearken/graphql-kit";
import type { Instant, Refusal } from "@hearken/kernel";
import type { Keeping } from "@hearken/regulation";
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { carryOut } from "../complaint/carry-out.command.js";
import { historyLoader } from "../complaint/complaint.loader.js";
import { filingsLoader } from "../complaint/complaint-parts.loader.js";
import { answer, type ComplaintAnswer } from "../complaint/mutation.graphql.js";
import { labelIn, rulesOf } from "../complaint/rules-of.query.js";
import { fileRecord } from "./file-record.command.js";
import { keepingOfRecord } from "./keeping.js";
import {
  FiledRecordType,
  FieldValueType,
  FileRecordInput,
  FileRecordResult,
  FileRecordSuccess,
  type ShownRecord,
} from "./record.graphql.js";
import { recordKey, recordsOf, type FieldValue } from "./record.js";

/** A field with the form that it stands in. */
interface ShownValue extends FieldValue {
  readonly record: Pick<ShownRecord, "form" | "complaint">;
}

@Resolver(() => FiledRecordType)
export class RecordResolver {
  @Mutation(() => FileRecordResult, {
    description:
      "Fills in a form that the regulation names (填报记录), or a further stage of it; the house numbers it.",
  })
  fileRecord(
    @Arg("input", () => FileRecordInput, { description: "A form that is filled in." }) input: FileRecordInput,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintAnswer | Refusal> {
    return answer(fileRecord.input, input, (checked) => carryOut(context, fileRecord, checked));
  }

  @FieldResolver(() => String, { description: "What the form is called, in the caller's language." })
  async label(@Root() { form, complaint }: ShownRecord, @Ctx() context: RequestContext): Promise<string> {
    return labelIn((await rulesOf(complaint, context)).file.forms, form, context);
  }

  @FieldResolver(() => [FieldValueType])
  fields(@Root() record: ShownRecord): readonly ShownValue[] {
    return record.fields.map((value) => ({ ...value, record }));
  }

  @FieldResolver(() => DateTime, { nullable: true })
  async keptUntil(@Root() record: ShownRecord, @Ctx() context: RequestContext): Promise<Instant | null> {
    return (await keeping(record, context))?.until ?? null;
  }

  @FieldResolver(() => ClauseType, { nullable: true })
  async keptUnder(@Root() record: ShownRecord, @Ctx() context: RequestContext): Promise<ClauseType | null> {
    const [clause] = (await keeping(record, context))?.rule.clauses ?? [];
    return clause === undefined ? null : clauseIn(clause, context);
  }
}

@Resolver(() => FieldValueType)
export class FieldValueResolver {
  @FieldResolver(() => String, { description: "What the field is called, in the caller's language." })
  async label(@Root() { field, record }: ShownValue, @Ctx() context: RequestContext): Promise<string> {
    const { forms } = (await rulesOf(record.complaint, context)).file;
    return labelIn(forms.find(({ code }) => code === record.form)?.fields ?? [], field, context);
  }
}

@Resolver(() => FileRecordSuccess)
export class FileRecordSuccessResolver {
  @FieldResolver(() => FiledRecordType)
  async record(@Root() { complaint, made }: ComplaintAnswer, @Ctx() context: RequestContext): Promise<ShownRecord> {
    const records = recordsOf(await context.loader(filingsLoader).load(complaint.id));
    const record = records.find((one) => recordKey(one) === made);
    if (record === undefined) throw new Error(`complaint ${complaint.id} has no record ${String(made)}`);
    return { ...record, complaint };
  }
}

async function keeping(record: ShownRecord, context: RequestContext): Promise<Keeping | undefined> {
  const rules = await rulesOf(record.complaint, context);
  const history = await context.loader(historyLoader).load(record.complaint.id);
  return keepingOfRecord(record, { rules, history, now: (await context.uow()).now });
}
