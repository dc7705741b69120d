/** One SQL statement, prepared once per connection under its name. */
export interface Statement {
  /** `intake.page_of_complaints`: unique in the process, at most 63 characters. */
  readonly name: string;
  readonly text: string;
}

const NAME = /^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$/;
const registry = new Map<string, Statement>();

/**
 * Registers a statement, so that the lint can check all of them against the catalogue.
 * Throws when the name is taken or is not `service.noun_phrase`.
 */
export function statement(name: string, text: string): Statement {
  if (!NAME.test(name) || name.length > 63) throw new Error(`not a statement name (service.noun_phrase): ${name}`);
  if (registry.has(name)) throw new Error(`two statements are named ${name}`);
  const registered = Object.freeze({ name, text });
  registry.set(name, registered);
  return registered;
}

/** Every statement that the loaded modules registered. */
export function statements(): readonly Statement[] {
  return [...registry.values()];
}
