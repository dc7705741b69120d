import { clauseIn, type RequestContext } from "@hearken/graphql-kit";
import type { ComplaintId } from "@hearken/kernel";
import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { ComplaintType } from "../complaint/complaint.graphql.js";
import type { Complaint } from "../complaint/complaint.js";
import { complaintLoader } from "../complaint/complaint.loader.js";
import { ImportProblemType, ImportRowType } from "./import.graphql.js";
import type { ReportedRow } from "./report-csv.js";

@Resolver(() => ImportRowType)
export class ImportRowResolver {
  @FieldResolver(() => [ImportProblemType])
  problems(@Root() { problems }: ReportedRow, @Ctx() context: RequestContext): ImportProblemType[] {
    return problems.map(({ message, clause, ...one }) => ({
      ...one,
      message: message[context.language],
      clause: clause === null ? null : clauseIn(clause, context),
    }));
  }

  @FieldResolver(() => ComplaintType, { nullable: true })
  async complaint(@Root() { complaintId }: ReportedRow, @Ctx() context: RequestContext): Promise<Complaint | null> {
    if (complaintId === null) return null;
    return (await context.loader(complaintLoader).load(complaintId as ComplaintId)) ?? null;
  }
}
