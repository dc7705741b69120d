import type { Principal } from "@hearken/graphql-kit";
import { refuse, type Refusal } from "@hearken/kernel";
import type { Action } from "./action.js";
import { can, type Resource } from "./can.js";

/** The refusal `FORBIDDEN` unless the principal may do it; `undefined` when they may. */
export function forbidden(principal: Principal, action: Action, resource?: Resource): Refusal | undefined {
  if (can(principal, action, resource)) return undefined;
  return refuse("FORBIDDEN", { en: "You may not do this.", "zh-CN": "您无权执行此操作。" });
}
