import type { Principal } from "@hearken/graphql-kit";
import {
  tenantScope,
  type Actor,
  type Instant,
  type OnBehalf,
  type OrganizationId,
  type ProjectId,
  type Reach,
} from "@hearken/kernel";
import { statement, type Database } from "@hearken/postgres";
import { boundTo } from "../access/token-scope.js";
import type { Identity } from "./token.js";

interface AccessRow {
  readonly kind: "staff" | "client";
  readonly organization_id: OrganizationId | null;
  readonly posts: readonly string[];
  readonly roles: readonly string[];
  readonly reach: string;
  readonly organization_ids: readonly OrganizationId[];
  readonly project_ids: readonly ProjectId[];
  readonly valid_until: Instant | null;
  readonly on_behalf: readonly OnBehalf[];
  readonly bound_to: readonly string[] | null;
}

const ACCESS = statement(
  "service_kit.access_of_subject",
  `select kind, organization_id, posts, roles, reach, organization_ids, project_ids, valid_until, on_behalf,
     (select b.bound_to from directory.program_bound b where b.tenant_id = $1 and b.subject = $2) as bound_to
   from directory.access where tenant_id = $1 and subject = $2
     and not exists (select from directory.barred_subject b where b.tenant_id = $1 and b.subject = $2)`,
);

/** Principals by identity, remembered in this process. */
export interface Principals {
  /** What was read last, without asking the database; read when it never was. `undefined`: the directory knows nobody like that. */
  of(identity: Identity): Promise<Principal | undefined>;
  /** Reads it again. */
  reload(identity: Identity): Promise<Principal | undefined>;
}

const REMEMBERED = 10_000;

/**
 * A remembered principal may be outdated: whoever opens a unit of work with it compares its `accessVersion` and
 * `validUntil` with what the unit says, and reloads (the request context does).
 */
export function openPrincipals(database: Database): Principals {
  const remembered = new Map<string, Principal>();
  const reading = new Map<string, Promise<Principal | undefined>>();

  const reload = (identity: Identity): Promise<Principal | undefined> => {
    const key = `${identity.tenantId} ${identity.subject}`;
    const under = reading.get(key);
    if (under !== undefined) return under;
    const read = readPrincipal(database, identity)
      .then((principal) => {
        remembered.delete(key);
        if (principal === undefined) return undefined;
        if (remembered.size >= REMEMBERED) remembered.delete(remembered.keys().next().value ?? "");
        remembered.set(key, principal);
        return principal;
      })
      .finally(() => reading.delete(key));
    reading.set(key, read);
    return read;
  };

  /** What is remembered is of the subject, however many tokens they have: each bounds for itself. */
  const byToken = ({ scope }: Identity, principal: Principal | undefined): Principal | undefined =>
    principal === undefined ? undefined : boundTo(principal, scope);

  return {
    of: async (identity) =>
      byToken(identity, remembered.get(`${identity.tenantId} ${identity.subject}`) ?? (await reload(identity))),
    reload: async (identity) => byToken(identity, await reload(identity)),
  };
}

function readPrincipal(database: Database, identity: Identity): Promise<Principal | undefined> {
  const { tenantId, subject } = identity;
  return database.read(tenantScope(tenantId), async (uow) => {
    const row = await uow.one<AccessRow>(ACCESS, [tenantId, subject]);
    const reach = row === undefined ? undefined : reachOf(row);
    if (row === undefined || reach === undefined) return undefined;
    const principal: Principal = {
      scope: { tenantId, reach },
      actor: actorOf(subject, row),
      roles: row.roles,
      accessVersion: uow.tenant.accessVersion,
      validUntil: row.valid_until ?? FOREVER,
    };
    return boundTo(principal, row.bound_to ?? undefined);
  });
}

function actorOf(
  id: string,
  { kind, organization_id: organizationId, posts, on_behalf: onBehalfOf }: AccessRow,
): Actor {
  const actor: Actor = { kind, id, organizationId, posts };
  return onBehalfOf.length === 0 ? actor : { ...actor, onBehalfOf };
}

const FOREVER = Number.MAX_SAFE_INTEGER as Instant;

/** Nothing but a known reach opens anything: an unknown word is nobody. */
function reachOf(row: AccessRow): Reach | undefined {
  switch (row.reach) {
    case "tenant":
      return { kind: "tenant" };
    case "organizations":
      return { kind: "organizations", organizationIds: row.organization_ids };
    case "projects":
      return { kind: "projects", projectIds: row.project_ids };
    default:
      return undefined;
  }
}
