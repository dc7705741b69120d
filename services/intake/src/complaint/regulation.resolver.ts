import { FieldResolver, Int, Resolver, Root } from "type-graphql";
import { RegulationStub, type Stub } from "./stub.graphql.js";

/** A regulation's id says its code and version: nobody else need be asked for them. */
@Resolver(() => RegulationStub)
export class RegulationStubResolver {
  @FieldResolver(() => String)
  code(@Root() { id }: Stub): string {
    return id.slice(0, id.lastIndexOf("@"));
  }

  @FieldResolver(() => Int)
  version(@Root() { id }: Stub): number {
    return Number(id.slice(id.lastIndexOf("@") + 1));
  }
}
