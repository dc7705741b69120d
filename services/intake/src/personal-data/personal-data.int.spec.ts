import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { drainConsumers } from "@hearken/journal";
import { DAY, HOUR, newId } from "@hearken/kernel";
import { openKeyring, openRulebook, temporaryMasterKeys, type Platform } from "@hearken/service-kit";
import { asking, type Ask, type Asker } from "@hearken/service-kit/testing/asking";
import { testDatabase, type TestDatabase } from "@hearken/testing";
import { intake } from "../service.js";
import { asOwner, dump, tablesThatSay } from "../testing/behind-the-wall.harness.js";
import { filed, filingOf, outcomeOf, succeed, type Input } from "../testing/complaints.harness.js";
import { buildWorld, traces, type World } from "../testing/world.harness.js";
import { runErasures } from "../erasure/erasure.job.js";

const ZHANG = {
  name: "欧阳慕容雪",
  phone: "13913572468",
  address: "上海市浦东新区世纪大道1188号",
  identityNumber: "11010519491231002X",
  reference: "member-770011",
};
const NOBODY = { name: null, phone: null, address: null, identityNumber: null };

let test: TestDatabase;
let ask: Ask;
/** It goes by Ligao, which says nothing of how long papers are kept. */
let world: World;
let platform: Platform;
const service = intake();
const silent = new Proxy({}, { get: () => () => undefined }) as Platform["log"];

beforeAll(async () => {
  test = await testDatabase({ entities: service.entities, poolSize: 20 });
  const keyring = openKeyring(temporaryMasterKeys());
  ask = asking(test.database, service, keyring);
  const { database } = test;
  platform = { database, keyring, rulebook: openRulebook(), log: silent, clauses: () => undefined };
});
afterAll(() => test.close());
beforeEach(async () => {
  world = await buildWorld(test.database);
});

interface Person {
  readonly complaintId: string;
  readonly complainantId: string;
}

/** A complaint of Zhang's at the south of a world. */
async function complained(of: World = world, more: Input = {}): Promise<Person> {
  const complaintId = await filed(ask, of.south, { complainants: [ZHANG], ...more });
  const { data } = await ask(of.south, "query ($id: ID!) { complaint(id: $id) { complainants { id } } }", {
    id: complaintId,
  });
  const [person] = (data["complaint"] as { complainants: { id: string }[] }).complainants;
  return { complaintId, complainantId: person?.id ?? "" };
}

const CHOSEN: Readonly<Record<string, string>> = {
  revealComplainant: "complainantId name phone address identityNumber",
  exportComplainant: `complainantId name phone address identityNumber reference erasedAt isWhole
    complaints { id subject text complainants { name } replies { text } contacts { note } evidence { uri } words { text } }
    accesses { type complaintId actorId fields purpose }`,
  eraseComplainant: "complainantId erasedAt",
};

