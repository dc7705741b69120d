import { event, type NewEvent } from "@hearken/contracts";
import { mergeTogether, openContext, type ClauseLookup, type Principal, type Rulebook } from "@hearken/graphql-kit";
import { append, drainConsumers, history, type AppendedEvent, type RecordedEvent } from "@hearken/journal";
import {
  newId,
  SYSTEM,
  tenantScope,
  type Actor,
  type ComplaintId,
  type Instant,
  type OrganizationId,
  type ProjectId,
  type Reach,
  type StreamId,
  type TenantId,
} from "@hearken/kernel";
import type { Database } from "@hearken/postgres";
import type { Rules } from "@hearken/regulation";
import { NO_KEYRING, type Platform } from "@hearken/service-kit";
import { execute, parse, validate } from "graphql";
import { escalation, runDue } from "../service.js";
import { timeOf } from "./own-time.harness.js";
import { hastierRules, ROUND_THE_CLOCK, trialRules } from "./trial-rules.harness.js";

/** What a complaint is filed with. */
export interface Filing {
  readonly organizationId?: OrganizationId;
  readonly projectId?: ProjectId;
  readonly people?: number;
  /** Milliseconds before now at which it was received. */
  readonly ago?: number;
}

export interface Asked {
  readonly data: Record<string, unknown>;
  readonly codes: readonly unknown[];
}

/** One tenant whose complaints go by the trial procedure; facts are appended to the journal directly. */
export interface EscalationWorld {
  readonly tenantId: TenantId;
  readonly organizationId: OrganizationId;
  readonly platform: Platform;
  /** The platform of another process. */
  on(database: Database): Platform;
  /** What was logged as an error or a warning. */
  readonly alarms: readonly string[];
  /** Lets everybody's rules be others from here on, and says so in the organization's history. */
  changeRules(rules: Rules): Promise<void>;
  /** From here on the rules of these organizations cannot be had; none: they can again. */
  spoil(...organizationIds: readonly OrganizationId[]): void;
  file(filing?: Filing): Promise<ComplaintId>;
  /** Files many at once. */
  fileMany(count: number, filing?: Filing): Promise<readonly ComplaintId[]>;
  happens(id: ComplaintId, ...facts: readonly AppendedEvent[]): Promise<void>;
  /** Lets the consumers read everything. */
  catchUp(): Promise<void>;
  /** Lets the worker of time work until nothing is due. */
  work(): Promise<number>;
  historyOf(id: ComplaintId): Promise<readonly RecordedEvent[]>;
  /** How often each kind of conclusion was told about a complaint. */
  tally(id: ComplaintId): Promise<Readonly<Record<string, number>>>;
  ask(document: string, variables?: Record<string, unknown>, as?: Partial<Principal>): Promise<Asked>;
}

const clauses: ClauseLookup = (id) => ({ id, source: "试行规程", requirement: { en: `the statement ${id}` } });

export interface Options {
  readonly database: Database;
  /** Who does what happens. */
  readonly actor?: Actor;
}

