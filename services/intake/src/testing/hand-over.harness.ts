import { drainConsumers } from "@hearken/journal";
import { tenantScope, type OrganizationId, type TenantId } from "@hearken/kernel";
import { statement, type Database } from "@hearken/postgres";
import { openRulebook, type Platform } from "@hearken/service-kit";
import type { Ask, Asker } from "@hearken/service-kit/testing/asking";
import { handOverAnswerConsumer } from "../hand-over/hand-over-answer.consumer.js";
import { handOverConsumer } from "../hand-over/hand-over.consumer.js";
import { filed, recipientKey, succeed, thingsOf, type Input, type Things } from "./complaints.harness.js";
import type { House, World } from "./world.harness.js";

/** What carrying across stands on. */
export type Carrying = Pick<Platform, "database" | "keyring">;

/** Runs what carries hand-overs and their answers across until nothing is left to do. */
export async function carryAcross({ database, keyring }: Carrying): Promise<void> {
  const consumers = [handOverConsumer({ rulebook: openRulebook(), keyring }), handOverAnswerConsumer()];
  // What one of them does is what the other hears of.
  for (let rounds = 0; rounds < 3; rounds += 1) await drainConsumers(database, consumers);
}

const latest = statement(
  "intake_spec.latest_taken_over",
  `select complaint_id as id from intake.taken_over
   where tenant_id = $1 and organization_id = $2 order by complaint_id desc limit 1`,
);

/** The id of the complaint that an organization took over last. */
export async function latestTakenOver(
  database: Database,
  { tenantId, organizationId }: { readonly tenantId: TenantId; readonly organizationId: OrganizationId },
): Promise<string | undefined> {
  const found = await database.read(tenantScope(tenantId), (uow) =>
    uow.one<{ id: string }>(latest, [tenantId, organizationId]),
  );
  return found?.id;
}

export interface Handing {
  readonly from: House;
  /** The name of the recipient. */
  readonly to: string;
  readonly complaintId?: string;
  readonly more?: Input;
}

/** Hands a complaint over, a fresh one when none is named; answers the giver's. */
export async function handOver(ask: Ask, { from, to, complaintId, more = {} }: Handing): Promise<string> {
  const id = complaintId ?? (await filed(ask, from));
  const recipient = await recipientKey(ask, from, to);
  const input = { complaintId: id, recipient, sharing: "REDACTED", reason: "It is theirs to answer.", ...more };
  await succeed(ask, from, { mutation: "handOverComplaint", input });
  return id;
}

/** A fresh complaint of south's that it took over from north, with something of it for inputs to point at. */
export async function takenOverThings(ask: Ask, carrying: Carrying, { south, north }: World): Promise<Things> {
  await handOver(ask, { from: north, to: "South" });
  await carryAcross(carrying);
  const complaintId = await latestTakenOver(carrying.database, south);
  if (complaintId === undefined) throw new Error("nothing was taken over");
  const things = await thingsOf(ask, south);
  const { version } = await succeed(ask, south, {
    mutation: "relayComplaint",
    input: { complaintId, to: "service_specialist" },
  });
  return { ...things, complaintId, version: Number(version) };
}

export const CONSENT = {
  medium: "phone",
  givenAt: "2025-03-01T10:00:00+08:00",
  note: "She would rather it were settled.",
};
export const PEOPLE = [
  { name: "余小明", phone: "138 0000 1234", reference: "owner-1" },
  { name: "王丽", phone: "0791-88884321" },
];
export const WORDS = {
  subject: "余小明家漏水",
  text: "业主余小明（１３８－００００－１２３４）称客厅漏水，王 丽可作证，身份证36010219900307123X。",
};

const SEEN = `id version status regulation { code } channel { code } category { code } subject text complainants { name phone reference }
  timeline(first: 50) { edges { node { type payload actor { kind } } } }
  handOvers { id status sharing reason outcome failure failureClause { id } answer answeredAt consent { medium note } from { name organization { id } }
    to { name kind organization { id } } history(first: 10) { edges { node { type } } } }
  takenOverFrom { id status sharing reason outcome answer consent { medium note } given { channel category matter }
    from { name kind organization { id } } to { name organization { id } }
    history(first: 50) { edges { node { version type posts payload } } } }`;

/** A complaint as one side sees it. */
export interface Side {
  readonly id: string;
  readonly status: string;
  readonly subject: string;
  readonly text: string;
  readonly handOvers: readonly Record<string, unknown>[];
  readonly takenOverFrom: Record<string, unknown> | null;
  readonly timeline: { readonly edges: readonly { readonly node: { readonly type: string } }[] };
}

/** The complaint as somebody sees it who reaches it. */
export async function seenBy(ask: Ask, asker: Asker, id: string): Promise<Side> {
  const { data, codes } = await ask(asker, `query ($id: ID!) { complaint(id: $id) { ${SEEN} } }`, { id });
  if (codes.length > 0) throw new Error(String(codes[0]));
  return data["complaint"] as Side;
}
/** The types of its history. */
export const happened = ({ timeline }: Side): readonly string[] => timeline.edges.map(({ node }) => node.type);

/** What happens elsewhere: in the directory. */
const ELSEWHERE = {
  adopts: statement(
    "intake_spec.adopts",
    `insert into directory.adoption (tenant_id, id, organization_id, regulation, version, effective_from, readings, calendar, adopted_at)
     values ($1, gen_random_uuid(), $2, $3, 1, '2020-01-01', '{}', 'office', platform.now())`,
  ),
  isSuspended: statement(
    "intake_spec.is_suspended",
    "insert into directory.suspension (tenant_id, organization_id, suspended_at) values ($1, $2, platform.now())",
  ),
  losesGrants: statement(
    "intake_spec.loses_grants",
    "update directory.role_grant set revoked_at = platform.now() where tenant_id = $1 and staff_id = $2",
  ),
  aloneHasRules: statement(
    "intake_spec.alone_has_rules",
    "update directory.adoption set organization_id = $2 where tenant_id = $1",
  ),
};
const noticed = statement(
  "intake_spec.noticed",
  `update platform.tenant_state set rules_version = rules_version + 1, access_version = access_version + 1
   where tenant_id = $1`,
);

/** Lets something happen to an organization or a person: it adopts, is suspended, loses its grants, alone has rules. */
export async function elsewhere(
  database: Database,
  tenantId: TenantId,
  [what, ...values]: readonly [keyof typeof ELSEWHERE, ...string[]],
): Promise<void> {
  await database.write(tenantScope(tenantId), async (uow) => {
    await uow.run(ELSEWHERE[what], [tenantId, ...values]);
    await uow.run(noticed, [tenantId]);
  });
}
