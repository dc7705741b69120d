import { ArgsType, Directive, Field, Int, ObjectType, type ClassType } from "type-graphql";
import type { Edge, Page } from "./connection.js";

/** The two arguments of every list. Check `first` with `checkFirst`. */
@ArgsType()
export class PageArguments {
  @Field(() => Int, { description: "How many at most, 1–100." })
  first!: number;

  @Field(() => String, { nullable: true, description: "Go on after this cursor, as an earlier page gave it." })
  after?: string | null;
}

@Directive("@shareable")
@ObjectType({ simpleResolvers: true, description: "Where a page stands in its list." })
export class PageInfo {
  @Field(() => Boolean, { description: "Whether the list goes on after this page." })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: "Whether something stands before this page." })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: "The cursor of the first edge." })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The cursor of the last edge: pass it as `after` for the next page.",
  })
  endCursor!: string | null;
}

/**
 * The connection type of a node type: `connectionOf("Complaint", Complaint)` is `ComplaintConnection`.
 * Resolvers return a plain `Page`, see `pageOf`. Call it once per node type.
 */
export function connectionOf<N extends object>(name: string, node: ClassType<N>): ClassType<Page<N>> {
  @ObjectType(`${name}Edge`, { simpleResolvers: true, description: `One ${name} in a list, with its place.` })
  class ConnectionEdge implements Edge<N> {
    @Field(() => String, { description: "Its place in the list, opaque." })
    cursor!: string;

    @Field(() => node, { description: `The ${name} itself.` })
    node!: N;
  }

  @ObjectType(`${name}Connection`, { simpleResolvers: true, description: `A page of a list of ${name}.` })
  class Connection implements Page<N> {
    @Field(() => [ConnectionEdge], { description: "What the page holds, in order." })
    edges!: ConnectionEdge[];

    @Field(() => PageInfo, { description: "Whether there is more, and from where." })
    pageInfo!: PageInfo;
  }
  return Connection;
}
