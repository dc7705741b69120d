import type { RequestContext } from "@hearken/graphql-kit";
import type { RegulationFile } from "@hearken/regulation";
import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Complainant, PersonalField } from "../complainant/complainant.js";
import { maskAddress, maskIdentityNumber, maskName, maskPhone } from "../complainant/mask.js";
import { isKept, openField } from "../complainant/sealed-person.js";
import type { Accused } from "../matter/accused.js";
import type { Relay } from "../relay/relay.js";
import { CategoryType, ChannelType, type CodeOfComplaint } from "./complaint.graphql.js";
import { AccusedType, ComplainantType, RelayType } from "./part.graphql.js";
import { labelIn, rulesOf } from "./rules-of.query.js";
import { DepartmentStub, StaffStub, stubOf, type Stub } from "./stub.graphql.js";

@Resolver(() => ComplainantType)
export class ComplainantResolver {
  @FieldResolver(() => String, { nullable: true, description: "Their name, masked: `张**`." })
  name(@Root() complainant: Complainant, @Ctx() context: RequestContext): Promise<string | null> {
    return masked({ complainant, field: "name", mask: maskName }, context);
  }

  @FieldResolver(() => String, { nullable: true, description: "Their telephone number, masked: `138****1234`." })
  phone(@Root() complainant: Complainant, @Ctx() context: RequestContext): Promise<string | null> {
    return masked({ complainant, field: "phone", mask: maskPhone }, context);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "Their address, masked from the district on: `上海市浦东新区****`.",
  })
  address(@Root() complainant: Complainant, @Ctx() context: RequestContext): Promise<string | null> {
    return masked({ complainant, field: "address", mask: maskAddress }, context);
  }

  @FieldResolver(() => String, { nullable: true, description: "Their identity number, masked: `11**************1X`." })
  identityNumber(@Root() complainant: Complainant, @Ctx() context: RequestContext): Promise<string | null> {
    return masked({ complainant, field: "identity_number", mask: maskIdentityNumber }, context);
  }
}

interface Masking {
  readonly complainant: Complainant;
  readonly field: PersonalField;
  readonly mask: (text: string) => string;
}

/** Opened only when it is asked for: whoever reads ids alone needs no key. */
async function masked({ complainant, field, mask }: Masking, context: RequestContext): Promise<string | null> {
  if (!isKept(complainant, field)) return null;
  const text = openField(await context.keyring.of(await context.uow()), complainant, field);
  return text === null ? null : mask(text);
}

@Resolver(() => AccusedType)
export class AccusedResolver {
  @FieldResolver(() => StaffStub, { nullable: true, description: "The member of staff complained of." })
  staff(@Root() { staffId }: Accused): Stub | null {
    return stubOf(staffId);
  }
}

@Resolver(() => RelayType)
export class RelayResolver {
  @FieldResolver(() => StaffStub, { nullable: true, description: "The member of staff that it was delivered to." })
  staff(@Root() { staffId }: Relay): Stub | null {
    return stubOf(staffId);
  }

  @FieldResolver(() => DepartmentStub, { nullable: true, description: "The department that it was delivered to." })
  department(@Root() { departmentId }: Relay): Stub | null {
    return stubOf(departmentId);
  }
}

@Resolver(() => ChannelType)
export class ChannelResolver {
  @FieldResolver(() => String, { description: "What it is called, in the caller's language." })
  label(@Root() root: CodeOfComplaint, @Ctx() context: RequestContext): Promise<string> {
    return labelOf(root, context, ({ channels }) => channels);
  }
}

@Resolver(() => CategoryType)
export class CategoryResolver {
  @FieldResolver(() => String, { description: "What it is called, in the caller's language." })
  label(@Root() root: CodeOfComplaint, @Ctx() context: RequestContext): Promise<string> {
    return labelOf(root, context, ({ categories }) => categories);
  }
}

/** The label in the regulation of the complaint; the code itself when the regulation has none. */
async function labelOf(
  { code, complaint }: CodeOfComplaint,
  context: RequestContext,
  list: (file: RegulationFile) => Parameters<typeof labelIn>[0],
): Promise<string> {
  return labelIn(list((await rulesOf(complaint, context)).file), code, context);
}
