import type { Actor, Instant } from "@hearken/kernel";

/** The instant that the simulation is at, and what its consequences come from: the id of a fact, or a timer's instant. */
export interface Moment {
  now: Instant;
  cause: string;
}

/** Something that happens inside the simulation: a fact, or what the engine concluded. */
export interface Happening {
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly actor: Actor | undefined;
}
