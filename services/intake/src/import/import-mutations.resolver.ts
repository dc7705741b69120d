import { idArgument, type RequestContext } from "@hearken/graphql-kit";
import { isRefusal, type Refusal } from "@hearken/kernel";
import { forbidden, runAllowed } from "@hearken/service-kit";
import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { readInput } from "../complaint/mutation.graphql.js";
import { addImportPart } from "./add-import-part.command.js";
import { cancelImport } from "./cancel-import.command.js";
import {
  AddImportPartInput,
  AddImportPartResult,
  CancelImportInput,
  CancelImportResult,
  OpenImportInput,
  OpenImportResult,
  StartImportInput,
  StartImportResult,
} from "./import-input.graphql.js";
import type { ImportAnswer } from "./import.graphql.js";
import { openImport, openingInput } from "./open-import.command.js";
import { startImport } from "./start-import.command.js";

const action = "complaint.import";
const answers = "import";

@Resolver()
export class ImportMutations {
  @Mutation(() => OpenImportResult, {
    description: "Opens an import (批量导入), which then takes the parts of its file.",
  })
  async openImport(
    @Arg("input", () => OpenImportInput, { description: "A file of complaints." }) input: OpenImportInput,
    @Ctx() context: RequestContext,
  ): Promise<ImportAnswer | Refusal> {
    const checked = readInput(openingInput, input);
    if (isRefusal(checked)) return checked;
    const request = { operation: "openImport", key: input.idempotencyKey, input, action, answers } as const;
    return runAllowed(context, request, (uow) => openImport(uow, checked, context.rulebook));
  }

  @Mutation(() => AddImportPartResult, {
    description: "Takes a part of the file; the same part again changes nothing.",
  })
  addImportPart(
    @Arg("input", () => AddImportPartInput, { description: "A piece of the file." }) input: AddImportPartInput,
    @Ctx() context: RequestContext,
  ): Promise<ImportAnswer | Refusal> {
    const { importId, part, content, sha256 } = input;
    const request = { operation: "addImportPart", key: input.idempotencyKey, input, action, answers } as const;
    return runAllowed(context, request, (uow) =>
      addImportPart(uow, { importId: idArgument<"Import">(importId), part, content, sha256 }, context.keyring),
    );
  }

  @Mutation(() => StartImportResult, {
    description:
      "Starts an import, goes on with one that was stopped, or carries out what was tried out; a worker does the rest.",
  })
  async startImport(
    @Arg("input", () => StartImportInput, { description: "An import to be started." }) input: StartImportInput,
    @Ctx() context: RequestContext,
  ): Promise<ImportAnswer | Refusal> {
    const { importId, isDryRun } = input;
    // Whatever is filed later is filed for whoever starts it: a token that is not for filing starts nothing.
    const no = forbidden(context.principal, "complaint.file");
    if (no !== undefined) return no;
    const request = { operation: "startImport", key: input.idempotencyKey, input, action, answers } as const;
    return runAllowed(context, request, (uow, actor) =>
      startImport(uow, { importId: idArgument<"Import">(importId), isDryRun }, actor),
    );
  }

  @Mutation(() => CancelImportResult, {
    description: "Ends an import and deletes what was uploaded; what was filed stays.",
  })
  cancelImport(
    @Arg("input", () => CancelImportInput, { description: "An import to be ended." }) input: CancelImportInput,
    @Ctx() context: RequestContext,
  ): Promise<ImportAnswer | Refusal> {
    const request = { operation: "cancelImport", key: input.idempotencyKey, input, action, answers } as const;
    return runAllowed(context, request, (uow) => cancelImport(uow, idArgument<"Import">(input.importId)));
  }
}
