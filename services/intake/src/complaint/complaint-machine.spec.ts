import { describe, expect, it } from "@jest/globals";
import type { NewEvent } from "@hearken/contracts";
import {
  DAY,
  instant,
  isRefusal,
  newId,
  SYSTEM,
  type Instant,
  type LocalDate,
  type RefusalCode,
} from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { evaluate, loadRegulation, prepare, type HistoryEvent, type Rules } from "@hearken/regulation";
import fc from "fast-check";
import { closeComplaint } from "../closing/close-complaint.command.js";
import { finishComplaint } from "../closing/finish-complaint.command.js";
import { reopenComplaint } from "../closing/reopen-complaint.command.js";
import { withdrawComplaint } from "../closing/withdraw-complaint.command.js";
import { extendFeedback } from "../feedback/extend-feedback.command.js";
import { promiseFeedback } from "../feedback/promise-feedback.command.js";
import { resumeComplaint } from "../suspension/resume-complaint.command.js";
import { suspendComplaint } from "../suspension/suspend-complaint.command.js";
import { determineValidity } from "../validity/determine-validity.command.js";
import { questionValidity } from "../validity/question-validity.command.js";
import { referValidity } from "../validity/refer-validity.command.js";
import { refuseAdmission } from "./admission.js";
import { evolve, placeOf, type Complaint, type Status, type Validity } from "./complaint.js";
import { filing, receivedComplaint, receivedEvent } from "./filing.js";
import type { Decided, OnComplaint, Situation, UseCase } from "./handle-complaint.command.js";
import type { CommandName } from "./legal-commands.js";

/** The seed of the walks, and how to walk by another: docs/laws.md. */
const SEED = (globalThis as { readonly lawSeed?: number }).lawSeed ?? 20_261_206;
const WALKS = 10_000;
const START = instant("2025-03-03T00:00:00Z");
const dayOf = (at: number): LocalDate => new Date(at).toISOString().slice(0, 10) as LocalDate;

type Calendar = Parameters<typeof prepare>[1];
/** A procedure that leaves everything to the house: it owes nothing and refuses nothing. */
const rules: Rules = prepare(
  loadRegulation(
    `
regulation: silent
version: 1
title: {zh: 无, en: Silent}
effectiveFrom: "2015-01-01"
register: ligao
posts: [{code: desk, zh: 前台, en: desk}]
ladder: [desk]
categories: [{code: other, zh: 其他, en: other}]
channels: [{code: phone, zh: 电话, en: telephone}]
levels: [{code: base, rank: 1, zh: 低, en: base, clause: LG-5.5.1.4}]
obligations: []
`,
    "silent.yaml",
  ),
  { dateAt: dayOf } as unknown as Calendar,
);

/** What is asked of a complaint; days are told from today. */
interface Command {
  readonly name: keyof typeof DECISIONS;
  readonly validity: "valid" | "invalid";
  readonly inDays: number;
  readonly seen: "nothing" | "this" | "an_earlier";
  readonly happened: "now" | "said_by_nobody" | "today" | "tomorrow" | "before_receipt";
}

const decided = <I extends OnComplaint>(
  useCase: UseCase<I>,
  said: object,
): { readonly name: CommandName; readonly decide: (situation: Situation) => Decided | Promise<Decided> } => ({
  name: useCase.name,
  decide: (situation) =>
    useCase.decide(useCase.input.parse({ complaintId: situation.complaint.id, ...said }), situation),
});
const onDay = ({ inDays }: Command, today: number): string => dayOf(today + inDays * DAY);

/** The commands of the house, with what people say to them. */
const DECISIONS = {
  suspend: () => decided(suspendComplaint, { reason: "waiting" }),
  resume: () => decided(resumeComplaint, {}),
  finish: () => decided(finishComplaint, {}),
  close: () => decided(closeComplaint, {}),
  reopen: () => decided(reopenComplaint, { reason: "again" }),
  withdraw: () => decided(withdrawComplaint, {}),
  question: () => decided(questionValidity, {}),
  refer: () => decided(referValidity, {}),
  determine: ({ validity }: Command) => decided(determineValidity, { validity }),
  promise: (command: Command, today: number) => decided(promiseFeedback, { on: onDay(command, today) }),
  extend: (command: Command, today: number) => decided(extendFeedback, { on: onDay(command, today) }),
};

const commands: fc.Arbitrary<Command> = fc.record({
  name: fc.constantFrom(
    ...(Object.keys(DECISIONS) as (keyof typeof DECISIONS)[]),
    ...(["finish", "finish", "close", "close", "reopen", "suspend", "resume"] as const),
  ),
  validity: fc.constantFrom("valid", "invalid"),
  inDays: fc.integer({ min: -1, max: 3 }),
  seen: fc.constantFrom("nothing", "nothing", "nothing", "this", "this", "an_earlier"),
  happened: fc.constantFrom(
    "now",
    "now",
    "now",
    "now",
    "now",
    "now",
    "now",
    "today",
    "said_by_nobody",
    "tomorrow",
    "before_receipt",
  ),
});
const walks = fc.array(fc.tuple(fc.constantFrom(0, 0, 1), commands), { maxLength: 20, size: "max" });

