import {
  checkFirst,
  cursorCodec,
  idArgument,
  orNotFound,
  PageArguments,
  pageOf,
  type Page,
  type RequestContext,
} from "@hearken/graphql-kit";
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import type { OrganizationStub, ProjectStub } from "../complaint/stub.graphql.js";
import type { ComplaintImport, Outcome } from "./complaint-import.js";
import {
  ComplaintImportConnection,
  ComplaintImportType,
  ImportFaultType,
  ImportOutcomes,
  ImportReportType,
  ImportRowConnection,
} from "./import.graphql.js";
import { importById, pageOfImports, pageOfRows } from "./imports.query.js";
import { partsHereLoader } from "./parts-here.loader.js";
import { reportCsv, type ReportedRow } from "./report-csv.js";

const imports = cursorCodec("complaintImports", ["id"]);
const rows = cursorCodec("importRows", ["int"]);
const MISSING_SHOWN = 100;

@Resolver(() => ComplaintImportType)
export class ComplaintImportResolver {
  @Query(() => ComplaintImportType, { description: "One import, with its progress and its report." })
  async complaintImport(
    @Arg("id", () => ID, { description: "Its id." }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<ComplaintImport> {
    return orNotFound(await importById(await context.uow(), idArgument<"Import">(id)));
  }

  @Query(() => ComplaintImportConnection, { description: "The imports within reach, the latest first." })
  async complaintImports(
    @Args(() => PageArguments) { first, after }: PageArguments,
    @Ctx() context: RequestContext,
  ): Promise<Page<ComplaintImport>> {
    const limit = checkFirst(first) + 1;
    const from = after == null ? null : imports.decode(after)[0];
    const found = await pageOfImports(await context.uow(), { after: from, limit });
    return pageOf(found, { first, after, cursorOf: ({ id }) => imports.encode([id]) });
  }

  @FieldResolver()
  organization(@Root() { organizationId }: ComplaintImport): OrganizationStub {
    return { id: organizationId };
  }

  @FieldResolver()
  project(@Root() { projectId }: ComplaintImport): ProjectStub | null {
    return projectId === null ? null : { id: projectId };
  }

  @FieldResolver(() => [Int])
  async missingParts(@Root() one: ComplaintImport, @Ctx() context: RequestContext): Promise<number[]> {
    if (one.state !== "open") return [];
    const here = await context.loader(partsHereLoader).load(one.id);
    const all = Array.from({ length: one.totalParts }, (_, index) => index + 1);
    return all.filter((part) => !here.has(part)).slice(0, MISSING_SHOWN);
  }

  @FieldResolver(() => ImportFaultType, { nullable: true })
  fault(@Root() { fault }: ComplaintImport, @Ctx() { language }: RequestContext): ImportFaultType | null {
    return fault === null ? null : { ...fault, message: fault.message[language] };
  }

  @FieldResolver(() => ImportRowConnection, { description: "What became of each row, in the order of the file." })
  rows(
    @Root() one: ComplaintImport,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("outcomes", () => [ImportOutcomes], { nullable: true, description: "Rows of these outcomes alone." })
    outcomes: Outcome[] | null,
    @Ctx() context: RequestContext,
  ): Promise<Page<ReportedRow>> {
    return reported(context, one, { page, outcomes });
  }

  @FieldResolver(() => ImportReportType, { description: "The same as a table for people, to mend the file by." })
  async report(
    @Root() one: ComplaintImport,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("outcomes", () => [ImportOutcomes], { nullable: true, description: "Rows of these outcomes alone." })
    outcomes: Outcome[] | null,
    @Ctx() context: RequestContext,
  ): Promise<ImportReportType> {
    const { edges, pageInfo } = await reported(context, one, { page, outcomes });
    const nodes = edges.map(({ node }) => node);
    return { csv: reportCsv(nodes, context.language), pageInfo };
  }
}

interface ReportAsked {
  readonly page: PageArguments;
  readonly outcomes: readonly Outcome[] | null | undefined;
}

async function reported(
  context: RequestContext,
  of: ComplaintImport,
  { page: { first, after }, outcomes }: ReportAsked,
): Promise<Page<ReportedRow>> {
  const limit = checkFirst(first) + 1;
  const from = after == null ? 0 : rows.decode(after)[0];
  const found = await pageOfRows(await context.uow(), { of, after: from, outcomes: outcomes ?? null, limit });
  return pageOf(found, { first, after, cursorOf: ({ row }) => rows.encode([row]) });
}
