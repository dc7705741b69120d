import { refuse, type Id, type Instant, type OrganizationId, type Refusal, type TenantId } from "@hearken/kernel";

/*
 * API client (接口客户端): a program of an organization. Secret (密钥): what it proves itself by where tokens are given out.
 * Overlap: how long the secret before goes on counting beside the new one, so that programs can be changed over.
 */

export type ClientId = Id<"Client">;

/** A program of an organization that speaks to the API in its own name. */
export interface ApiClient {
  readonly tenantId: TenantId;
  readonly id: ClientId;
  readonly organizationId: OrganizationId;
  readonly label: string;
  /** Actions beyond which it gets nothing, whatever is granted to it; `null`: all that its grants allow. Never changes. */
  readonly boundTo: readonly string[] | null;
  readonly addedAt: Instant;
  readonly version: number;
  readonly revokedAt: Instant | null;
}

/** What is kept of a secret; the secret itself is shown once, to whoever made it. */
export interface ClientSecret {
  readonly tenantId: TenantId;
  readonly id: Id<"ClientSecret">;
  readonly organizationId: OrganizationId;
  readonly clientId: ClientId;
  readonly prefix: string;
  readonly salt: string;
  readonly hash: string;
  readonly createdAt: Instant;
  /** From when on it no longer counts; `null` until it is rotated. */
  readonly endsAt: Instant | null;
}

/** The names of actions as a bound, each once; `INVALID_INPUT` for none at all and for what is no action. */
export function boundOf(
  scopes: readonly string[] | undefined,
  known: readonly string[],
): readonly string[] | Refusal | undefined {
  if (scopes === undefined) return undefined;
  const isKnown = scopes.length > 0 && scopes.every((scope) => known.includes(scope));
  return isKnown ? known.filter((action) => scopes.includes(action)) : refuse("INVALID_INPUT", NO_ACTION, SCOPES);
}

const SCOPES = { path: ["input", "scopes"] };
const NO_ACTION = {
  en: "Name one action at least, each as `viewer` tells them.",
  "zh-CN": "请至少指定一个操作，且须为已有的操作代码。",
};

/** Thirty days, in minutes. */
export const LONGEST_OVERLAP = 30 * 24 * 60;

/** Why a program is not changed any more; `undefined` while it stands. */
export function refuseRevoked(client: ApiClient): Refusal | undefined {
  if (client.revokedAt === null) return undefined;
  return refuse(
    "ILLEGAL_TRANSITION",
    { en: "This program is revoked.", "zh-CN": "该接口客户端已被吊销。" },
    { path: ["input", "clientId"] },
  );
}

export function refuseOverlap(minutes: number): Refusal | undefined {
  if (minutes >= 0 && minutes <= LONGEST_OVERLAP) return undefined;
  return refuse(
    "INVALID_INPUT",
    {
      en: `Secrets overlap for 0–${LONGEST_OVERLAP} minutes.`,
      "zh-CN": `新旧密钥的重叠时间须为 0–${LONGEST_OVERLAP} 分钟。`,
    },
    { path: ["input", "overlapMinutes"] },
  );
}

const MINUTE = 60_000;

/**
 * When each of the secrets that count at `now` ends because a new one is made: the latest after the overlap, unless it ends before
 * that anyway; those before it at once. So never more than two count.
 */
export function endsAtRotation(
  counting: readonly Pick<ClientSecret, "id" | "createdAt" | "endsAt">[],
  { now, overlapMinutes }: { readonly now: Instant; readonly overlapMinutes: number },
): ReadonlyMap<ClientSecret["id"], Instant> {
  const [latest, ...before] = counting.toSorted((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1));
  const ends = new Map(before.map(({ id }) => [id, now]));
  if (latest !== undefined) {
    const overlapped = (now + overlapMinutes * MINUTE) as Instant;
    ends.set(latest.id, latest.endsAt !== null && latest.endsAt < overlapped ? latest.endsAt : overlapped);
  }
  return ends;
}
