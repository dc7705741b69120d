import { randomBytes } from "node:crypto";
import { openContext, type OpenContext, type Principal } from "@hearken/graphql-kit";
import { journalMigrations } from "@hearken/journal";
import { newId, tenantScope, type Instant, type TenantId } from "@hearken/kernel";
import {
  bumpAccessVersion,
  createDatabase,
  dropDatabases,
  migrate,
  openDatabase,
  statement,
  wall,
  type Database,
  type Migration,
} from "@hearken/postgres";
import { testServerUrl } from "./environment.js";

/** A table in which commands leave an effect. */
const EFFECT: Migration = {
  id: "20261121T0900-create-effect",
  kind: "expand",
  up: [
    "create schema kit_test",
    "create table kit_test.effect (tenant_id uuid not null, id uuid not null, primary key (tenant_id, id))",
    ...wall({ table: "kit_test.effect" }),
  ],
};
export const SETS = [
  { service: "journal", migrations: journalMigrations },
  { service: "kit_test", migrations: [EFFECT] },
];

export const LEAVE_EFFECT = statement("kit_test.leave_effect", "insert into kit_test.effect values ($1, $2)");
const EFFECTS = statement(
  "kit_test.effects",
  "select count(*)::int as count from kit_test.effect where tenant_id = $1",
);

/** A migrated database of its own. Throws when the run has no server for tests. */
export class ScratchHouse {
  private constructor(
    readonly database: Database,
    readonly url: string,
    private readonly drop: () => Promise<void>,
  ) {}

  static async open(poolSize = 8): Promise<ScratchHouse> {
    const server = testServerUrl();
    const name = `hearken_kit_${randomBytes(6).toString("hex")}`;
    const url = await createDatabase(server, name);
    await migrate({ url, sets: SETS });
    return new ScratchHouse(await openDatabase({ url, poolSize }), url, () => dropDatabases(server, [name]));
  }

  /** A tenant with a row in `platform.tenant_state`. */
  async tenant(): Promise<TenantId> {
    const tenantId = newId<"Tenant">();
    await this.database.write(tenantScope(tenantId), bumpAccessVersion);
    return tenantId;
  }

  principal(tenantId: TenantId, id: string, accessVersion = 1): Principal {
    return {
      scope: tenantScope(tenantId),
      actor: { kind: "staff", id, organizationId: null, posts: [] },
      roles: [],
      accessVersion,
      validUntil: Number.MAX_SAFE_INTEGER as Instant,
    };
  }

  context(
    principal: Principal,
    more: { header?: string; reload?: () => Promise<Principal | undefined> } = {},
  ): OpenContext {
    return openContext({
      principal,
      reloadPrincipal: more.reload,
      idempotencyKeyHeader: more.header,
      language: "en",
      requestId: "test",
      database: this.database,
      rulebook: undefined as never,
      keyring: undefined as never,
      clauses: () => undefined,
    });
  }

  async effects(tenantId: TenantId): Promise<number> {
    return this.database.read(
      tenantScope(tenantId),
      async (uow) => (await uow.one<{ count: number }>(EFFECTS, [tenantId]))?.count ?? 0,
    );
  }

  async close(): Promise<void> {
    await this.database.close();
    await this.drop();
  }
}
