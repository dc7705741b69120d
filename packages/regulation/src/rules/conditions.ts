import { contractOf, type EventContract, type FieldType } from "@hearken/contracts";
import type { Calendar } from "@hearken/calendar";
import type { Actor } from "@hearken/kernel";
import { Environment } from "@marcbachmann/cel-js";
import { compileCondition, type CompileWorld } from "./compiled-condition.js";
import { conditionFunctions, type ConditionFunction, type Hierarchy } from "./condition-functions.js";
import { absent, builtinFacts, type FactDefinition, type FactValue } from "../facts/builtin.js";
import { nearest } from "../file/problem.js";

/** What a condition reads: every fact by its name, `event` (what happens) and `actor` (who does it). */
export type Bindings = Readonly<Record<string, FactValue | EventView | ActorView>>;

/** A condition, checked and ready to be asked. */
export type Program<T extends FactValue = FactValue> = (bindings: Bindings) => T;

/** A condition for each event type at which it may be asked; `""` is for no event at all. */
export interface Condition<T extends FactValue = FactValue> {
  readonly source: string;
  /** Facts that it reads: asking again is needless while none of them changes. */
  readonly reads: ReadonlySet<string>;
  readonly at: ReadonlyMap<string, Program<T>>;
}

/** A condition that cannot be asked: why, and what was probably meant. */
export interface ConditionProblem {
  readonly message: string;
  readonly suggestion?: string;
}

/** An event's payload as conditions read it. */
export class EventView {
  readonly type: string = "";
}

/** The actor as conditions read it. */
export class ActorView {
  readonly id: string;
  readonly kind: string;
  readonly posts: readonly string[];

  constructor(actor: Actor) {
    this.id = actor.id;
    this.kind = actor.kind;
    this.posts = actor.posts;
  }
}

/** Events that the engine itself lets happen between the facts; the names are those of their conclusions. */
const INTERNAL = ["level.changed", "obligation.met", "obligation.breached", "obligation.opened"] as const;

/** The event types that rules may wait for. */
export function isTrigger(type: string): boolean {
  const contract = contractOf(type);
  if (contract?.stream !== "complaint") return false;
  return contract.nature === "fact" || (INTERNAL as readonly string[]).includes(type);
}

/** How what was found becomes a yes or no. */
const ASKED: Readonly<Record<string, string>> = {
  "list<string>": 'ask with `in`: "good" in list; or for how many: list.size() > 0',
  string: 'compare it: word == "good"',
  int: "compare it: number > 0",
};

function hint(found: string | undefined, wanted: FieldType): string {
  const asked = wanted === "bool" ? ASKED[found ?? ""] : undefined;
  return asked === undefined ? "" : `; ${asked}`;
}

type ViewClass = new (payload: Readonly<Record<string, unknown>>) => EventView;
interface Scene {
  readonly environment: Environment;
  readonly view: ViewClass;
}

/** The world of one regulation's conditions: its facts, the calendar's functions, and a view of each event. */
export class Conditions {
  readonly #names: ReadonlySet<string>;
  readonly #base: Environment;
  readonly #functions: readonly ConditionFunction[];
  readonly #world: CompileWorld;
  readonly #scenes = new Map<string, Scene>();
  /** Facts before anything is known. */
  readonly initialFacts: Readonly<Record<string, FactValue>>;
  /** What conditions see while nothing happens. */
  readonly nothing: EventView;

