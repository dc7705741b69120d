import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { newId, tenantScope } from "@hearken/kernel";
import { statement } from "@hearken/postgres";
import { clientIdOf, keepSecret, newSecret, openKeySet, tokenVerifier } from "@hearken/service-kit";
import { GatewayWorld } from "../testing/gateway-world.js";

const KEEP = statement(
  "gateway_test.keep_secret",
  "insert into directory.client_credential values ($1, $2, $3, $4, $5, $6)",
);
const USES = statement(
  "gateway_test.uses",
  "select count(*)::int as count from directory.client_use where tenant_id = $1 and client_id = $2",
);

let world: GatewayWorld;
beforeAll(async () => {
  world = await GatewayWorld.open({ tokensPerSecond: 0.001 });
});
afterAll(() => world.close());

const addressOf = (path: string): string => world.url.replace("/graphql", path);

interface Program {
  readonly id: string;
  readonly clientId: string;
  readonly secret: string;
}

async function program(boundTo: readonly string[] | null = null): Promise<Program> {
  const { tenantId, organizationId } = world;
  const id = newId<"Client">();
  const secret = newSecret();
  const { salt, hash } = keepSecret(secret);
  await world.database.write(tenantScope(tenantId), (uow) =>
    uow.run(KEEP, [tenantId, id, organizationId, salt, hash, boundTo]),
  );
  return { id, clientId: clientIdOf({ tenantId, id }), secret };
}

