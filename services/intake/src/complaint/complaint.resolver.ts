import { badInput, checkFirst, fault, orNotFound, PageArguments, type RequestContext } from "@hearken/graphql-kit";
import { parseId, type OrganizationId, type ProjectId } from "@hearken/kernel";
import { can } from "@hearken/service-kit";
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root } from "type-graphql";
import { isFindable } from "../complainant/findable-number.js";
import { identityIndex, phoneIndex } from "../complainant/sealed-person.js";
import { asksFor } from "./asked-field.graphql.js";
import type { Complaint } from "./complaint.js";
import { ComplaintConnection, ComplaintFilterInput, ComplaintType } from "./complaint.graphql.js";
import { complaintLoader } from "./complaint.loader.js";
import { complaintByNumber } from "./complaint.query.js";
import { FIELDS_OF_WHOLE } from "./listed-complaint.js";
import {
  complaints,
  countOfComplaints,
  type ComplaintFilter,
  type ComplaintPage,
  type FoundBy,
} from "./complaints.query.js";

/** The complaint that another service's stub stands for; `null` when it is not there or not visible. */
export async function complaintOfReference(
  reference: { readonly id: string },
  context: RequestContext,
): Promise<Complaint | null> {
  const id = parseId<"Complaint">(reference.id);
  return id === undefined ? null : ((await context.loader(complaintLoader).load(id)) ?? null);
}

@Resolver(() => ComplaintType)
export class ComplaintResolver {
  @Query(() => ComplaintType, { description: "One complaint within reach." })
  async complaint(
    @Arg("id", () => ID, { description: "Its id." }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<Complaint> {
    return orNotFound(await complaintOfReference({ id }, context));
  }

  @Query(() => ComplaintType, { description: "The complaint with this number, within reach." })
  async complaintByNumber(
    @Arg("number", () => String, { description: "Its number, as it was told to people." }) number: string,
    @Ctx() context: RequestContext,
  ): Promise<Complaint> {
    const isNumber = /^\d{8}-[0-9A-Z]{6}$/.test(number);
    return orNotFound(isNumber ? await complaintByNumber(await context.uow(), number) : undefined);
  }

  @Query(() => ComplaintConnection, { description: "Complaints within reach, latest first." })
  async complaints(
    @Args(() => PageArguments) { first, after }: PageArguments,
    @Arg("filter", () => ComplaintFilterInput, { nullable: true, description: "Which ones; all when absent." })
    filter: ComplaintFilterInput | null,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ComplaintPage> {
    checkFirst(first);
    const isWhole = asksFor(info, ["edges", "node"], FIELDS_OF_WHOLE);
    const of = await foundBy(filter ?? {}, context);
    const asked = { first, after, filter: { ...filterOf(filter ?? {}), of }, isWhole };
    return context.readFirst((reader) => complaints(reader, asked));
  }
}

@Resolver(() => ComplaintConnection)
export class ComplaintConnectionResolver {
  @FieldResolver(() => Int, {
    description: "How many there are in the whole list, counted when asked for; 10,001 says more than 10,000.",
  })
  async totalCount(@Root() page: ComplaintPage, @Ctx() context: RequestContext): Promise<number> {
    return countOfComplaints(await context.uow(), page.counted);
  }
}

/** A malformed id names nothing that there is. */
const NOWHERE = "00000000-0000-0000-0000-000000000000";

/** Whose complaints are wanted, where that is said; the number itself goes no further. */
async function foundBy(
  { phone, identityNumber }: ComplaintFilterInput,
  context: RequestContext,
): Promise<FoundBy | undefined> {
  if (phone == null && identityNumber == null) return undefined;
  const uow = await context.uow();
  if (!can(context.principal, "complainant.find")) throw fault("FORBIDDEN", "You may not find complainants.");
  if (phone != null && identityNumber != null) throw badInput("One number at a time.", ["filter", "identityNumber"]);
  const named = phone == null ? "identityNumber" : "phone";
  if (!isFindable(phone ?? identityNumber ?? "")) throw badInput("This is no number.", ["filter", named]);
  const keys = await context.keyring.of(uow);
  return phone == null
    ? { number: "identity", index: identityIndex(keys, identityNumber ?? "") }
    : { number: "phone", index: phoneIndex(keys, phone) };
}

function filterOf(filter: ComplaintFilterInput): ComplaintFilter {
  const { organizationId, projectId, status, category, receivedFrom, receivedTo } = filter;
  return {
    organizationId: organizationId == null ? undefined : ((parseId(organizationId) ?? NOWHERE) as OrganizationId),
    projectId: projectId == null ? undefined : ((parseId(projectId) ?? NOWHERE) as ProjectId),
    status: status ?? undefined,
    category: category ?? undefined,
    receivedFrom: receivedFrom ?? undefined,
    receivedTo: receivedTo ?? undefined,
  };
}
