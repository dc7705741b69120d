import type { Actor, Instant, Scope } from "@hearken/kernel";

/** Who asks, as the directory knows them at this moment. */
export interface Principal {
  readonly scope: Scope;
  /** As the journal keeps them, with the posts that they hold. */
  readonly actor: Actor;
  /** Codes of the roles granted to them; `can` of service-kit says what each may do. */
  readonly roles: readonly string[];
  /** Actions beyond which nothing is allowed, whatever the roles say: of a program or of its token; absent: no such bound. */
  readonly boundTo?: readonly string[] | undefined;
  /** The tenant's access version under which all this was read. */
  readonly accessVersion: number;
  /** When one of their posts or grants begins or ends by itself, by the database's clock. */
  readonly validUntil: Instant;
}