async function ask(
  form: Readonly<Record<string, string>> | string,
  init: RequestInit = {},
): Promise<{ status: number; headers: Headers; body: Readonly<Record<string, unknown>> }> {
  const response = await fetch(addressOf("/oauth/token"), {
    method: "POST",
    ...(init.method === "GET" ? {} : { body: typeof form === "string" ? form : new URLSearchParams(form) }),
    ...init,
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as never };
}

const byPost = ({ clientId, secret }: Pick<Program, "clientId" | "secret">): Record<string, string> => ({
  grant_type: "client_credentials",
  client_id: clientId,
  client_secret: secret,
});

describe("POST /oauth/token", () => {
  it("gives a program a short-lived token by the house's own key, which nobody on the way keeps", async () => {
    const one = await program();
    const answer = await ask(byPost(one));
    expect(answer).toMatchObject({ status: 200, body: { token_type: "Bearer", expires_in: 600 } });
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("pragma")).toBe("no-cache");
    const published = await fetch(addressOf("/.well-known/jwks.json"));
    const jwks = await published.text();
    expect((JSON.parse(jwks) as { keys: object[] }).keys).toHaveLength(2);
    expect(jwks).not.toContain('"d"');
    const verify = tokenVerifier({
      keys: openKeySet({ location: "memory", load: () => Promise.resolve(jwks) }),
      ...{ issuer: world.programs.issuer, audience: world.programs.audience },
    });
    expect(await verify(String(answer.body["access_token"]))).toMatchObject({
      tenantId: world.tenantId,
      subject: one.id,
    });
  });

  it("takes the secret in the header too", async () => {
    const { clientId, secret } = await program();
    const authorization = `Basic ${Buffer.from(`${clientId}:${secret}`).toString("base64")}`;
    expect((await ask({ grant_type: "client_credentials" }, { headers: { authorization } })).status).toBe(200);
  });

  it("says what scope it granted: what was asked for within the bound, the whole bound, or nothing where there is none", async () => {
    const bound = ["complaint.read", "complaint.file"];
    const scopeOf = async (one: Program, scope?: string): Promise<unknown> => {
      const { body } = await ask({ ...byPost(one), ...(scope === undefined ? {} : { scope }) });
      return body["scope"] ?? body["error"] ?? "all";
    };
    expect(await scopeOf(await program())).toBe("all");
    expect(await scopeOf(await program(), "complaint.file complaint.read complaint.file")).toBe(
      "complaint.read complaint.file",
    );
    expect(await scopeOf(await program(bound))).toBe("complaint.read complaint.file");
    expect(await scopeOf(await program(bound), "complaint.read")).toBe("complaint.read");
    for (const scope of ["complaint.close", "complaint.read complaint.close", "everything", "COMPLAINT.READ"]) {
      expect(await scopeOf(await program(bound), scope)).toBe("invalid_scope");
    }
    expect(await scopeOf(await program(), "everything")).toBe("invalid_scope");
  });

  it("says one and the same to everybody whom it does not know", async () => {
    const one = await program();
    const strangers = [
      { ...one, secret: newSecret() },
      { ...(await program()), secret: "x" },
      { ...one, clientId: clientIdOf({ tenantId: world.tenantId, id: newId<"Client">() }) },
      { ...one, clientId: clientIdOf({ tenantId: newId<"Tenant">(), id: one.id as never }) },
      { ...one, clientId: "' or 1=1" },
      { ...one, clientId: "a".repeat(3_000) },
      { ...one, clientId: "\u0000.\u0000" },
    ];
    const answers = await Promise.all(strangers.map((stranger) => ask(byPost(stranger))));
    expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 401, body: { error: "invalid_client" } });
    expect(answers[0]?.headers.get("www-authenticate")).toContain("Basic");
    expect(answers.every(({ headers }) => headers.get("cache-control") === "no-store")).toBe(true);
  });

  it.each([
    [
      "JSON",
      JSON.stringify({ grant_type: "client_credentials" }),
      { headers: { "content-type": "application/json" } },
      400,
    ],
    ["GET", "", { method: "GET" }, 405],
    [
      "8 KB",
      `grant_type=${"x".repeat(8_192)}`,
      { headers: { "content-type": "application/x-www-form-urlencoded" } },
      413,
    ],
    ["a password", { grant_type: "password", client_id: "a", client_secret: "b" }, {}, 400],
  ] as const)("refuses %s", async (_what, form, init, status) => {
    const answer = await ask(form, init);
    expect(answer.status).toBe(status);
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  it("tells a program that asks too often when to come back, and goes on with the others", async () => {
    const [greedy, modest] = [await program(), await program()];
    const fresh = async (one: Program): Promise<number> => (await ask(byPost(one))).status;
    expect(await fresh(greedy)).toBe(200);
    const answer = await ask(byPost(greedy));
    expect(answer).toMatchObject({ status: 429, body: { error: "temporarily_unavailable" } });
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await fresh(modest)).toBe(200);
  });

  it("writes down that a program was used, when it goes at the latest, and once", async () => {
    const own = await GatewayWorld.open({});
    const id = newId<"Client">();
    const secret = newSecret();
    const { salt, hash } = keepSecret(secret);
    const { tenantId, organizationId } = own;
    await own.database.write(tenantScope(tenantId), (uow) =>
      uow.run(KEEP, [tenantId, id, organizationId, salt, hash, null]),
    );
    const uses = (): Promise<{ count: number } | undefined> =>
      own.database.read(tenantScope(tenantId), (uow) => uow.one<{ count: number }>(USES, [tenantId, id]));
    const token = await fetch(own.url.replace("/graphql", "/oauth/token"), {
      method: "POST",
      body: new URLSearchParams(byPost({ clientId: clientIdOf({ tenantId, id }), secret })),
    });
    expect(token.status).toBe(200);
    expect(await uses()).toEqual({ count: 0 });
    await own.gateway.stop();
    expect(await uses()).toEqual({ count: 1 });
    await own.close();
  });
});

describe("a house without a signing key", () => {
  it("has no such address, and publishes no such key", async () => {
    const without = await GatewayWorld.open({ programs: null });
    const at = (path: string): string => without.url.replace("/graphql", path);
    expect((await fetch(at("/oauth/token"), { method: "POST" })).status).toBe(404);
    const { keys } = (await (await fetch(at("/.well-known/jwks.json"))).json()) as { keys: unknown[] };
    expect(keys).toHaveLength(1);
    await without.close();
  });
});
