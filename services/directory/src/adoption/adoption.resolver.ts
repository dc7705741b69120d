import {
  checkFirst,
  cursorCodec,
  idArgument,
  PageArguments,
  pageOf,
  type Page,
  type RequestContext,
} from "@hearken/graphql-kit";
import { isRefusal, refuse, type Refusal } from "@hearken/kernel";
import { runAllowed } from "@hearken/service-kit";
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { OrganizationType } from "../organization/organization.graphql.js";
import type { Organization } from "../organization/organization.js";
import { organizationLoader } from "../organization/organization.loader.js";
import { adoptRegulation } from "./adopt-regulation.command.js";
import {
  AdoptedReadingType,
  AdoptionConnection,
  AdoptionType,
  AdoptRegulationInput,
  AdoptRegulationResult,
} from "./adoption.graphql.js";
import { readReadings, type Adoption, type AdoptionId, type PublishedRegulations } from "./adoption.js";
import { pageOfAdoptions } from "./adoption.query.js";

const cursors = cursorCodec("adoptions", ["id"]);
const MOST_READINGS = 100;

@Resolver(() => AdoptionType)
export class AdoptionResolver {
  @Query(() => AdoptionConnection, {
    description: "The adoptions of the organizations within reach, in the order in which they were decided.",
  })
  async adoptions(
    @Args(() => PageArguments) { first, after }: PageArguments,
    @Arg("organizationId", () => ID, { nullable: true, description: "Only those of this organization." })
    organizationId: string | null,
    @Ctx() context: RequestContext,
  ): Promise<Page<Adoption>> {
    const limit = checkFirst(first) + 1;
    const asked = {
      organizationId: organizationId == null ? null : idArgument<"Organization">(organizationId),
      after: after == null ? null : (cursors.decode(after)[0] as AdoptionId),
      limit,
    };
    const rows = await pageOfAdoptions(await context.uow(), asked);
    return pageOf(rows, { first, after, cursorOf: ({ id }) => cursors.encode([id]) });
  }

  @FieldResolver(() => OrganizationType, { nullable: true, description: "Who decided it, when they are within reach." })
  async organization(
    @Root() { organizationId }: Adoption,
    @Ctx() context: RequestContext,
  ): Promise<Organization | undefined> {
    return context.loader(organizationLoader).load(organizationId);
  }

  @FieldResolver(() => [AdoptedReadingType], { description: "The choices that differ from the regulation's own." })
  readings(@Root() { readings }: Adoption): AdoptedReadingType[] {
    return Object.entries(readings).map(([name, value]) => ({ name, value: String(value) }));
  }

  @Mutation(() => AdoptRegulationResult, {
    description: "Lets an organization that one manages go by a published regulation from a day on.",
  })
  async adoptRegulation(
    @Arg("input", () => AdoptRegulationInput, { description: "What is adopted." }) input: AdoptRegulationInput,
    @Ctx() context: RequestContext,
  ): Promise<{ adoption: Adoption } | Refusal> {
    const { regulation, version, effectiveFrom, calendar } = input;
    const published = context.services.get("directory") as PublishedRegulations;
    const chosen = input.readings ?? [];
    if (chosen.length > MOST_READINGS) return tooMany();
    const readings = readReadings(chosen, published.readings(regulation, version));
    if (isRefusal(readings)) return readings;
    const organizationId = idArgument<"Organization">(input.organizationId);
    const command = { organizationId, regulation, version, effectiveFrom, calendar, readings };
    return runAllowed(
      context,
      {
        operation: "adoptRegulation",
        key: input.idempotencyKey,
        input,
        action: "regulation.adopt",
        answers: "adoption",
      },
      (uow, actor) => adoptRegulation(uow, command, { actor, published }),
    );
  }
}

function tooMany(): Refusal {
  return refuse(
    "INVALID_INPUT",
    { en: `At most ${MOST_READINGS} readings.`, "zh-CN": `最多 ${MOST_READINGS} 项解读。` },
    { path: ["input", "readings"] },
  );
}
