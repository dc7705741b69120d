import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { instant, newId, tenantScope } from "@hearken/kernel";
import { statement } from "@hearken/postgres";
import { noteUse, openPrincipals, parseClientId, programOf } from "@hearken/service-kit";
import { asking, type Ask, type Asker } from "@hearken/service-kit/testing/asking";
import { testDatabase, type TestDatabase } from "@hearken/testing";
import { directory } from "../service.js";
import { buildWorld, PUBLISHED, traces, type World } from "../testing/world.harness.js";

const CREATE = `mutation ($input: CreateApiClientInput!) { createApiClient(input: $input) { __typename
  ... on CreateApiClientSuccess { client { id clientId lastUsedAt secrets { prefix } } secret } ... on Refusal { code path } } }`;
const ROTATE = `mutation ($input: RotateClientSecretInput!) { rotateClientSecret(input: $input) { __typename
  ... on RotateClientSecretSuccess { client { version secrets { endsAt } } secret } ... on Refusal { code path } } }`;
const LIST = "{ apiClients(first: 10) { edges { node { id lastUsedAt grants { role } } } } }";
const EVERYTHING = statement(
  "directory_spec.everything_kept",
  `select concat((select string_agg(to_jsonb(k)::text, ' ') from platform.idempotency k where tenant_id = $1),
     (select string_agg(to_jsonb(e)::text, ' ') from journal.event e where tenant_id = $1),
     (select string_agg(to_jsonb(s)::text, ' ') from directory.client_secret s where tenant_id = $1)) as text`,
);

interface Made {
  readonly client: { readonly id: string; readonly clientId: string; readonly lastUsedAt: string | null };
  readonly secret: string | null;
}

let test: TestDatabase;
let world: World;
let ask: Ask;
beforeAll(async () => {
  test = await testDatabase({ entities: directory().entities });
  await test.clock.set(instant("2025-03-05T12:00:00+08:00"));
  world = await buildWorld(test.database);
  ask = asking(test.database, directory(PUBLISHED));
});
afterAll(() => test.close());

async function create(asker: Asker, more: Record<string, unknown> = {}): Promise<Made> {
  const input = { organizationId: world.partner.organizationId, label: "Desk", ...more };
  return (await ask(asker, CREATE, { input })).data["createApiClient"] as Made;
}

describe("the secret of a program", () => {
  it("is shown to the call that made it and kept nowhere, nor under its idempotency key", async () => {
    const made = await create(world.headquarters, { idempotencyKey: "once" });
    const { client, secret } = made;
    expect(secret).toMatch(/^hks_/);
    expect(await create(world.headquarters, { idempotencyKey: "once" })).toMatchObject({
      client: { id: client.id },
      secret: null,
    });
    const kept = await test.database.read(tenantScope(world.tenantId), (uow) =>
      uow.one<{ text: string }>(EVERYTHING, [world.tenantId]),
    );
    expect(kept?.text).toContain(client.id);
    expect(kept?.text).not.toContain(secret?.slice(12));
    expect(await programOf(test.database, { clientId: client.clientId, secret: secret ?? "" })).toMatchObject({
      id: client.id,
    });
  });

  it("is made and rotated by whoever manages its organization alone", async () => {
    const { client } = await create(world.headquarters);
    const before = await traces(test.database, world.tenantId);
    const input = { clientId: client.id, overlapMinutes: 5 };
    expect((await ask(world.south, ROTATE, { input })).codes).toEqual(["NOT_FOUND"]);
    expect((await ask(world.headquarters, ROTATE, { input: { ...input, clientId: newId() } })).codes).toEqual([
      "NOT_FOUND",
    ]);
    expect(await create(world.partner)).toMatchObject({ code: "FORBIDDEN" });
    expect((await ask(world.partner, LIST)).codes).toEqual(["FORBIDDEN"]);
    for (const [wrong, code] of [
      [{ overlapMinutes: -1 }, "INVALID_INPUT"],
      [{ expectedVersion: 7 }, "STALE_VERSION"],
    ] as const) {
      const answer = await ask(world.headquarters, ROTATE, { input: { ...input, ...wrong } });
      expect(answer.data["rotateClientSecret"]).toMatchObject({ code });
    }
    expect(await traces(test.database, world.tenantId)).toEqual(before);
  });
});

describe("the scopes of a program", () => {
  it("are names of actions, each once, and nothing is made of others", async () => {
    const before = await traces(test.database, world.tenantId);
    const listed = async (): Promise<number> =>
      ((await ask(world.headquarters, LIST)).data["apiClients"] as { edges: unknown[] }).edges.length;
    const programs = await listed();
    for (const scopes of [[], ["everything"], ["complaint.read", "COMPLAINT.READ"], ["constructor"], [""]]) {
      expect(await create(world.headquarters, { scopes })).toMatchObject({
        code: "INVALID_INPUT",
        path: ["input", "scopes"],
      });
    }
    expect(await traces(test.database, world.tenantId)).toEqual(before);
    expect(await listed()).toBe(programs);
    const scopes = ["complaint.file", "complaint.read", "complaint.file"];
    const { client, secret } = await create(world.headquarters, { scopes });
    const program = await programOf(test.database, { clientId: client.clientId, secret: secret ?? "" });
    expect(program?.boundTo).toEqual(["complaint.read", "complaint.file"]);
  });

  it("bound it whoever signs its token", async () => {
    const { client } = await create(world.headquarters, { scopes: ["complaint.read"] });
    const identity = { tenantId: world.tenantId, subject: client.id, expiresAt: Number.MAX_SAFE_INTEGER };
    const principals = openPrincipals(test.database);
    expect((await principals.of(identity))?.boundTo).toEqual(["complaint.read"]);
    expect((await principals.of({ ...identity, scope: ["complaint.file"] }))?.boundTo).toEqual([]);
    // A token's own scope is not remembered for another.
    expect((await principals.of(identity))?.boundTo).toEqual(["complaint.read"]);
    expect((await principals.reload({ ...identity, scope: ["complaint.read", "complaint.file"] }))?.boundTo).toEqual([
      "complaint.read",
    ]);
  });
});

describe("when a program was used last", () => {
  it("is written once a minute at most, and shown in the list", async () => {
    const { client, secret } = await create(world.headquarters);
    const program = await programOf(test.database, { clientId: client.clientId, secret: secret ?? "" });
    if (program === undefined) throw new Error("the program is not known");
    expect(parseClientId(client.clientId)).toEqual({ tenantId: program.tenantId, id: program.id });
    const shown = async (): Promise<unknown> => {
      const { apiClients } = (await ask(world.headquarters, LIST)).data as {
        apiClients: { edges: { node: { id: string; lastUsedAt: string } }[] };
      };
      return apiClients.edges.find(({ node }) => node.id === client.id)?.node.lastUsedAt;
    };
    expect(await shown()).toBeNull();
    const seen: unknown[] = [];
    for (const at of ["12:00:00", "12:00:59", "12:01:00"]) {
      await test.clock.set(instant(`2025-03-05T${at}+08:00`));
      await noteUse(test.database, program);
      seen.push(Date.parse(String(await shown())));
    }
    const [first, second, third] = seen.map(Number);
    expect(second).toBe(first);
    expect((third ?? 0) - (first ?? 0)).toBe(60_000);
  });
});
