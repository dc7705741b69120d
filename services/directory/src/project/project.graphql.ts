import { connectionOf, DateTime, mutationResult } from "@hearken/graphql-kit";
import type { Instant } from "@hearken/kernel";
import { Directive, Field, ID, InputType, Int, ObjectType } from "type-graphql";

@Directive('@key(fields: "id")')
@ObjectType("Project", { simpleResolvers: true, description: "An estate (项目) under development or management." })
export class ProjectType {
  @Field(() => ID, { description: "Its id." })
  id!: string;

  @Field(() => String, { description: "What it is called." })
  name!: string;

  @Field(() => Int, { description: "Grows with every change." })
  version!: number;

  @Field(() => DateTime, { description: "When it was entered." })
  addedAt!: Instant;
}

export const ProjectConnection = connectionOf("Project", ProjectType);

@InputType({ description: "A new estate." })
export class AddProjectInput {
  @Field(() => String, { nullable: true, description: "Makes a repeated call give the first answer." })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: "The headquarters or subsidiary that it belongs to." })
  organizationId!: string;

  @Field(() => String, { description: "What it is called, up to 200 characters." })
  name!: string;
}

@ObjectType({ simpleResolvers: true, description: "The project was added." })
export class AddProjectSuccess {
  @Field(() => ProjectType, { description: "The project that was added." })
  project!: ProjectType;
}

export const AddProjectResult = mutationResult("AddProjectResult", [AddProjectSuccess]);
