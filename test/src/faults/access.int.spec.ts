import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { disableTenant } from "@hearken/directory";
import { demoId } from "@hearken/directory/demo-tenant";
import { newId } from "@hearken/kernel";
import { cursorOf, filed } from "../testing/complaint.js";
import { openHouse, type Groups, type TestHouse } from "../testing/house.js";
import { mutationText, type Answer } from "../testing/party.js";
import { Witness } from "../testing/traces.js";

let house: TestHouse;
let group: Groups;
let witness: Witness;

beforeAll(async () => {
  house = await openHouse("together");
  await house.at("2025-03-04T09:00:00+08:00");
  group = await house.found();
  witness = await Witness.of(house.test.url);
}, 90_000);
afterAll(async () => {
  await (witness as Witness | undefined)?.end();
  await (house as TestHouse | undefined)?.stop();
});

const ACCESS_ENDED = 4403;
const READ = "query ($id: ID!) { complaint(id: $id) { id } }";
const VIEWER = "{ viewer { id tenant { id } reach { scope organizationIds } } }";

describe("who asks", () => {
  it("36 is who the token says, whatever tenant, organization or person a header, a cookie or the address names", async () => {
    const stranger = await house.found();
    const theirs = await filed(stranger);
    const officer = group.as("subsidiary-1");
    const { organizationId, staffId } = stranger.party("headquarters");
    const plain = await officer.post(VIEWER);
    const names = [
      "tenant",
      "tenant-id",
      "hearken-tenant",
      "organization",
      "organization-id",
      "user",
      "user-id",
      "scope",
    ];
    const spoofed = Object.fromEntries(
      ["", "x-", "x-forwarded-", "hearken-"].flatMap((prefix) =>
        names.map((name) => [`${prefix}${name}`, name.startsWith("user") ? staffId : stranger.tenantId]),
      ),
    );
    const more = { ...spoofed, cookie: `hearken.tenant=${stranger.tenantId}; organization=${organizationId}` };
    expect((await officer.post(VIEWER, {}, more)).text).toBe(plain.text);
    // From its second time on an operation is compiled.
    await officer.post(READ, { id: staffId });
    const [unknown, unseen] = [
      await officer.post(READ, { id: staffId }),
      await officer.post(READ, { id: theirs }, more),
    ];
    expect(unseen.text).toBe(unknown.text);
    expect(unseen.errors[0]?.extensions?.["code"]).toBe("NOT_FOUND");
  });

  it("36 is nobody by a header that is malformed, and nothing is said but that", async () => {
    const { token } = group.as("subsidiary-1");
    const [head = "", body = "", signature = ""] = token.split(".");
    const malformed = ["", token, `Basic ${token}`, `Bearer: ${token}`, `Bearer ${token} ${token}`, `Bearer ${token},`];
    const answers: Answer[] = [];
    for (const authorization of [
      ...malformed,
      "Bearer",
      `Bearer ${head}.${body}`,
      `Bearer ${body}.${head}.${signature}`,
    ])
      answers.push(await group.as("subsidiary-1").post(VIEWER, {}, { authorization }));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
    expect(new Set(answers.slice(1).map(({ text }) => text)).size).toBe(1);
  });

  it("37 is refused to write what they have just read, once the grant between is gone", async () => {
    const id = await filed(group);
    const partner = group.as("partner-1");
    expect(await partner.ask(READ, { id })).toEqual({ complaint: { id } });
    const headquarters = group.as("headquarters");
    const { grants } = await headquarters.ask<{ grants: { edges: { node: { id: string; role: string } }[] } }>(
      "{ grants(first: 100) { edges { node { id role } } } }",
    );
    for (const { node } of grants.edges.filter((edge) => edge.node.role === "PARTNER"))
      await headquarters.succeed("revokeGrant", { grantId: node.id }, "grant { id }");
    await witness.settled();
    const before = await witness.traces();
    const contact = { complaintId: id, purpose: "progress", medium: "phone", reached: true };
    const answer = await partner.post(mutationText("recordContact", "__typename"), { input: contact });
    expect(answer.text).not.toContain("RecordContactSuccess");
    expect(await witness.traces()).toEqual(before);
  });

  it("32 is nobody while their whole group is disabled, at once and on open subscriptions too, and everybody again after", async () => {
    const closed = await house.found();
    const [officer, other] = [closed.as("headquarters"), group.as("subsidiary-2")];
    const id = await filed(closed);
    const changes = officer.listen({ to: "complaintChanges", after: await cursorOf(officer, id) });
    await changes.next();
    expect(await disableTenant(house.platform.database, closed.tenantId, true)).toBe(true);
    expect(await disableTenant(house.platform.database, closed.tenantId, true)).toBe(false);
    expect(await officer.post(VIEWER)).toMatchObject({ status: 401 });
    expect((await changes.end()).closeCode).toBe(ACCESS_ENDED);
    await changes.close();
    expect((await other.post(VIEWER)).status).toBe(200);
    expect(await disableTenant(house.platform.database, closed.tenantId, false)).toBe(true);
    expect(await officer.ask(READ, { id })).toEqual({ complaint: { id } });
    expect(await disableTenant(house.platform.database, newId<"Tenant">(), true)).toBe(false);
  });

  it("32 has no post any more from the moment at which it is vacated, by a token that goes on holding", async () => {
    const officer = group.as("subsidiary-2");
    const posts = async (): Promise<readonly string[]> =>
      (await officer.ask<{ viewer: { posts: string[] } }>("{ viewer { posts } }")).viewer.posts;
    expect(await posts()).toContain("service_center");
    const [holding] = await witness.rows<{ id: string }>(
      "select id from directory.post_holding where tenant_id = $1 and staff_id = $2 and post = 'service_center'",
      [group.tenantId, group.party("subsidiary-2").staffId],
    );
    await group.as("headquarters").succeed("vacatePost", { holdingId: holding?.id }, "__typename");
    expect(await posts()).not.toContain("service_center");
  });
});

