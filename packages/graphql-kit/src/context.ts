import type { Language } from "@hearken/kernel";
import type { Database, LazyRead, Reader, UnitOfWork } from "@hearken/postgres";
import type { ClauseLookup } from "./clause.js";
import { unauthenticated, unavailable } from "./fault.js";
import type { Keyring } from "./keyring.js";
import type { Principal } from "./principal.js";
import type { Rulebook } from "./rulebook.js";

/** Makes something that lives as long as one request, typically a DataLoader. */
export type LoaderFactory<L> = (context: RequestContext) => L;

/** What every resolver is given. One per request (and one per delivery of a subscription). */
export interface RequestContext {
  /** Reading it throws `UNAUTHENTICATED` when nobody signed in. */
  readonly principal: Principal;
  readonly language: Language;
  readonly requestId: string;
  /** The `Idempotency-Key` header; the key of an input goes before it. */
  readonly idempotencyKeyHeader: string | undefined;
  readonly database: Database;
  readonly rulebook: Rulebook;
  readonly keyring: Keyring;
  readonly clauses: ClauseLookup;
  /** What composition puts in reach of one service's resolvers, by service name. */
  readonly services: ReadonlyMap<string, unknown>;
  /** The request's one read-only unit of work, opened when first asked for, in the principal's scope. */
  uow(): Promise<UnitOfWork>;
  /**
   * What a request most often begins with: reads that need only the scope. Where no unit is open yet, the first statement
   * that `work` sends, before it waits for anything, travels with the opening. When access has changed `work` is run again.
   */
  readFirst<T>(work: (reader: Reader) => Promise<T>): Promise<T>;
  /**
   * A writing unit of work in the principal's scope; a returned `Refusal` rolls it back.
   * What the request reads afterwards is read anew. Prefer `runCommand` of service-kit, which adds idempotency.
   */
  write<T>(work: (uow: UnitOfWork, principal: Principal) => Promise<T>): Promise<T>;
  /** The request's one `factory(context)`: the same for every resolver of the request, never shared with another. */
  loader<L>(factory: LoaderFactory<L>): L;
}

/** Everything a context is made of. */
export interface ContextParts {
  readonly principal: Principal | undefined;
  /** Reads the principal again when a unit of work shows that access has changed; `undefined`: they are nobody any more. */
  readonly reloadPrincipal?: (() => Promise<Principal | undefined>) | undefined;
  readonly language: Language;
  readonly requestId: string;
  readonly idempotencyKeyHeader?: string | undefined;
  readonly database: Database;
  readonly rulebook: Rulebook;
  readonly keyring: Keyring;
  readonly clauses: ClauseLookup;
  readonly services?: ReadonlyMap<string, unknown>;
}

/** A context whose unit of work must be ended when its request is answered. */
export interface OpenContext extends RequestContext {
  end(): Promise<void>;
}

const NO_SERVICES: ReadonlyMap<string, unknown> = new Map();
const ATTEMPTS = 3;

/** Access changed between reading the principal and opening the unit of work: try again with what holds now. */
class AccessChanged extends Error {
  override name = "AccessChanged";
}

interface Reading {
  readonly unit: Promise<UnitOfWork>;
  end(): Promise<void>;
}

/** What changes while a request is answered. Apollo Server copies contexts field by field: all copies share this. */
class State {
  principal: Principal | undefined;
  reading: Reading | undefined;
  readonly loaders = new Map<LoaderFactory<unknown>, unknown>();

  constructor(
    principal: Principal | undefined,
    readonly reload: ContextParts["reloadPrincipal"],
  ) {
    this.principal = principal;
  }
}

class Context implements OpenContext {
  readonly language: Language;
  readonly requestId: string;
  readonly idempotencyKeyHeader: string | undefined;
  readonly database: Database;
  readonly rulebook: Rulebook;
  readonly keyring: Keyring;
  readonly clauses: ClauseLookup;
  readonly services: ReadonlyMap<string, unknown>;
  private readonly state: State;

  constructor(parts: ContextParts) {
    this.state = new State(parts.principal, parts.reloadPrincipal);
    this.language = parts.language;
    this.requestId = parts.requestId;
    this.idempotencyKeyHeader = parts.idempotencyKeyHeader;
    this.database = parts.database;
    this.rulebook = parts.rulebook;
    this.keyring = parts.keyring;
    this.clauses = parts.clauses;
    this.services = parts.services ?? NO_SERVICES;
  }

  get principal(): Principal {
    if (this.state.principal === undefined) throw unauthenticated();
    return this.state.principal;
  }

  uow(): Promise<UnitOfWork> {
    this.state.reading ??= this.read();
    return this.state.reading.unit;
  }

  async write<T>(work: (uow: UnitOfWork, principal: Principal) => Promise<T>): Promise<T> {
    const answer = await this.withCurrentAccess((principal) =>
      this.database.write(principal.scope, (uow) => {
        this.check(uow, principal);
        return work(uow, principal);
      }),
    );
    await this.end();
    this.state.loaders.clear();
    return answer;
  }

  loader<L>(factory: LoaderFactory<L>): L {
    const known = this.state.loaders.get(factory);
    if (known !== undefined) return known as L;
    const made = factory(this);
    this.state.loaders.set(factory, made);
    return made;
  }

  async end(): Promise<void> {
    const reading = this.state.reading;
    this.state.reading = undefined;
    await reading?.end();
  }

  async readFirst<T>(work: (reader: Reader) => Promise<T>): Promise<T> {
    if (this.state.reading !== undefined) return work(await this.uow());
    const { principal } = this;
    const lazy = this.database.lazyRead(principal.scope);
    const answer = work({ scope: principal.scope, rows: (s, values) => lazy.rows(s, values) });
    // Its error is told below, unless access changed: then it was asked for somebody who is no longer the same.
    answer.catch(() => undefined);
    this.state.reading = this.read(lazy);
    const uow = await this.state.reading.unit;
    return this.principal === principal ? answer : work(uow);
  }

  /** `begun`: what the first attempt reads through. */
  private read(begun?: LazyRead): Reading {
    let open: LazyRead | undefined;
    const unit = this.withCurrentAccess(async (principal) => {
      const isFirst = open === undefined;
      await open?.end();
      open = isFirst && begun !== undefined ? begun : this.database.lazyRead(principal.scope);
      const uow = await open.uow();
      this.check(uow, principal);
      return uow;
    });
    return {
      unit,
      end: async () => {
        // Who asked for the unit has its error; here it only has to be over.
        await unit.catch(() => undefined);
        await open?.end();
      },
    };
  }

  private check(uow: UnitOfWork, principal: Principal): void {
    if (this.state.reload === undefined) return;
    if (uow.tenant.accessVersion !== principal.accessVersion || uow.now >= principal.validUntil)
      throw new AccessChanged();
  }

  private async withCurrentAccess<T>(attempt: (principal: Principal) => Promise<T>): Promise<T> {
    for (let tried = 1; ; tried += 1) {
      try {
        return await attempt(this.principal);
      } catch (error) {
        if (!(error instanceof AccessChanged)) throw error;
        if (tried === ATTEMPTS) throw unavailable();
        this.state.principal = await this.state.reload?.();
      }
    }
  }
}

export function openContext(parts: ContextParts): OpenContext {
  return new Context(parts);
}
