import type { ClauseLookup, Keyring, Rulebook, Subgraph } from "@hearken/graphql-kit";
import type { Consumer } from "@hearken/journal";
import type { Database, Migration } from "@hearken/postgres";
import type { Logger } from "pino";
import type { EntitySchema } from "typeorm";

/** Everything that a service stands on at run time. The clock is the unit of work's `now`. */
export interface Platform {
  readonly database: Database;
  readonly log: Logger;
  readonly rulebook: Rulebook;
  readonly keyring: Keyring;
  readonly clauses: ClauseLookup;
}

/** Something that runs until it is stopped. `stop` resolves when nothing of it is under way any more. */
export interface Stoppable {
  stop(): Promise<void>;
}

/** Timed work of a service. */
export interface Worker {
  readonly name: string;
  start(): Stoppable;
}

/** One service as composition sees it, whether it runs together with others or apart. */
export interface Service {
  readonly name: string;
  readonly subgraph: Subgraph;
  readonly migrations: readonly Migration[];
  readonly entities: readonly EntitySchema[];
  /** Whether it seals personal data, so that its process needs the master keys. */
  readonly seals: boolean;
  consumers(platform: Platform): readonly Consumer[];
  workers(platform: Platform): readonly Worker[];
  /** What its resolvers find in `context.services` under its name; `undefined` for nothing. */
  inContext(platform: Platform): unknown;
}

export interface ServiceDefinition {
  /** Also the name of its database schema. */
  readonly name: string;
  readonly subgraph: Subgraph;
  readonly migrations: readonly Migration[];
  readonly entities?: readonly EntitySchema[];
  readonly seals?: boolean;
  readonly consumers?: (platform: Platform) => readonly Consumer[];
  readonly workers?: (platform: Platform) => readonly Worker[];
  readonly inContext?: (platform: Platform) => unknown;
}

export function defineService(definition: ServiceDefinition): Service {
  return {
    name: definition.name,
    subgraph: definition.subgraph,
    migrations: definition.migrations,
    entities: definition.entities ?? [],
    seals: definition.seals ?? false,
    consumers: definition.consumers ?? (() => []),
    workers: definition.workers ?? (() => []),
    inContext: definition.inContext ?? (() => undefined),
  };
}
