import { cleanText, idArgument, LocalDateScalar, orNotFound, type RequestContext } from "@hearken/graphql-kit";
import { isRefusal, type LocalDate, type Refusal } from "@hearken/kernel";
import { forbidden, runCommand } from "@hearken/service-kit";
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { ProjectType } from "../project/project.graphql.js";
import type { Project } from "../project/project.js";
import { projectLoader } from "../project/project.loader.js";
import { addUnit } from "./add-unit.command.js";
import { AddUnitInput, AddUnitResult, Stages, UnitType } from "./unit.graphql.js";
import { stageOn, type Stage, type Unit } from "./unit.js";
import { unitLoader } from "./unit.loader.js";

@Resolver(() => UnitType)
export class UnitResolver {
  @Query(() => UnitType, { description: "One home within reach." })
  async unit(
    @Arg("id", () => ID, { description: "Its id." }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<Unit> {
    return orNotFound(await context.loader(unitLoader).load(idArgument<"Unit">(id)));
  }

  @FieldResolver(() => ProjectType, { description: "The project that it belongs to." })
  async project(@Root() { projectId }: Unit, @Ctx() context: RequestContext): Promise<Project> {
    return orNotFound(await context.loader(projectLoader).load(projectId));
  }

  @FieldResolver(() => Stages, { description: "Its stage on a day." })
  stage(@Root() unit: Unit, @Arg("on", () => LocalDateScalar, { description: "The day." }) on: LocalDate): Stage {
    return stageOn(unit, on);
  }

  @Mutation(() => AddUnitResult, { description: "Enters a home of a project that one manages." })
  async addUnit(
    @Arg("input", () => AddUnitInput, { description: "The new home." }) input: AddUnitInput,
    @Ctx() context: RequestContext,
  ): Promise<{ unit: Unit } | Refusal> {
    const label = cleanText(input.label, { max: 100, path: ["input", "label"] });
    if (isRefusal(label)) return label;
    const projectId = idArgument<"Project">(input.projectId);
    const days = { moveInOn: input.moveInOn ?? null, warrantyEndsOn: input.warrantyEndsOn ?? null };
    const request = { operation: "addUnit", key: input.idempotencyKey, input };
    return runCommand(context, request, async (uow, principal) => {
      const refusal = forbidden(principal, "directory.manage");
      if (refusal !== undefined) return refusal;
      const added = orNotFound(await addUnit(uow, { projectId, label, ...days }, principal.actor));
      return isRefusal(added) ? added : { unit: added };
    });
  }
}
