import { refuse, type Refusal } from "@hearken/kernel";

/* Suspension (暂停合作): the group does not work with a partner firm for a time; its staff and programs get nothing. */

/** Why a suspension does not begin (`wanted`) or end; `undefined` when it does. Partner firms alone are suspended. */
export function refuseSuspension(
  kind: string,
  { isSuspended, wanted }: { readonly isSuspended: boolean; readonly wanted: boolean },
): Refusal | undefined {
  const path = ["input", "organizationId"];
  if (kind !== "partner") {
    return refuse(
      "INVALID_INPUT",
      { en: "Partner firms alone are suspended.", "zh-CN": "仅合作单位可暂停合作。" },
      { path },
    );
  }
  if (isSuspended !== wanted) return undefined;
  return refuse(
    "ILLEGAL_TRANSITION",
    wanted
      ? { en: "This partner is suspended already.", "zh-CN": "该合作单位已处于暂停状态。" }
      : { en: "This partner is not suspended.", "zh-CN": "该合作单位未被暂停。" },
    { path },
  );
}
