import { connectionOf, DateTime, LocalDateScalar, mutationResult } from "@hearken/graphql-kit";
import type { Instant, LocalDate } from "@hearken/kernel";
import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import type { Stage } from "./unit.js";

export const Stages = {
  PRE_MOVE_IN: "pre_move_in",
  IN_WARRANTY: "in_warranty",
  AFTER_WARRANTY: "after_warranty",
} as const satisfies Record<string, Stage>;

registerEnumType(Stages, {
  name: "UnitStage",
  description: "Where a home stands between sale and the end of its warranty.",
  valuesConfig: {
    PRE_MOVE_IN: { description: "Before moving in (入伙前)." },
    IN_WARRANTY: { description: "Moved in, inside the warranty (保修期内)." },
    AFTER_WARRANTY: { description: "After the warranty (保修期外)." },
  },
});

@Directive('@key(fields: "id")')
@ObjectType("Unit", { simpleResolvers: true, description: "A home (房屋) in a project." })
export class UnitType {
  @Field(() => ID, { description: "Its id." })
  id!: string;

  @Field(() => String, { description: "Building and room, as people say it." })
  label!: string;

  @Field(() => LocalDateScalar, { nullable: true, description: "The day of moving in (入伙); absent before." })
  moveInOn!: LocalDate | null;

  @Field(() => LocalDateScalar, { nullable: true, description: "The last day of the warranty." })
  warrantyEndsOn!: LocalDate | null;

  @Field(() => Int, { description: "Grows with every change." })
  version!: number;

  @Field(() => DateTime, { description: "When it was entered." })
  addedAt!: Instant;
}

export const UnitConnection = connectionOf("Unit", UnitType);

@InputType({ description: "A new home in a project." })
export class AddUnitInput {
  @Field(() => String, { nullable: true, description: "Makes a repeated call give the first answer." })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: "The project that it belongs to." })
  projectId!: string;

  @Field(() => String, { description: "Building and room, up to 100 characters, once in the project." })
  label!: string;

  @Field(() => LocalDateScalar, { nullable: true, description: "The day of moving in." })
  moveInOn?: LocalDate | null;

  @Field(() => LocalDateScalar, { nullable: true, description: "The last day of the warranty; not before moving in." })
  warrantyEndsOn?: LocalDate | null;
}

@ObjectType({ simpleResolvers: true, description: "The unit was added." })
export class AddUnitSuccess {
  @Field(() => UnitType, { description: "The unit that was added." })
  unit!: UnitType;
}

export const AddUnitResult = mutationResult("AddUnitResult", [AddUnitSuccess]);