async function act(asker: Asker, mutation: string, input: Input): Promise<unknown> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}`;
  const document = `mutation ($input: ${type}Input!) { ${mutation}(input: $input) { __typename
    ... on ${type}Success { ${CHOSEN[mutation] ?? "complaint { id legalHold version }"} }
    ... on Refusal { code path message clause { id } } } }`;
  return outcomeOf(await ask(asker, document, { input }), mutation);
}

/** Shows that rows and journal are what they were. */
async function nothingFrom(asker: Asker, mutation: string, input: Input): Promise<unknown> {
  const before = await traces(test.database, world.tenantId);
  const outcome = await act(asker, mutation, input);
  expect(await traces(test.database, world.tenantId)).toEqual(before);
  return outcome;
}

interface Told {
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly actor: { readonly id: string };
}

/** What was done with anybody's data, as the complaint's history tells it. */
async function acts(complaintId: string): Promise<readonly Told[]> {
  const document = `query ($id: ID!) { complaint(id: $id) { timeline(first: 100) {
    edges { node { type payload actor { id } } } } } }`;
  const { data } = await ask(world.headquarters, document, { id: complaintId });
  const { edges } = (data["complaint"] as { timeline: { edges: { node: Told }[] } }).timeline;
  return edges.map(({ node }) => node).filter(({ type }) => type.startsWith("complainant."));
}

const withdraw = (complaintId: string): Promise<unknown> =>
  succeed(ask, world.south, { mutation: "withdrawComplaint", input: { complaintId } });

/** Lets everything follow that follows by itself. */
async function settle(): Promise<void> {
  await drainConsumers(test.database, service.consumers(platform));
  await runErasures(platform);
}

describe("a complainant who is revealed", () => {
  const all = ["NAME", "PHONE", "ADDRESS", "IDENTITY_NUMBER"];

  it("is shown as far as was asked for, and it is recorded who saw what and what for", async () => {
    const person = await complained();
    const input = { ...person, fields: ["PHONE"], purpose: "CONTACT" };
    const { complainantId } = person;
    const shown = await act(world.south, "revealComplainant", input);
    expect(shown).toMatchObject({ complainantId, ...NOBODY, phone: ZHANG.phone });
    const { reference, ...clear } = ZHANG;
    const more = { fields: all, purpose: "OTHER", reason: "He asked us to." };
    expect(await act(world.south, "revealComplainant", { ...person, ...more })).toMatchObject(clear);
    expect(reference).toBeDefined();
    const { staffId } = world.south;
    expect(await acts(person.complaintId)).toMatchObject([
      {
        type: "complainant.revealed",
        payload: { complainantId, fields: ["phone"], purpose: "contact" },
        actor: { id: staffId },
      },
      { payload: { fields: ["name", "phone", "address", "identity_number"], reasonId: expect.any(String) } },
    ]);
  });

  it("makes nobody's decision stale", async () => {
    const { complaintId, complainantId } = await complained();
    const input = { complaintId, complainantId, fields: ["NAME"], purpose: "VERIFY" };
    await act(world.south, "revealComplainant", input);
    const reply = { complaintId, items: ["empathy"], expectedVersion: 1 };
    expect(await succeed(ask, world.south, { mutation: "tickChecklist", input: reply })).toMatchObject({ version: 3 });
  });

  it("is shown and recorded once more under a key that was used, and is kept nowhere", async () => {
    const person = await complained();
    const input = { ...person, fields: all, purpose: "CONTACT", idempotencyKey: newId() };
    const [first, second] = [
      await act(world.south, "revealComplainant", input),
      await act(world.south, "revealComplainant", input),
    ];
    expect(second).toEqual(first);
    expect(await acts(person.complaintId)).toHaveLength(2);
    const { reference, ...clear } = ZHANG;
    expect(tablesThatSay(await dump(test.url), Object.values(clear))).toEqual([]);
    expect(await nothingFrom(world.south, "revealComplainant", { ...input, fields: ["NAME"] })).toMatchObject({
      code: "IDEMPOTENCY_KEY_REUSED",
    });
    await asOwner(test.url, async (owner) => {
      const { tenantId } = world;
      await owner.query("update directory.role_grant set role = 'reader' where tenant_id = $1", [tenantId]);
      await owner.query("update platform.tenant_state set access_version = access_version + 1 where tenant_id = $1", [
        tenantId,
      ]);
    });
    expect(await nothingFrom(world.south, "revealComplainant", input)).toMatchObject({ code: "FORBIDDEN" });
    expect(reference).toBe("member-770011");
  });

  it("is refused to whoever may not, without a purpose that says something, and out of reach", async () => {
    const person = await complained();
    const input = { ...person, fields: ["NAME"], purpose: "CONTACT" };
    const { partner, reader, north, south } = world;
    for (const asker of [partner, reader])
      expect(await nothingFrom(asker, "revealComplainant", input)).toMatchObject({ code: "FORBIDDEN" });
    expect(await nothingFrom(south, "revealComplainant", { ...input, purpose: "OTHER" })).toMatchObject({
      code: "INVALID_INPUT",
      path: ["input", "reason"],
    });
    expect(await nothingFrom(south, "revealComplainant", { ...input, fields: [] })).toMatchObject({
      code: "INVALID_INPUT",
      path: ["input", "fields"],
    });
    expect(await nothingFrom(north, "revealComplainant", input)).toBe("NOT_FOUND");
    const other = await complained(world, { complainants: [{ name: "李四" }] });
    for (const id of [newId(), "no-id", "", other.complainantId]) {
      expect(await nothingFrom(south, "revealComplainant", { ...input, complainantId: id })).toBe("NOT_FOUND");
    }
    for (const id of [newId(), "no-id", other.complaintId]) {
      expect(await nothingFrom(south, "revealComplainant", { ...input, complaintId: id })).toBe("NOT_FOUND");
    }
  });

  it("is refused beyond sixty an hour to one actor, many at once too, and shown again in the next", async () => {
    const person = await complained();
    const input = { ...person, fields: ["NAME"], purpose: "CONTACT" };
    const codes = (answers: readonly unknown[]): unknown[] =>
      answers.flatMap((answer) => (answer as { code?: string }).code ?? []);
    const crowd: unknown[] = [];
    while (crowd.length < 64) {
      crowd.push(...(await Promise.all(Array.from({ length: 8 }, () => act(world.south, "revealComplainant", input)))));
    }
    expect(codes(crowd)).toEqual(["FORBIDDEN", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN"]);
    expect(await acts(person.complaintId)).toHaveLength(60);
    expect(await nothingFrom(world.south, "revealComplainant", input)).toMatchObject({ code: "FORBIDDEN" });
    expect(codes([await act(world.headquarters, "revealComplainant", input)])).toEqual([]);
    await test.clock.advance(HOUR);
    expect(codes([await act(world.south, "revealComplainant", input)])).toEqual([]);
  });
});

describe("a person who asks to be erased", () => {
  it("76 is kept while a complaint of theirs goes on or is held, naming it, and erased afterwards", async () => {
    const { headquarters } = world;
    const person = await complained();
    const { complaintId, complainantId } = person;
    const later = await complained();
    expect(later.complainantId).toBe(complainantId);
    const refused = async (): Promise<unknown> => nothingFrom(headquarters, "eraseComplainant", { complainantId });
    const illegal = (word: string) => ({ code: "ILLEGAL_TRANSITION", message: expect.stringContaining(word) });
    expect(await refused()).toMatchObject(illegal("being handled"));
    await withdraw(complaintId);
    expect(await refused()).toMatchObject(illegal("being handled"));
    await withdraw(later.complaintId);
    await act(headquarters, "placeLegalHold", { complaintId, reason: "The court asked for it." });
    expect(await refused()).toMatchObject(illegal("legal hold"));
    await act(headquarters, "releaseLegalHold", { complaintId, reason: "The case is over." });
    expect(await act(headquarters, "eraseComplainant", { complainantId })).toMatchObject({ complainantId });
    for (const id of [complaintId, later.complaintId]) {
      expect(await acts(id)).toMatchObject([
        {
          type: "complainant.erased",
          payload: { complainantId, basis: "request" },
          actor: { id: headquarters.staffId },
        },
      ]);
    }
    const indexed = await asOwner(test.url, (owner) =>
      owner.query<unknown[]>(
        `select from intake.complainant where id = $1 and num_nonnulls(name, name_sealed, phone_sealed, address_sealed,
           identity_sealed, phone_index, identity_index, reference, customer_type) > 0`,
        [complainantId],
      ),
    );
    expect(indexed).toEqual([]);
  });

  it("76 is erased once: the second time answers the same and does nothing", async () => {
    const { headquarters } = world;
    const { complaintId, complainantId } = await complained();
    await withdraw(complaintId);
    const first = await act(headquarters, "eraseComplainant", { complainantId });
    await test.clock.advance(HOUR);
    expect(await nothingFrom(headquarters, "eraseComplainant", { complainantId })).toEqual(first);
    const reveal = { complaintId, complainantId, fields: ["NAME"], purpose: "LEGAL" };
    expect(await nothingFrom(headquarters, "revealComplainant", reveal)).toMatchObject({ code: "ILLEGAL_TRANSITION" });
    // Who comes again is somebody new.
    expect((await complained()).complainantId).not.toBe(complainantId);
  });

  it("76 is erased once by ten at once, told once, while new complaints of theirs come in", async () => {
    const { headquarters } = world;
    const { complaintId, complainantId } = await complained();
    await withdraw(complaintId);
    const [erasures, filings] = await Promise.all([
      Promise.all(Array.from({ length: 10 }, () => act(headquarters, "eraseComplainant", { complainantId }))),
      Promise.all(Array.from({ length: 5 }, () => complained())),
    ]);
    const told = await acts(complaintId);
    const joined = filings.filter((filing) => filing.complainantId === complainantId);
    // Either they were erased before anybody filed, or the first new complaint kept them.
    expect(joined).toHaveLength(told.length === 0 ? 5 : 0);
    expect(
      erasures.every(
        (one) => (one as { code?: string }).code === (told.length === 0 ? "ILLEGAL_TRANSITION" : undefined),
      ),
    ).toBe(true);
  });

  it("is refused to whoever may not, and nobody out of reach", async () => {
    const { complainantId } = await complained();
    for (const asker of [world.south, world.partner, world.reader])
      expect(await nothingFrom(asker, "eraseComplainant", { complainantId })).toMatchObject({ code: "FORBIDDEN" });
    const stranger = await complained(await buildWorld(test.database));
    for (const id of [newId(), "no-id", "", stranger.complainantId])
      expect(await nothingFrom(world.headquarters, "eraseComplainant", { complainantId: id })).toBe("NOT_FOUND");
  });
});

describe("a person whose papers a regulation keeps for a year", () => {
  /** A complaint of Zhang's that goes by Jindi, has evidence, and is withdrawn. */
  async function kept(): Promise<Person> {
    world = await buildWorld(test.database, { regulation: "jindi", posts: ["sales_staff"] });
    const person = await complained();
    const evidence = { complaintId: person.complaintId, kind: "photo", uri: "https://files.example/1" };
    await succeed(ask, world.south, { mutation: "attachEvidence", input: evidence });
    await withdraw(person.complaintId);
    return person;
  }

  it("JD-8.1a is not erased at their request before, by its clause", async () => {
    const { complainantId } = await kept();
    expect(await nothingFrom(world.headquarters, "eraseComplainant", { complainantId })).toMatchObject({
      code: "REGULATION",
      clause: { id: "JD-8.1a" },
    });
    await test.clock.advance(366 * DAY);
    expect(await act(world.headquarters, "eraseComplainant", { complainantId })).toMatchObject({ complainantId });
  });

  it("JD-8.1a is erased when the year has passed, by itself, once", async () => {
    const { complaintId, complainantId } = await kept();
    await settle();
    await test.clock.advance(364 * DAY);
    await settle();
    expect(await acts(complaintId)).toEqual([]);
    await test.clock.advance(2 * DAY);
    await Promise.all([settle(), runErasures(platform)]);
    expect(await acts(complaintId)).toMatchObject([
      { payload: { complainantId, basis: "retention" }, actor: { id: "hearken" } },
    ]);
    await settle();
    expect(await acts(complaintId)).toHaveLength(1);
  });

  it("is not erased while a hold lasts, and is when it is released later", async () => {
    const { complaintId } = await kept();
    await act(world.headquarters, "placeLegalHold", { complaintId, reason: "The court asked for it." });
    await settle();
    await test.clock.advance(400 * DAY);
    await settle();
    expect(await acts(complaintId)).toEqual([]);
    await act(world.headquarters, "releaseLegalHold", { complaintId, reason: "The case is over." });
    await settle();
    expect(await acts(complaintId)).toHaveLength(1);
  });

  it("is not erased while they complain again, nor by time where the regulation names none", async () => {
    const { complaintId } = await kept();
    await settle();
    const again = await complained();
    await test.clock.advance(400 * DAY);
    await settle();
    expect([...(await acts(complaintId)), ...(await acts(again.complaintId))]).toEqual([]);
    world = await buildWorld(test.database);
    const silently = await complained();
    await withdraw(silently.complaintId);
    await test.clock.advance(4_000 * DAY);
    await settle();
    expect(await acts(silently.complaintId)).toEqual([]);
  });
});

describe("the export of everything about a person", () => {
  it("holds who they are, their complaints with all that was written, and who saw them, and is recorded in each", async () => {
    const { south, headquarters } = world;
    const { complaintId, complainantId } = await complained(world, { idempotencyKey: newId() });
    const reply = { complaintId, kind: "courtesy", public: false, text: "Thank you." };
    await succeed(ask, south, { mutation: "sendReply", input: reply });
    await act(south, "revealComplainant", { complaintId, complainantId, fields: ["PHONE"], purpose: "CONTACT" });
    const other = await complained();
    const input = { complainantId, purpose: "PERSON_ASKED", idempotencyKey: newId() };
    const exported = await act(headquarters, "exportComplainant", input);
    expect(exported).toMatchObject({ ...ZHANG, complainantId, isWhole: true, erasedAt: null });
    const { complaints, accesses } = exported as { complaints: { id: string }[]; accesses: unknown[] };
    expect(complaints.map(({ id }) => id).sort()).toEqual([complaintId, other.complaintId].sort());
    const { subject, text } = filingOf(south);
    expect(complaints).toContainEqual(
      expect.objectContaining({ subject, text, replies: [{ text: "Thank you." }], complainants: [{ name: "欧**" }] }),
    );
    expect(accesses).toMatchObject([{ type: "complainant.revealed", actorId: south.staffId, fields: ["phone"] }]);
    await act(headquarters, "exportComplainant", input);
    for (const id of [complaintId, other.complaintId]) {
      const told = (await acts(id)).filter(({ type }) => type === "complainant.exported");
      expect(told).toMatchObject([
        { payload: { complainantId, purpose: "person_asked" } },
        { payload: { complainantId, purpose: "person_asked" } },
      ]);
    }
    const { reference, ...clear } = ZHANG;
    expect(tablesThatSay(await dump(test.url), Object.values(clear))).toEqual([]);
    expect(reference).toBe("member-770011");
  });

  it("76 is either whole or without what is erased, when both come at once", async () => {
    const { headquarters } = world;
    for (let round = 0; round < 5; round += 1) {
      const { complaintId, complainantId } = await complained();
      await withdraw(complaintId);
      const exporting = Array.from({ length: 4 }, () =>
        act(headquarters, "exportComplainant", { complainantId, purpose: "LEGAL" }),
      );
      const [answers] = await Promise.all([
        Promise.all(exporting),
        act(headquarters, "eraseComplainant", { complainantId }),
      ]);
      const { reference, ...clear } = ZHANG;
      for (const answer of answers) {
        const isErased = (answer as { erasedAt: string | null }).erasedAt !== null;
        expect(answer).toMatchObject(isErased ? { ...NOBODY, reference: null } : { ...clear, reference });
      }
      // What was shown in clear was recorded before it was erased.
      const order = (await acts(complaintId)).map(({ type }) => type);
      const whole = answers.filter((answer) => (answer as { erasedAt: string | null }).erasedAt === null).length;
      expect(order.indexOf("complainant.erased")).toBe(whole);
    }
  });

  it("is refused to whoever may not, and knows nobody out of reach", async () => {
    const { complainantId } = await complained();
    const purpose = "LEGAL";
    for (const asker of [world.south, world.partner, world.reader])
      expect(await nothingFrom(asker, "exportComplainant", { complainantId, purpose })).toMatchObject({
        code: "FORBIDDEN",
      });
    const stranger = await complained(await buildWorld(test.database));
    for (const id of [newId(), "no-id", "", stranger.complainantId])
      expect(await nothingFrom(world.headquarters, "exportComplainant", { complainantId: id, purpose })).toBe(
        "NOT_FOUND",
      );
  });
});