const COMPLAINTS = 250;
const RELAYS = 40;
const AT_ONCE = 16;

describe("one person to whom everything is relayed", () => {
  it("47 has exactly what was said to be done of ten thousand, also when they leave in the middle, and nothing from then on", async () => {
    const officer = group.as("subsidiary-1");
    const staffId = group.own(demoId("staff", 203));
    const ids: string[] = [];
    while (ids.length < COMPLAINTS) {
      ids.push(...(await Promise.all(Array.from({ length: 10 }, () => filed(group)))));
    }
    const relay = (complaintId: string): Promise<Answer> =>
      officer.post(mutationText("relayComplaint", "complaint { version }"), {
        input: { complaintId, to: "service_specialist", staffId },
      });
    let isGone = false;
    const done = new Map(ids.map((id) => [id, 0]));
    const late: Answer[] = [];
    const half = Promise.withResolvers<undefined>();
    let total = 0;
    const once = async (id: string): Promise<void> => {
      const wasGone = isGone;
      const answer = await relay(id);
      if (answer.text.includes("RelayComplaintSuccess")) {
        done.set(id, (done.get(id) ?? 0) + 1);
        total += 1;
        if (total === (COMPLAINTS * RELAYS) / 2) half.resolve(undefined);
      } else expect(answer.errors.map(({ extensions }) => extensions?.["code"])).toEqual(["NOT_FOUND"]);
      if (wasGone) late.push(answer);
    };
    const waiting = Array.from({ length: RELAYS }, () => ids).flat();
    const handing = Array.from({ length: AT_ONCE }, async () => {
      for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) await once(id);
    });
    const leaving = (async () => {
      await half.promise;
      await group.as("headquarters").succeed("removeStaff", { staffId }, "__typename");
      isGone = true;
    })();
    await Promise.all([...handing, leaving]);
    const kept = await witness.rows<{ id: string; relays: number; told: number }>(
      `select c.id, (select count(*)::int from intake.relay r where r.tenant_id = c.tenant_id and r.complaint_id = c.id and r.staff_id = $2) as relays,
         (select count(*)::int from journal.event e where e.tenant_id = c.tenant_id and e.stream_id = c.id
            and e.type = 'complaint.relayed' and e.payload ->> 'staffId' = $2::text) as told
       from intake.complaint c where c.id = any ($1::uuid[])`,
      [ids, staffId],
    );
    for (const { id, relays, told } of kept)
      expect({ relays, told }).toEqual({ relays: done.get(id), told: done.get(id) });
    expect(late.length).toBeGreaterThan(0);
    for (const answer of late) expect(answer.text).not.toContain("RelayComplaintSuccess");
    await witness.settled();
    const [owed] = await witness.rows<{ holdings: number }>(
      "select count(*)::int as holdings from directory.post_holder where tenant_id = $1 and staff_id = $2",
      [group.tenantId, staffId],
    );
    expect(owed?.holdings).toBe(0);
  }, 240_000);
});