/** A complaint as whoever handles it would put it. */
class ComplaintModel {
  stage: "handled" | "waits" | "done" | "over" | "gone" = "handled";
  opinion: "none" | "doubt" | "asked" | "valid" | "invalid" = "none";
  promised: string | null = null;
  facts = 1;

  /** Why it is not done; `undefined`: it is. */
  does(command: Command, today: number): RefusalCode | undefined {
    if (command.seen === "an_earlier") return "STALE_VERSION";
    if (command.happened === "said_by_nobody") return "FORBIDDEN";
    if (command.happened === "tomorrow" || command.happened === "before_receipt") return "INVALID_INPUT";
    const refusal = this.#act(command, today);
    if (refusal === undefined) this.facts += 1;
    return refusal;
  }

  #act(command: Command, today: number): RefusalCode | undefined {
    switch (command.name) {
      case "suspend":
        return this.#go(["handled"], "waits");
      case "resume":
        return this.#go(["waits"], "handled");
      case "finish":
        return this.#go(["handled"], "done");
      case "close":
        return this.#go(["done"], "over");
      case "reopen":
        return this.#go(["done", "over"], "handled");
      case "withdraw":
        return this.#go(["handled", "waits", "done"], "gone");
      case "question":
        return this.#think("doubt", ["none"]);
      case "refer":
        return this.#think("asked", ["none", "doubt"]);
      case "determine":
        return this.#think(command.validity, ["none", "doubt", "asked", "valid", "invalid"]);
      case "promise":
      case "extend":
        return this.#promise(command, today);
    }
  }

  #go(from: readonly ComplaintModel["stage"][], to: ComplaintModel["stage"]): RefusalCode | undefined {
    if (!from.includes(this.stage)) return "ILLEGAL_TRANSITION";
    this.stage = to;
    return undefined;
  }

  get #isHandled(): boolean {
    return this.stage === "handled" || this.stage === "waits";
  }

  #think(opinion: ComplaintModel["opinion"], from: readonly ComplaintModel["opinion"][]): RefusalCode | undefined {
    if (!this.#isHandled || !from.includes(this.opinion) || this.opinion === opinion) return "ILLEGAL_TRANSITION";
    this.opinion = opinion;
    return undefined;
  }

  #promise(command: Command, today: number): RefusalCode | undefined {
    const on = onDay(command, today);
    if (!this.#isHandled || (command.name === "promise") !== (this.promised === null)) return "ILLEGAL_TRANSITION";
    if (on < dayOf(today) || on === this.promised) return "INVALID_INPUT";
    this.promised = on;
    return undefined;
  }

  /** As a complaint's row says it. */
  told(): string {
    const status = { handled: "open", waits: "open", done: "finished", over: "closed", gone: "withdrawn" }[this.stage];
    const validity = {
      none: "undetermined",
      doubt: "questioned",
      asked: "referred",
      valid: "valid",
      invalid: "invalid",
    }[this.opinion];
    return `${status} ${validity} ${this.stage === "waits"} ${this.promised}`;
  }
}

const input = filing.parse({
  organizationId: newId(),
  channel: "phone",
  subject: "Leak",
  text: "The roof leaks.",
  complainants: [{ name: "Wang" }],
  receivedBy: "centre",
});
const received = receivedComplaint(input, {
  tenantId: newId<"Tenant">(),
  id: newId<"Complaint">(),
  receivedAt: START,
  on: dayOf(START),
  regulation: "silent",
  regulationVersion: 1,
});
const NOTHING_THERE = new Proxy(
  {},
  {
    get: (_, name) => {
      throw new Error(`a decision asked the database for ${String(name)}`);
    },
  },
) as UnitOfWork;

/** A complaint of the house: its row and its facts, as decided and evolved. */
class Held {
  complaint = received;
  now: number = START + DAY;
  readonly facts: HistoryEvent[] = [];

  constructor() {
    this.#keep([receivedEvent(input, received, { complainantIds: [newIdOf(0)], stage: undefined })], START);
  }

