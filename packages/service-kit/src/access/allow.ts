import type { Principal } from "@hearken/graphql-kit";
import { refuse, type Actor, type Refusal } from "@hearken/kernel";
import type { Action } from "./action.js";
import { can, mayGive, type Resource } from "./can.js";
import type { Role } from "./role.js";

/** The refusal `FORBIDDEN` unless the principal may do it; `undefined` when they may. */
export function forbidden(principal: Principal, action: Action, resource?: Resource): Refusal | undefined {
  if (can(principal, action, resource)) return undefined;
  return refuse("FORBIDDEN", { en: "You may not do this.", "zh-CN": "您无权执行此操作。" });
}

/** The refusal `FORBIDDEN` unless one of the principal's roles gives `role`; `undefined` when it does. */
export function forbiddenToGive(principal: Principal, role: Role): Refusal | undefined {
  if (mayGive(principal, role)) return undefined;
  return refuse(
    "FORBIDDEN",
    { en: "None of your roles gives this role.", "zh-CN": "您的角色无权授予该角色。" },
    { path: ["input", "role"] },
  );
}

/** Whether what this person or program gets is the actor's own gain: they are the actor, or somebody for whom the actor acts. */
export function isOwnGain(actor: Actor, holderId: string): boolean {
  return actor.id === holderId || (actor.onBehalfOf ?? []).some(({ staffId }) => staffId === holderId);
}
