import type { RequestContext } from "@hearken/graphql-kit";
import type { Rules } from "@hearken/regulation";
import type { Regulated } from "./complaint.js";

/** The rules by which the complaint goes; no statement, once they are known. */
export async function rulesOf(complaint: Omit<Regulated, "id">, context: RequestContext): Promise<Rules> {
  const { regulation, regulationVersion: version, organizationId } = complaint;
  return (await context.rulebook.of(await context.uow(), { regulation, version, organizationId })).regulation;
}

type Labels = readonly { readonly code: string; readonly zh: string; readonly en: string }[];

/** The label in the caller's language; the code itself when there is none. */
export function labelIn(labels: Labels, code: string, { language }: Pick<RequestContext, "language">): string {
  return labels.find((one) => one.code === code)?.[language === "en" ? "en" : "zh"] ?? code;
}
