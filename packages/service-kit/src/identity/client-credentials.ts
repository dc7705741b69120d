import { tenantScope, type OrganizationId } from "@hearken/kernel";
import { statement, type Database } from "@hearken/postgres";
import { parseClientId, type ProgramId } from "./client-id.js";
import { isKeptSecret } from "./client-secret.js";

interface CredentialRow {
  readonly organization_id: OrganizationId;
  readonly salt: string;
  readonly hash: string;
  readonly bound_to: readonly string[] | null;
}

const CREDENTIALS = statement(
  "service_kit.credentials_of_client",
  `select organization_id, salt, hash, bound_to from directory.client_credential where tenant_id = $1 and client_id = $2`,
);

const NOTE_USE = statement(
  "service_kit.note_use_of_client",
  `insert into directory.client_use as used (tenant_id, client_id, organization_id, last_used_at)
   values ($1, $2, $3, $4::timestamptz)
   on conflict (tenant_id, client_id) do update set last_used_at = excluded.last_used_at
   where used.last_used_at <= excluded.last_used_at - interval '60 seconds'`,
);

/** A program that has proved who it is. */
export interface Program extends ProgramId {
  readonly organizationId: OrganizationId;
  /** The actions beyond which it gets nothing; `null`: all that its grants allow. */
  readonly boundTo: readonly string[] | null;
}

/**
 * The program whose secret this is; `undefined` when the id is malformed or unknown, the secret is not one that counts now,
 * the program is revoked or its organization suspended: whoever asks never learns which.
 */
export async function programOf(
  database: Database,
  given: { readonly clientId: string; readonly secret: string },
): Promise<Program | undefined> {
  const program = parseClientId(given.clientId);
  if (program === undefined) return undefined;
  const kept = await database.read(tenantScope(program.tenantId), (uow) =>
    uow.rows<CredentialRow>(CREDENTIALS, [program.tenantId, program.id]),
  );
  const isProved = isKeptSecret(given.secret, kept);
  const [one] = kept;
  if (!isProved || one === undefined) return undefined;
  return { ...program, organizationId: one.organization_id, boundTo: one.bound_to };
}

/** Writes down that a program was used now, unless that was written down less than a minute ago, by whomever. */
export async function noteUse(database: Database, { tenantId, id, organizationId }: Program): Promise<void> {
  await database.write(tenantScope(tenantId), (uow) =>
    uow.run(NOTE_USE, [tenantId, id, organizationId, new Date(uow.now)]),
  );
}
