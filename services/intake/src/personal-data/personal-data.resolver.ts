import type { RequestContext } from "@hearken/graphql-kit";
import type { Refusal } from "@hearken/kernel";
import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from "type-graphql";
import { answer } from "../complaint/mutation.graphql.js";
import { eraseComplainant, erasure, type Erased } from "./erase-complainant.command.js";
import { exportComplainant, exporting, type DataAccess, type Exported } from "./export-complainant.command.js";
import {
  DataAccessType,
  EraseComplainantInput,
  EraseComplainantResult,
  ExportComplainantInput,
  ExportComplainantResult,
  RevealComplainantInput,
  RevealComplainantResult,
} from "./personal-data.graphql.js";
import { revealComplainant, revealing, type Revealed } from "./reveal-complainant.command.js";

@Resolver()
export class PersonalDataMutations {
  @Mutation(() => RevealComplainantResult, {
    description: "Shows somebody behind a complaint in clear (查看明文), and records who saw what and what for.",
  })
  revealComplainant(
    @Arg("input", () => RevealComplainantInput, { description: "Who is to be seen, and what for." })
    input: RevealComplainantInput,
    @Ctx() context: RequestContext,
  ): Promise<Revealed | Refusal> {
    return answer(revealing, input, (checked) => revealComplainant(context, checked));
  }

  @Mutation(() => ExportComplainantResult, {
    description: "Hands out everything that is kept about a person (导出个人信息), and records it.",
  })
  exportComplainant(
    @Arg("input", () => ExportComplainantInput, { description: "Who it is about, and for whom." })
    input: ExportComplainantInput,
    @Ctx() context: RequestContext,
  ): Promise<Exported | Refusal> {
    return answer(exporting, input, (checked) => exportComplainant(context, checked));
  }

  @Mutation(() => EraseComplainantResult, {
    description:
      "Erases what says who a person is, at their request (删除个人信息); refused while a complaint of theirs goes on, is held or must be kept.",
  })
  eraseComplainant(
    @Arg("input", () => EraseComplainantInput, { description: "Who asked for it." }) input: EraseComplainantInput,
    @Ctx() context: RequestContext,
  ): Promise<Erased | Refusal> {
    return answer(erasure, input, (checked) => eraseComplainant(context, checked));
  }
}

@Resolver(() => DataAccessType)
export class DataAccessResolver {
  @FieldResolver(() => ID)
  actorId(@Root() { actor }: DataAccess): string {
    return actor.id;
  }
}
