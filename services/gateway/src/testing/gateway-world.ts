import { randomBytes } from "node:crypto";
import { event, type NewEvent } from "@hearken/contracts";
import { append, journalMigrations, LocalWake, openTail, type RecordedEvent, type TailOptions } from "@hearken/journal";
import {
  newId,
  SYSTEM,
  tenantScope,
  type ComplaintId,
  type Instant,
  type OrganizationId,
  type ProjectId,
  type TenantId,
} from "@hearken/kernel";
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
import {
  defineService,
  openDoor,
  openKeySet,
  openLog,
  NO_KEYRING,
  openRulebook,
  serveSubgraph,
  temporaryHouseIssuer,
  temporaryIssuer,
  tokenVerifier,
  type DevelopmentIssuer,
  type Platform,
  type Service,
  type SubgraphServer,
  type VerifyToken,
} from "@hearken/service-kit";
import { handClock, installHandClock, testEnvironment, type HandClock } from "@hearken/testing";
import { openGateway, type Gateway, type Limits, type RemoteSubgraph, type SocketLimits } from "../service.js";
import { escalation, intake } from "./small-services.js";

const DIRECTORY: Migration = {
  id: "20261121T0900-create-access",
  kind: "expand",
  up: [
    "create schema directory",
    `create table directory.access (tenant_id uuid not null, subject text not null, kind text not null, organization_id uuid,
       posts text[] not null, roles text[] not null, reach text not null, organization_ids uuid[] not null,
       project_ids uuid[] not null, valid_until timestamptz, on_behalf jsonb not null default '[]', primary key (tenant_id, subject))`,
    ...wall({ table: "directory.access" }),
    "create table directory.program_bound (tenant_id uuid not null, subject text not null, bound_to text[], primary key (tenant_id, subject))",
    ...wall({ table: "directory.program_bound" }),
    "create table directory.barred_subject (tenant_id uuid not null, subject text not null, primary key (tenant_id, subject))",
    ...wall({ table: "directory.barred_subject" }),
    `create table directory.client_credential (tenant_id uuid not null, client_id uuid not null, organization_id uuid not null,
       salt text not null, hash text not null, bound_to text[], primary key (tenant_id, client_id, hash))`,
    ...wall({ table: "directory.client_credential", organization: "organization_id" }),
    `create table directory.client_use (tenant_id uuid not null, client_id uuid not null, organization_id uuid not null,
       last_used_at timestamptz not null, primary key (tenant_id, client_id))`,
    ...wall({ table: "directory.client_use", organization: "organization_id" }),
  ],
};

const ENTER = statement(
  "gateway_test.enter",
  `insert into directory.access values ($1, $2, 'staff', $3, '{}', $4, $5, $6, $7, $8)
   on conflict (tenant_id, subject) do update set roles = excluded.roles, reach = excluded.reach,
     organization_ids = excluded.organization_ids, project_ids = excluded.project_ids, valid_until = excluded.valid_until`,
);
const LEAVE = statement("gateway_test.leave", "delete from directory.access where tenant_id = $1 and subject = $2");

export interface Person {
  readonly subject: string;
  readonly roles?: readonly string[];
  readonly organizationIds?: readonly OrganizationId[];
  readonly projectIds?: readonly ProjectId[];
  /** When their access changes by itself. */
  readonly validUntil?: Instant;
  /** Nobody is told: what the directory comes to say by itself, when `validUntil` has come. */
  readonly isUnannounced?: boolean;
}

export interface WorldOptions {
  readonly mode?: "together" | "apart";
  readonly socketLimits?: Partial<SocketLimits>;
  readonly tail?: Partial<TailOptions>;
  /** The database's clock stands, and is set by `clock`. */
  readonly isByHand?: boolean;
  readonly limits?: Limits;
  /** `null`: the house signs no tokens. */
  readonly programs?: null;
  readonly tokensPerSecond?: number;
}

const PROGRAMS = temporaryHouseIssuer();

type RunningSubgraph = RemoteSubgraph & SubgraphServer;

const MIGRATIONS = [
  { service: "journal", migrations: journalMigrations },
  { service: "directory", migrations: [DIRECTORY] },
];

async function serveApart(
  services: readonly Service[],
  platform: Platform,
  verify: VerifyToken,
): Promise<RunningSubgraph[]> {
  const serving = services.map(async (service) => {
    const door = openDoor({ platform, services: [service], verify });
    const readiness = (): Promise<readonly string[]> => Promise.resolve([]);
    const server = await serveSubgraph({ service, platform, door, readiness, port: 0, host: "127.0.0.1" });
    return { ...server, subgraph: service.subgraph, url: `http://127.0.0.1:${server.port}/graphql` };
  });
  return Promise.all(serving);
}

/** A gateway on a database of its own, with two small services behind it. */
export class GatewayWorld {
  readonly tenantId = newId<"Tenant">();
  readonly organizationId = newId<"Organization">();

  readonly gateway: Gateway;
  readonly database: Database;
  readonly issuer: DevelopmentIssuer;
  readonly wake: LocalWake;
  /** Of use when the world is opened `isByHand`. */
  readonly clock: HandClock;
  readonly logged: string[];
  readonly apart: readonly RunningSubgraph[];