export function escalationWorld({ database, actor = SYSTEM }: Options): EscalationWorld {
  const tenantId = newId<"Tenant">();
  const organizationId = newId<"Organization">();
  const scope = tenantScope(tenantId);
  const alarms: string[] = [];
  let rules = trialRules;
  const spoilt = new Set<OrganizationId>();
  const platform = platformOf({ database, rules: () => rules, alarms, spoilt });
  const on = (other: Database): Platform => ({ ...platform, database: timeOf(tenantId, other) });
  const schema = mergeTogether([escalation().subgraph]);
  const streamOf = (id: ComplaintId): StreamId => id as string as StreamId;

  const fileMany = async (count: number, filing: Filing = {}): Promise<readonly ComplaintId[]> => {
    const ids = Array.from({ length: count }, () => newId<"Complaint">());
    await database.write(scope, async (uow) => {
      const occurredAt = (uow.now - (filing.ago ?? 0)) as Instant;
      await Promise.all(
        ids.map((id) =>
          append(uow, {
            stream: {
              id: streamOf(id),
              kind: "complaint",
              organizationId: filing.organizationId ?? organizationId,
              projectId: filing.projectId ?? null,
            },
            expected: "new",
            events: [{ ...receipt(filing.people ?? 1), occurredAt }],
            actor,
          }),
        ),
      );
    });
    return ids;
  };
  const historyOf = (id: ComplaintId): Promise<readonly RecordedEvent[]> =>
    database.read(scope, (uow) => history(uow, streamOf(id)));

  return {
    ...{ tenantId, organizationId, platform, on, alarms, fileMany, historyOf },
    changeRules: async (others) => {
      rules = others;
      await database.write(scope, async (uow) => {
        const stream = { id: newId<"Stream">(), kind: "organization" as const, organizationId, projectId: null };
        const events = [event("calendar.changed", { calendar: "trial", revision: 2 })];
        await append(uow, { stream, expected: "new", events, actor });
      });
    },
    spoil: (...organizationIds) => {
      spoilt.clear();
      for (const id of organizationIds) spoilt.add(id);
    },
    file: async (filing) => (await fileMany(1, filing))[0] ?? newId<"Complaint">(),
    happens: async (id, ...facts) => {
      await database.write(scope, async (uow) => {
        const [first] = await history(uow, streamOf(id));
        const stream = {
          id: streamOf(id),
          kind: "complaint" as const,
          organizationId: first?.organizationId ?? organizationId,
          projectId: first?.projectId ?? null,
        };
        await append(uow, { stream, expected: "any", events: facts, actor });
      });
    },
    catchUp: async () => {
      await drainConsumers(database, escalation().consumers(platform));
    },
    work: () => runDue(on(database)),
    tally: async (id) => {
      const counts: Record<string, number> = {};
      for (const { type, payload } of await historyOf(id)) {
        const name = "code" in payload && typeof payload.code === "string" ? `${type} ${payload.code}` : type;
        counts[name] = (counts[name] ?? 0) + 1;
      }
      return counts;
    },
    ask: async (document, variables = {}, as = {}) => {
      const context = openContext({
        ...{
          database,
          rulebook: platform.rulebook,
          keyring: NO_KEYRING,
          clauses,
          language: "en",
          requestId: "specification",
        },
        principal: { ...officer(tenantId), ...as },
      });
      const parsed = parse(document);
      const wrong = validate(schema, parsed);
      if (wrong.length > 0) throw new Error(wrong.map(({ message }) => message).join("\n"));
      try {
        const result = await execute({ schema, document: parsed, contextValue: context, variableValues: variables });
        for (const error of result.errors ?? []) {
          if (error.extensions["code"] === undefined) throw error.originalError ?? error;
        }
        const data = JSON.parse(JSON.stringify(result.data ?? {})) as Record<string, unknown>;
        return { data, codes: (result.errors ?? []).map((error) => error.extensions["code"]) };
      } finally {
        await context.end();
      }
    },
  };
}

/** What can be tried: the procedure itself, and its second version. */
const TRIED: Readonly<Record<string, Rules>> = { "trial@1": trialRules, "trial@2": hastierRules };

interface Parts {
  readonly database: Database;
  readonly rules: () => Rules;
  readonly alarms: string[];
  readonly spoilt: ReadonlySet<OrganizationId>;
}

function platformOf({ database, rules, alarms, spoilt }: Parts): Platform {
  const rulebook: Rulebook = {
    of: async (_, { organizationId }) => {
      if (spoilt.has(organizationId)) throw new Error("no such rules");
      return { regulation: rules(), calendar: ROUND_THE_CLOCK };
    },
    adopted: async () => ({ code: "trial", version: 1 }),
    proposed: async (_, { regulation, version, organizationId }) => {
      if (spoilt.has(organizationId)) throw new Error("no such rules");
      const tried = TRIED[`${regulation}@${version}`];
      return tried === undefined ? undefined : { regulation: tried, calendar: ROUND_THE_CLOCK };
    },
  };
  const alarm = (fields: object, message: string): void => void alarms.push(`${message} ${JSON.stringify(fields)}`);
  const log = {
    error: alarm,
    warn: alarm,
    info: () => undefined,
    debug: () => undefined,
  } as unknown as Platform["log"];
  return { database, log, rulebook, keyring: NO_KEYRING, clauses };
}

/** An officer of headquarters who also sits at the desk. */
export function officer(tenantId: TenantId, reach: Reach = { kind: "tenant" }): Principal {
  return {
    scope: { tenantId, reach },
    actor: { kind: "staff", id: newId(), organizationId: null, posts: ["desk"] },
    roles: ["headquarters_officer"],
    accessVersion: 0,
    validUntil: Number.MAX_SAFE_INTEGER as Instant,
  };
}

export function receipt(people = 1): NewEvent {
  return event("complaint.received", {
    channel: "phone",
    complainantIds: Array.from({ length: people }, () => newId()),
    receivedBy: "centre",
    regulation: "trial",
    regulationVersion: 1,
  });
}

export function relayed(): NewEvent {
  return event("complaint.relayed", { to: "manager", relayId: newId() });
}
