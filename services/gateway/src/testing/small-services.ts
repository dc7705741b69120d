import {
  buildSubgraph,
  checkFirst,
  connectionOf,
  mutationResult,
  notFound,
  PageArguments,
  pageOf,
  type Page,
  type RequestContext,
  type Subgraph,
} from "@hearken/graphql-kit";
import { derivedId } from "@hearken/contracts";
import { refuse, type ComplaintId, type Refusal } from "@hearken/kernel";
import {
  Arg,
  Args,
  Ctx,
  Directive,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";

/** Two services as small as can be: one owns complaints, the other obligations, and each speaks of the other's. */

export const KNOWN = "0193a000-0000-7000-8000-000000000001" as ComplaintId;
export const HIDDEN = "0193a000-0000-7000-8000-000000000009" as ComplaintId;

@Directive('@key(fields: "id")')
@ObjectType("Complaint", { simpleResolvers: true, description: "An expression of dissatisfaction (投诉)." })
class Complaint {
  @Field(() => ID, { description: "Its id." })
  id!: string;

  @Field(() => String, { description: "What it is about." })
  subject!: string;

  @Field(() => Owed, { nullable: true, description: "What is owed first." })
  firstOwed?: Owed;
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType("Obligation", { simpleResolvers: true })
class Owed {
  @Field(() => ID)
  id!: string;
}

const ComplaintConnection = connectionOf("Complaint", Complaint);

@InputType({ description: "A complaint to file." })
class FileComplaintInput {
  @Field(() => String, { description: "What it is about." })
  subject!: string;
}

@ObjectType({ simpleResolvers: true, description: "The complaint was filed." })
class FileComplaintSuccess {
  @Field(() => Complaint, { description: "The complaint." })
  complaint!: Complaint;
}
const FileComplaintResult = mutationResult("FileComplaintResult", [FileComplaintSuccess]);

/** How often complaints were fetched by reference. */
export const references: string[][] = [];

export function complaintOf(id: string): Complaint | null {
  if (id === HIDDEN) return null;
  return { id, subject: `about ${id.slice(-2)}`, firstOwed: { id: derivedId(id as ComplaintId, "obligation", "a") } };
}

@Resolver(() => Complaint)
class ComplaintResolver {
  @Query(() => Complaint, { description: "One complaint." })
  complaint(@Arg("id", () => ID, { description: "Its id." }) id: string): Complaint {
    const found = complaintOf(id);
    if (found === null) throw notFound();
    return found;
  }

  @Query(() => ComplaintConnection, { description: "Complaints." })
  complaints(@Args(() => PageArguments) { first, after }: PageArguments): Page<Complaint> {
    const rows = [1, 2, 3].map((n) => ({ id: KNOWN.slice(0, -1) + n, subject: `about 0${n}` }));
    return pageOf(rows, { first: checkFirst(first), after, cursorOf: (row) => row.id });
  }

  @Query(() => String, { description: "Fails." })
  broken(): string {
    throw new Error("relation directory.secret does not exist");
  }

  @Query(() => String, { description: "Who asks, by what the database knows now." })
  async whoNow(@Ctx() context: RequestContext): Promise<string> {
    await context.uow();
    return context.principal.actor.id;
  }

  @Query(() => String, { description: "Who asks." })
  who(@Ctx() context: RequestContext): string {
    return context.principal.actor.id;
  }

  @Mutation(() => FileComplaintResult, { description: "Files a complaint." })
  fileComplaint(
    @Arg("input", () => FileComplaintInput, { description: "What to file." }) input: FileComplaintInput,
  ): FileComplaintSuccess | Refusal {
    if (input.subject === "")
      return refuse(
        "REGULATION",
        { en: "Say what it is about.", "zh-CN": "请说明事由。" },
        { path: ["input", "subject"], clause: "LG-5.2.2A" },
      );
    return { complaint: { id: KNOWN, subject: input.subject } };
  }
}

export const intake: Subgraph = buildSubgraph({
  name: "intake",
  resolvers: [ComplaintResolver],
  references: {
    Complaint: ({ id }, context) => context.loader(batchOfComplaints).then((fetch) => fetch(id)),
  },
});

/** Fetches the complaints of one tick together, as a DataLoader does. */
async function batchOfComplaints(): Promise<(id: string) => Promise<Complaint | null>> {
  let batch: string[] | undefined;
  return async (id) => {
    if (batch === undefined) {
      batch = [];
      references.push(batch);
      queueMicrotask(() => queueMicrotask(() => (batch = undefined)));
    }
    batch.push(id);
    return complaintOf(id);
  };
}

@Directive('@key(fields: "id")')
@ObjectType("Complaint", { simpleResolvers: true })
class ComplaintStub {
  @Field(() => ID)
  id!: string;
}

@Directive('@key(fields: "id")')
@ObjectType("Obligation", { simpleResolvers: true, description: "What someone owes by when (义务)." })
class Obligation {
  @Field(() => ID, { description: "Its id." })
  id!: string;

  @Field(() => String, { description: "Its code." })
  code!: string;

  @Field(() => ComplaintStub, { nullable: true, description: "The complaint for which it is owed." })
  complaint?: ComplaintStub | null;
}

@Directive('@key(fields: "id")')
@ObjectType("Organization", { simpleResolvers: true, description: "A node of the group's tree (组织)." })
class Organization {
  @Field(() => ID, { description: "Its id." })
  id!: string;
}

@Directive('@key(fields: "id")')
@ObjectType("Staff", { simpleResolvers: true, description: "A person (员工)." })
class Staff {
  @Field(() => ID, { description: "Its id." })
  id!: string;
}

const obligationOf = (complaintId: string, code: string): Obligation => ({
  id: derivedId(complaintId as ComplaintId, "obligation", code),
  code,
  complaint: { id: complaintId },
});

@Resolver(() => ComplaintStub)
class OwedResolver {
  @FieldResolver(() => [Obligation], { description: "What is owed for it." })
  obligations(@Root() complaint: ComplaintStub): Obligation[] {
    return [obligationOf(complaint.id, "a"), obligationOf(complaint.id, "b")];
  }

  @Query(() => [Obligation], { description: "What is owed, worst first." })
  owed(@Arg("count", () => Int, { description: "How many complaints." }) count: number): Obligation[] {
    return Array.from({ length: count }, (_, n) => obligationOf(KNOWN.slice(0, -1) + (n + 1), "a"));
  }

  @Query(() => Obligation, { description: "Owed for a complaint that the caller may not see." })
  owedInSecret(): Obligation {
    return obligationOf(HIDDEN, "a");
  }
}

function byId(id: string): Obligation {
  const found = [1, 2, 3]
    .flatMap((n) => ["a", "b"].map((code) => obligationOf(KNOWN.slice(0, -1) + n, code)))
    .find((one) => one.id === id);
  if (found === undefined) throw notFound();
  return found;
}

export const escalation: Subgraph = buildSubgraph({
  name: "escalation",
  resolvers: [OwedResolver],
  orphanedTypes: [ComplaintStub, Organization, Staff],
  references: { Obligation: ({ id }) => byId(id), Organization: (one) => one, Staff: (one) => one },
});