  private constructor(
    parts: Pick<GatewayWorld, "gateway" | "database" | "issuer" | "wake" | "clock" | "logged" | "apart">,
    private readonly ends: readonly (() => Promise<unknown>)[],
  ) {
    this.gateway = parts.gateway;
    this.database = parts.database;
    this.issuer = parts.issuer;
    this.wake = parts.wake;
    this.clock = parts.clock;
    this.logged = parts.logged;
    this.apart = parts.apart;
  }

  /** Who signs the tokens of programs. */
  readonly programs = PROGRAMS;

  static async open({ mode = "together", ...more }: WorldOptions = {}): Promise<GatewayWorld> {
    const server = testEnvironment().serverUrl;
    const name = `hearken_gateway_${randomBytes(6).toString("hex")}`;
    const url = await createDatabase(server, name);
    await migrate({ url, sets: MIGRATIONS });
    if (more.isByHand === true) await installHandClock(url);
    const database = await openDatabase({ url, poolSize: 6 });
    const issuer = temporaryIssuer();
    const logged: string[] = [];
    const log = openLog({
      service: "gateway",
      level: "warn",
      destination: { write: (line) => void logged.push(line) },
    });
    const keys = openKeySet({ location: "memory", load: () => Promise.resolve(issuer.jwks) });
    const verify = tokenVerifier({ keys, issuer: issuer.issuer, audience: issuer.audience });
    const platform: Platform = {
      database,
      log,
      rulebook: openRulebook(),
      keyring: NO_KEYRING,
      clauses: () => undefined,
    };
    const services = [intake, escalation].map((subgraph) =>
      defineService({ name: subgraph.name, subgraph, migrations: [] }),
    );
    const apart = mode === "apart" ? await serveApart(services, platform, verify) : [];
    const wake = new LocalWake();
    const tail = openTail(database, { wake, pollMs: 20, ...more.tail });
    await tail.ready;
    const gateway = await openGateway({
      ...(mode === "apart" ? { mode, subgraphs: apart } : { mode, services }),
      platform,
      tail,
      verify,
      port: 0,
      host: "127.0.0.1",
      jwks: issuer.jwks,
      ...(more.programs === null ? {} : { programs: PROGRAMS }),
      ...(more.tokensPerSecond === undefined ? {} : { tokensPerSecond: more.tokensPerSecond }),
      ...(more.limits === undefined ? {} : { limits: more.limits }),
      socketLimits: { accessEvery: 50, ...more.socketLimits },
    });
    const ends = [
      () => gateway.stop(),
      ...apart.map((one) => () => one.stop()),
      () => tail.close(),
      () => database.close(),
      () => dropDatabases(server, [name]),
    ];
    return new GatewayWorld({ gateway, database, issuer, wake, clock: handClock(url), logged, apart }, ends);
  }

  get url(): string {
    return `http://127.0.0.1:${this.gateway.port}/graphql`;
  }

  /** Gives a person this access, whatever they had before, and a token. */
  async enter(person: Person): Promise<string> {
    const { subject, roles = ["headquarters_officer"], organizationIds, projectIds, validUntil } = person;
    const reach = organizationIds !== undefined ? "organizations" : projectIds !== undefined ? "projects" : "tenant";
    await this.database.write(tenantScope(this.tenantId), async (uow) => {
      await uow.run(ENTER, [
        this.tenantId,
        subject,
        this.organizationId,
        roles,
        reach,
        organizationIds ?? [],
        projectIds ?? [],
        validUntil === undefined ? null : new Date(validUntil),
      ]);
      if (person.isUnannounced !== true) await bumpAccessVersion(uow);
    });
    return this.token(subject);
  }

  async leave(subject: string): Promise<void> {
    await this.database.write(tenantScope(this.tenantId), async (uow) => {
      await uow.run(LEAVE, [this.tenantId, subject]);
      await bumpAccessVersion(uow);
    });
  }

  token(subject: string, lifetimeSeconds = 600): string {
    return this.issuer.sign({ tenantId: this.tenantId, subject, lifetimeSeconds });
  }

  async happen(
    complaintId: ComplaintId,
    where: { organizationId?: OrganizationId; projectId?: ProjectId; tenantId?: TenantId } = {},
    events: readonly NewEvent[] = [event("validity.questioned", {})],
  ): Promise<readonly RecordedEvent[]> {
    const { organizationId = this.organizationId, projectId = null, tenantId = this.tenantId } = where;
    const appended = await this.database.write(tenantScope(tenantId), (uow) =>
      append(uow, {
        stream: { id: complaintId as string as never, kind: "complaint", organizationId, projectId },
        expected: "any",
        events,
        actor: SYSTEM,
      }),
    );
    this.wake.ring();
    return appended.events;
  }

  async post(
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: Record<string, unknown>; headers: Headers }> {
    const response = await fetch(this.url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: typeof body === "string" || body instanceof Uint8Array ? (body as string) : JSON.stringify(body),
    });
    return {
      status: response.status,
      body: (await response.json()) as Record<string, unknown>,
      headers: response.headers,
    };
  }

  async close(): Promise<void> {
    for (const end of this.ends) await end();
  }
}