  #keep(events: readonly NewEvent[], at: Instant): void {
    for (const happened of events)
      this.facts.push({ ...happened, id: newIdOf(this.facts.length), occurredAt: at, actor: SYSTEM });
  }

  /** The refusal's code; `undefined`: it was done. */
  does(command: Command): RefusalCode | "LATER" | "NOT_THERE" | undefined {
    const { name, decide } = DECISIONS[command.name](command, this.now);
    const now = this.now as Instant;
    const { complaint } = this;
    const occurredAt = {
      now: undefined,
      said_by_nobody: now,
      today: now,
      tomorrow: now + DAY,
      before_receipt: START - 1,
    }[command.happened];
    const no = refuseAdmission(complaint, {
      command: name,
      expectedVersion: { nothing: undefined, this: complaint.version, an_earlier: complaint.version - 1 }[command.seen],
      occurredAt: occurredAt as Instant | undefined,
      now,
      mayImport: command.happened !== "said_by_nobody",
    });
    if (no !== undefined) return no.code;
    const decision = decide({
      ...{ uow: NOTHING_THERE, complaint, history: [], rules, actor: SYSTEM, at: now, place: placeOf(complaint) },
      standing: () => evaluate(rules, this.facts, now),
      keys: () => Promise.reject(new Error("a decision asked for keys")),
    });
    if (decision === undefined) return "NOT_THERE";
    if (decision instanceof Promise) return "LATER";
    if (isRefusal(decision)) return decision.code;
    this.complaint = { ...evolve(complaint, decision.events), version: complaint.version + decision.events.length };
    this.#keep(decision.events, now);
    return undefined;
  }
}

const newIdOf = (number: number): string => `00000000-0000-7000-8000-${String(number).padStart(12, "0")}`;

const STATUS_AFTER: Readonly<Record<Status, readonly Status[]>> = {
  open: ["open", "finished", "withdrawn"],
  finished: ["finished", "closed", "open", "withdrawn"],
  closed: ["closed", "open"],
  withdrawn: ["withdrawn"],
};
const CERTAINTY: Readonly<Record<Validity, number>> = {
  undetermined: 0,
  questioned: 1,
  referred: 2,
  valid: 3,
  invalid: 3,
};

/** What never changes, whatever is done. */
const lasting = ({ status, validity, suspended, promisedOn, version, ...rest }: Complaint): string => {
  void [status, validity, suspended, promisedOn, version];
  return JSON.stringify(rest);
};
const LASTING = lasting(received);

/** The laws that a step of a complaint breaks. */
function brokenBy(before: Complaint, after: Complaint, isRefused: boolean): readonly string[] {
  const laws: readonly (readonly [string, boolean])[] = [
    ["what is refused changes nothing", !isRefused || after === before],
    ["what is done is one version more", isRefused || after.version === before.version + 1],
    [`${before.status} never becomes ${after.status}`, STATUS_AFTER[before.status].includes(after.status)],
    ["what is withdrawn stays as it is", before.status !== "withdrawn" || after === before],
    ["only what is being handled waits", !after.suspended || after.status === "open"],
    ["who knows more of its validity never knows less", CERTAINTY[after.validity] >= CERTAINTY[before.validity]],
    ["a promised day is never forgotten", before.promisedOn === null || after.promisedOn !== null],
    ["words, place and number stay", lasting(after) === LASTING],
  ];
  return laws.flatMap(([law, holds]) => (holds ? [] : [law]));
}

const row = ({ status, validity, suspended, promisedOn }: Complaint): string =>
  `${status} ${validity} ${suspended} ${promisedOn}`;

/** What the regulation's engine makes of the same facts. */
function evaluated({ facts: history, now }: Held): string {
  const { status, validity, facts } = evaluate(rules, history, now as Instant);
  const promisedOn = facts["promisedOn"] === "" ? null : String(facts["promisedOn"]);
  return `${status} ${validity} ${String(facts["suspended"])} ${promisedOn}`;
}

function walk(steps: readonly (readonly [number, Command])[]): readonly string[] {
  const held = new Held();
  const model = new ComplaintModel();
  for (const [index, [days, command]] of steps.entries()) {
    held.now += days * DAY;
    const before = held.complaint;
    const [answer, should] = [held.does(command), model.does(command, held.now)];
    const broken = [...brokenBy(before, held.complaint, answer !== undefined)];
    if (answer !== should) broken.push(`${command.name} answers ${answer}, not ${should}`);
    if (row(held.complaint) !== model.told()) broken.push(`it is ${row(held.complaint)}, not ${model.told()}`);
    if (held.facts.length !== model.facts) broken.push("every fact is kept, and no other");
    if (broken.length > 0) return [`after ${index + 1} steps`, ...broken];
  }
  const [is, engine] = [row(held.complaint), evaluated(held)];
  return is === engine ? [] : [`the house keeps ${is}, the engine says ${engine}`];
}

describe(`a complaint, in ${WALKS} walks of up to 20 steps (seed ${SEED})`, () => {
  it("is closed only when finished, gone for good when withdrawn, unchanged when refused, and what a model and the engine say", () => {
    fc.assert(
      fc.property(walks, (steps) => {
        expect(walk(steps)).toEqual([]);
      }),
      { seed: SEED, numRuns: WALKS },
    );
  });
});
