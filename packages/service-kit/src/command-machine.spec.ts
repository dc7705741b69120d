import { describe, expect, it } from "@jest/globals";
import type { Principal, RequestContext } from "@hearken/graphql-kit";
import { isRefusal, refuse, type Refusal, type RefusalCode } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import fc from "fast-check";
import { runCommand } from "./command.js";

/** The seed of the walks, and how to walk by another: docs/laws.md. */
const SEED = (globalThis as { readonly lawSeed?: number }).lawSeed ?? 20_261_207;
const WALKS = 10_000;

/** One mutation that somebody sends. */
interface Command {
  readonly tenant: "east" | "west";
  readonly actor: "anna" | "berta";
  readonly operation: "act" | "other";
  readonly key: string | null;
  readonly input: number;
  /** The use case says no. */
  readonly isRefused: boolean;
  /** While it is carried out the same is sent with this input, and is done first. */
  readonly meanwhile: number | null;
}
const commands: fc.Arbitrary<Command> = fc.record({
  tenant: fc.constantFrom("east", "east", "west"),
  actor: fc.constantFrom("anna", "anna", "berta"),
  operation: fc.constantFrom("act", "act", "other"),
  key: fc.constantFrom(null, "k1", "k1", "k1", "k2", "", "a b", "x".repeat(201)),
  input: fc.nat(1),
  isRefused: fc.nat(4).map((one) => one === 0),
  meanwhile: fc.constantFrom(null, null, null, 0, 1),
});
const walks = fc.array(commands, { maxLength: 20, size: "max" });

interface Answer {
  readonly effect: number;
}
type Told = RefusalCode | number;
const told = (answer: Answer | Refusal): Told => (isRefusal(answer) ? answer.code : answer.effect);
const NO = refuse("ALREADY_EXISTS", { en: "no", "zh-CN": "否" });
const isUsable = (key: string): boolean => key !== "" && key !== "a b" && key.length <= 200;

interface Kept {
  readonly input_hash: string;
  readonly answer: unknown;
}

/** A house whose tables are maps; a unit that answers a refusal, or that throws, leaves nothing behind. */
class House {
  readonly answers = new Map<string, Kept>();
  readonly effects: number[] = [];

  send(command: Command): Promise<Answer | Refusal> {
    const { operation, key, input, meanwhile } = command;
    let isFirst = true;
    return runCommand<Answer>(this.#contextOf(command), { operation, key, input: { input } }, async (uow) => {
      if (isFirst && meanwhile !== null) {
        isFirst = false;
        await this.send({ ...command, input: meanwhile, meanwhile: null, isRefused: false });
      }
      if (command.isRefused) return NO;
      await uow.run({ name: "effect", text: "" });
      return { effect: this.effects.length };
    });
  }

  #contextOf({ tenant, actor }: Command): RequestContext {
    const principal = { actor: { id: actor } } as Principal;
    const write = async <T>(work: (uow: UnitOfWork, principal: Principal) => Promise<T>): Promise<T> => {
      const unit = this.#unit(tenant);
      const answer = await work(unit.uow, principal);
      if (!isRefusal(answer)) unit.commit();
      return answer;
    };
    return { write, principal, idempotencyKeyHeader: undefined } as unknown as RequestContext;
  }

  #unit(tenantId: string): { readonly uow: UnitOfWork; readonly commit: () => void } {
    const changes: (() => void)[] = [];
    const uow = {
      scope: { tenantId },
      one: (_: unknown, place: readonly string[]) => Promise.resolve(this.answers.get(place.join(" "))),
      run: ({ name }: { readonly name: string }, values: readonly string[] = []) => {
        if (name === "effect") {
          const number = this.effects.length;
          changes.push(() => this.effects.push(number));
          return Promise.resolve(1);
        }
        const [place, [input_hash = "", answer = ""]] = [values.slice(0, 4).join(" "), values.slice(4)];
        if (this.answers.has(place)) return Promise.reject(new KeyTaken());
        changes.push(() => this.answers.set(place, { input_hash, answer: JSON.parse(answer) }));
        return Promise.resolve(1);
      },
    } as unknown as UnitOfWork;
    return {
      uow,
      commit: () => {
        for (const change of changes) change();
      },
    };
  }
}

class KeyTaken extends Error {
  readonly code = "23505";
  readonly table = "idempotency";
}

/** What everybody may rely on: one key, one effect, one answer. */
class CommandModel {
  readonly #first = new Map<string, { readonly input: number; readonly effect: number }>();
  effects = 0;

  does(command: Command): Told {
    const { tenant, actor, operation, key, input, meanwhile } = command;
    if (key !== null && !isUsable(key)) return "INVALID_INPUT";
    const place = key === null ? null : [tenant, actor, operation, key].join();
    const known = place === null ? undefined : this.#first.get(place);
    if (known !== undefined) return known.input === input ? known.effect : "IDEMPOTENCY_KEY_REUSED";
    if (meanwhile !== null) {
      this.does({ ...command, input: meanwhile, meanwhile: null, isRefused: false });
      return this.does({ ...command, meanwhile: null });
    }
    if (command.isRefused) return "ALREADY_EXISTS";
    const effect = this.effects;
    this.effects += 1;
    if (place !== null) this.#first.set(place, { input, effect });
    return effect;
  }
}

async function walk(steps: readonly Command[]): Promise<readonly string[]> {
  const house = new House();
  const model = new CommandModel();
  for (const [index, command] of steps.entries()) {
    const answer = told(await house.send(command));
    const should = model.does(command);
    const broken: string[] = [];
    if (answer !== should) broken.push(`it answers ${answer}, not ${should}`);
    if (house.effects.length !== model.effects) broken.push(`${house.effects.length} effects, not ${model.effects}`);
    if (broken.length > 0) return [`after ${index + 1} steps`, ...broken];
  }
  return [];
}

describe(`commands with a key, in ${WALKS} walks of up to 20 steps (seed ${SEED})`, () => {
  it("have one effect and one answer for each key, and none when they are refused", async () => {
    await fc.assert(
      fc.asyncProperty(walks, async (steps) => {
        expect(await walk(steps)).toEqual([]);
      }),
      { seed: SEED, numRuns: WALKS },
    );
  });
});
