import { badInput } from "./fault.js";

export interface Edge<N> {
  readonly cursor: string;
  readonly node: N;
}

/** A page of a list, as a Relay connection shows it. */
export interface Page<N> {
  readonly edges: readonly Edge<N>[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

export const LARGEST_PAGE = 100;

/** Throws `BAD_USER_INPUT` unless `first` is 1–100. */
export function checkFirst(first: number): number {
  if (!Number.isInteger(first) || first < 1 || first > LARGEST_PAGE) {
    throw badInput(`first must be between 1 and ${LARGEST_PAGE}.`, ["first"]);
  }
  return first;
}

export interface PageRequest<N> {
  readonly first: number;
  readonly after?: string | null | undefined;
  readonly cursorOf: (node: N) => string;
}

/** The page that `rows` make: fetch `first + 1` of them, the last tells whether there are more. */
export function pageOf<N>(rows: readonly N[], request: PageRequest<N>): Page<N> {
  const edges = rows.slice(0, request.first).map((node) => new LazyEdge(node, request.cursorOf));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > request.first,
      hasPreviousPage: request.after !== undefined && request.after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** Makes its cursor when it is read: who pages by `pageInfo` reads two of them, whatever the length of the page. */
class LazyEdge<N> implements Edge<N> {
  readonly node: N;
  readonly #cursorOf: (node: N) => string;

  constructor(node: N, cursorOf: (node: N) => string) {
    this.node = node;
    this.#cursorOf = cursorOf;
  }

  get cursor(): string {
    return this.#cursorOf(this.node);
  }
}
