import type { Principal } from "@hearken/graphql-kit";
import { ACTIONS, type Action } from "./action.js";

/*
 * Token scope (令牌权限范围): the actions that bound a program, or one of its tokens, whatever its grants allow. It narrows and
 * never gives. Source: RFC 6749 3.3; ADR 23.
 */

const LONGEST = 2_000;
const SCOPE = /^[!#-[\]-~]+( [!#-[\]-~]+)*$/;

/** The tokens of a scope, in the order of the text; `undefined` for what is no scope. Source: RFC 6749 3.3. */
export function readScope(text: string): readonly string[] | undefined {
  return text.length <= LONGEST && SCOPE.test(text) ? text.split(" ") : undefined;
}

export function writeScope(actions: readonly Action[]): string {
  return actions.join(" ");
}

/** The actions that are named, each once and in the order of the table; `undefined` when one of them is none. */
export function knownActions(named: readonly string[]): readonly Action[] | undefined {
  const known = ACTIONS.filter((action) => named.includes(action));
  return named.every((name) => (known as readonly string[]).includes(name)) ? known : undefined;
}

/**
 * What a program that is bound to `bound` (`null`: to nothing) gets when it asks for `asked` (`undefined`: for all it may have).
 * `null`: a token without a bound; `undefined`: it asks for what is no action, or beyond its bound.
 */
export function grantedScope(
  bound: readonly string[] | null,
  asked: readonly string[] | undefined,
): readonly Action[] | null | undefined {
  // An action that the table had once bounds like any other: nobody has it.
  const most = bound === null ? null : ACTIONS.filter((action) => bound.includes(action));
  if (asked === undefined) return most;
  const wanted = knownActions(asked);
  return wanted === undefined || most === null || wanted.every((action) => most.includes(action)) ? wanted : undefined;
}

/** The principal as far as `bound` lets them act; what bounded them before goes on doing so. `undefined` bounds nothing. */
export function boundTo(principal: Principal, bound: readonly string[] | undefined): Principal {
  if (bound === undefined) return principal;
  const before = principal.boundTo;
  return { ...principal, boundTo: before === undefined ? bound : bound.filter((action) => before.includes(action)) };
}
