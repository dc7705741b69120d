import type { Language } from "@hearken/kernel";
import type { Database, UnitOfWork } from "@hearken/postgres";
import type { ClauseLookup } from "./clause.js";
import { unauthenticated } from "./fault.js";
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
  readonly clauses: ClauseLookup;
  /** What composition puts in reach of one service's resolvers, by service name. */
  readonly services: ReadonlyMap<string, unknown>;
  /** The request's one read-only unit of work, opened when first asked for, in the principal's scope. */
  uow(): Promise<UnitOfWork>;
  /** The request's one `factory(context)`: the same for every resolver of the request, never shared with another. */
  loader<L>(factory: LoaderFactory<L>): L;
}

/** Everything a context is made of. */
export interface ContextParts {
  readonly principal: Principal | undefined;
  readonly language: Language;
  readonly requestId: string;
  readonly idempotencyKeyHeader?: string | undefined;
  readonly database: Database;
  readonly rulebook: Rulebook;
  readonly clauses: ClauseLookup;
  readonly services?: ReadonlyMap<string, unknown>;
}

/** A context whose unit of work must be ended when its request is answered. */
export interface OpenContext extends RequestContext {
  end(): Promise<void>;
}

const NO_SERVICES: ReadonlyMap<string, unknown> = new Map();

class Context implements OpenContext {
  readonly language: Language;
  readonly requestId: string;
  readonly idempotencyKeyHeader: string | undefined;
  readonly database: Database;
  readonly rulebook: Rulebook;
  readonly clauses: ClauseLookup;
  readonly services: ReadonlyMap<string, unknown>;
  readonly #principal: Principal | undefined;
  readonly #loaders = new Map<LoaderFactory<unknown>, unknown>();
  #reading: ReturnType<Database["lazyRead"]> | undefined;

  constructor(parts: ContextParts) {
    this.#principal = parts.principal;
    this.language = parts.language;
    this.requestId = parts.requestId;
    this.idempotencyKeyHeader = parts.idempotencyKeyHeader;
    this.database = parts.database;
    this.rulebook = parts.rulebook;
    this.clauses = parts.clauses;
    this.services = parts.services ?? NO_SERVICES;
  }

  get principal(): Principal {
    if (this.#principal === undefined) throw unauthenticated();
    return this.#principal;
  }

  uow(): Promise<UnitOfWork> {
    this.#reading ??= this.database.lazyRead(this.principal.scope);
    return this.#reading.uow();
  }

  loader<L>(factory: LoaderFactory<L>): L {
    const known = this.#loaders.get(factory);
    if (known !== undefined) return known as L;
    const made = factory(this);
    this.#loaders.set(factory, made);
    return made;
  }

  async end(): Promise<void> {
    const reading = this.#reading;
    this.#reading = undefined;
    await reading?.end();
  }
}

export function openContext(parts: ContextParts): OpenContext {
  return new Context(parts);
}