  constructor(
    facts: readonly FactDefinition[],
    constants: Readonly<Record<string, string | number | boolean>>,
    { calendar, hierarchy }: { readonly calendar: Calendar; readonly hierarchy: Hierarchy },
  ) {
    this.#names = new Set(facts.map((fact) => fact.name));
    this.#functions = conditionFunctions(calendar, hierarchy);
    this.#base = baseEnvironment(facts, constants);
    for (const { name, signature, act } of this.#functions) this.#base.registerFunction(name + signature, act);
    this.#world = {
      constants: new Map(Object.entries(constants).map(([name, value]) => [name, celValue(value)])),
      functions: new Map(this.#functions.map(({ name, act }) => [name, act])),
    };
    this.initialFacts = Object.fromEntries(facts.map((fact) => [fact.name, absent(fact.type)]));
    this.nothing = this.view("", {});
  }

  /** Checks `source` at every one of `types` (`""`: at no event) and asks for a value of type `wanted`. */
  condition<T extends FactValue>(
    source: string,
    wanted: FieldType,
    types: readonly string[],
  ): Condition<T> | ConditionProblem {
    const at = new Map<string, Program<T>>();
    for (const type of types) {
      const { environment } = this.#scene(type);
      const checked = environment.check(source);
      if (!checked.valid) return this.#problem(checked.error?.message ?? "cannot be read", type);
      const found = checked.type;
      if (found !== wanted && found !== "dyn")
        return { message: `answers ${found}, but ${wanted} is needed here${hint(found, wanted)}` };
      at.set(type, this.#program<T>(environment, source));
    }
    return { source, reads: new Set(words(source).filter((word) => this.#names.has(word))), at };
  }

  /** Closures where the condition can be told in them, else the library's walk over its tree. */
  #program<T extends FactValue>(environment: Environment, source: string): Program<T> {
    const parsed = environment.parse(source);
    parsed.check();
    const compiled = compileCondition(parsed.ast, this.#world);
    return (compiled ?? parsed) as Program<T>;
  }

  /** The payload of an event of type `type`, as conditions read it. */
  view(type: string, payload: Readonly<Record<string, unknown>>): EventView {
    return new (this.#scene(type).view)(payload);
  }

  #scene(type: string): Scene {
    const known = this.#scenes.get(type);
    if (known !== undefined) return known;
    const contract = contractOf(type);
    const view = viewClass(contract, type);
    const fields = Object.fromEntries(
      Object.entries(contract?.fields ?? {}).map(([name, field]) => [name, field.type]),
    );
    const environment = this.#base.clone();
    environment.registerType("Event", { ctor: view, fields: { type: "string", ...fields } });
    environment.registerVariable("event", "Event");
    const scene = { environment, view };
    this.#scenes.set(type, scene);
    return scene;
  }

  #problem(message: string, type: string): ConditionProblem {
    const first = message.split("\n")[0] ?? message;
    const unknown =
      /(?:Unknown variable|No such key|found no matching overload for '|Unknown function): ?'?(\w+)/i.exec(first)?.[1];
    const known = /key/i.test(first)
      ? Object.keys(contractOf(type)?.fields ?? {})
      : [...this.#names, "event", "actor", "now", "item", ...this.#functions.map(({ name }) => name)];
    const suggestion = unknown === undefined ? undefined : nearest(unknown, known);
    const caret = message.includes("\n") ? `\n${message.split("\n").slice(1).join("\n")}` : "";
    return suggestion === undefined ? { message: first + caret } : { message: first + caret, suggestion };
  }
}

const words = (source: string): readonly string[] =>
  source.replace(/"[^"]*"|'[^']*'/g, "").match(/[A-Za-z_]\w*/g) ?? [];

const celValue = (value: string | number | boolean): string | bigint | boolean =>
  typeof value === "number" ? BigInt(value) : value;

function baseEnvironment(
  facts: readonly FactDefinition[],
  constants: Readonly<Record<string, string | number | boolean>>,
): Environment {
  const environment = new Environment();
  for (const fact of facts) environment.registerVariable(fact.name, fact.type);
  for (const [name, value] of Object.entries(constants)) {
    const type = typeof value === "number" ? "int" : typeof value === "boolean" ? "bool" : "string";
    environment.registerConstant(name, type, celValue(value));
  }
  environment.registerType("Actor", {
    ctor: ActorView,
    fields: { id: "string", kind: "string", posts: "list<string>" },
  });
  environment.registerVariable("actor", "Actor");
  environment.registerVariable("now", "int");
  environment.registerVariable("item", "string");
  return environment;
}

function viewClass(contract: EventContract | undefined, type: string): ViewClass {
  const fields = Object.entries(contract?.fields ?? {}).map(
    ([name, field]) => [name, field.type, absent(field.type)] as const,
  );
  return class extends EventView {
    override readonly type = type;

    constructor(payload: Readonly<Record<string, unknown>>) {
      super();
      const view = this as unknown as Record<string, unknown>;
      for (const [name, fieldType, nothing] of fields) {
        const value = payload[name];
        view[name] =
          value === undefined || value === null ? nothing : fieldType === "int" ? BigInt(value as number) : value;
      }
    }
  };
}

/** The facts that every regulation has. */
export const builtins: readonly FactDefinition[] = builtinFacts;
