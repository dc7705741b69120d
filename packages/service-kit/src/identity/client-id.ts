import { parseId, type Id, type TenantId } from "@hearken/kernel";

/** A program inside its tenant. */
export interface ProgramId {
  readonly tenantId: TenantId;
  readonly id: Id<"Client">;
}

/** How a program names itself where tokens are given out: nothing else there says which tenant is meant. */
export function clientIdOf({ tenantId, id }: ProgramId): string {
  return `${tenantId}.${id}`;
}

/** `undefined` for what is no client id; nobody is asked whether there is such a program. */
export function parseClientId(clientId: string): ProgramId | undefined {
  const [tenant = "", client = "", ...rest] = clientId.length > 100 ? [] : clientId.split(".");
  const tenantId = parseId<"Tenant">(tenant);
  const id = parseId<"Client">(client);
  return tenantId === undefined || id === undefined || rest.length > 0 ? undefined : { tenantId, id };
}
