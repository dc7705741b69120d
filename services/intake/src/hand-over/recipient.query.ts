import { cursorCodec, pageOf, type Page } from "@hearken/graphql-kit";
import type { LocalDate, OrganizationId } from "@hearken/kernel";
import { statement, type Reader, type UnitOfWork } from "@hearken/postgres";
import type { FoundRecipient, Recipient } from "./recipient.js";

/** Stands for an organization of one tenant, and for nothing in another or anywhere else. The table's alias is `k`. */
const KEY = `left(encode(sha256(convert_to('recipient ' || k.tenant_id || ' ' || k.organization_id, 'UTF8')), 'hex'), 32)`;

/** In the order of their names; $2, $3 after which name and key; $4 what their name holds. */
const page = statement(
  "intake.page_of_recipients",
  `select r.* from (
     select ${KEY} as key, k.name, k.kind, k.suspended from directory.known_organization k where k.tenant_id = $1
   ) r
   where ($2::text is null or (r.name collate "C", r.key) > ($2::text collate "C", $3::text))
     and ($4::text is null or position(lower($4) in lower(r.name)) > 0)
   order by r.name collate "C", r.key limit $5`,
);

const byKey = statement(
  "intake.recipient_by_key",
  `select k.organization_id as "organizationId", ${KEY} as key, k.name, k.kind, k.suspended,
     exists (
       select from directory.adopted_rules a
       where a.tenant_id = $1 and a.organization_id = k.organization_id and a.effective_from <= $3::date
     ) as "isRegulated"
   from directory.known_organization k where k.tenant_id = $1 and ${KEY} = $2`,
);

const suspended = statement(
  "intake.suspended_organization",
  `select k.suspended from directory.known_organization k where k.tenant_id = $1 and k.organization_id = $2`,
);

/** Whether the group does not work with an organization at present. */
export async function isSuspended(uow: UnitOfWork, organizationId: OrganizationId): Promise<boolean> {
  return (await uow.one<{ suspended: boolean }>(suspended, [uow.scope.tenantId, organizationId]))?.suspended === true;
}

const cursors = cursorCodec("handOverRecipients", ["text", "text"]);

export interface RecipientsAsked {
  readonly first: number;
  readonly after: string | null | undefined;
  /** What their name holds, in small letters or large. */
  readonly search: string | undefined;
}

/** The organizations of the tenant by name: one statement. Throws `BAD_USER_INPUT` for a foreign cursor. */
export async function recipients(uow: Reader, { first, after, search }: RecipientsAsked): Promise<Page<Recipient>> {
  const [name, key] = after == null ? [null, null] : cursors.decode(after);
  const rows = await uow.rows<Recipient>(page, [uow.scope.tenantId, name, key, search ?? null, first + 1]);
  return pageOf(rows, { first, after, cursorOf: (one) => cursors.encode([one.name, one.key]) });
}

/** The organization that a key of this tenant stands for; `undefined`: none. */
export function recipientByKey(uow: UnitOfWork, key: string, on: LocalDate): Promise<FoundRecipient | undefined> {
  return uow.one<FoundRecipient>(byKey, [uow.scope.tenantId, key, on]);
}
