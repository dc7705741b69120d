import { describe, expect, it } from "@jest/globals";
import { event, type NewEvent } from "@hearken/contracts";
import { instant, MINUTE, newId, type Actor, type Instant, type RefusalCode } from "@hearken/kernel";
import { Evaluation, loadRegulation, prepare } from "@hearken/regulation";
import fc from "fast-check";
import { difference, NOTHING_KEPT, type Kept } from "../standing/difference.js";
import { project, type BulletinRow, type BulletinStatus, type Place } from "../standing/projection.js";
import { ROUND_THE_CLOCK } from "../testing/trial-rules.harness.js";
import { issuedFact, mayIssue, refuseIssue, type BulletinSection } from "./bulletin.js";

/** The seed of the walks, and how to walk by another: docs/laws.md. */
const SEED = (globalThis as { readonly lawSeed?: number }).lawSeed ?? 20_261_204;
const WALKS = 10_000;
const START = instant("2025-03-03T09:00:00+08:00");

const obligationText = (kind: string, opens: string, more: string): string => `
  - code: ${kind}_bulletin
    zh: 通报
    en: bulletin
    clause: LG-5.5.2.4a
    kind: bulletin
    opens: {on: ${opens}}
    owner: desk
    due: {within: PT1H}
    met: {on: bulletin.issued, when: 'event.kind == "${kind}"'}
    bulletin: {kind: ${kind}, to: [manager], sections: [state, help]}
    ${more}`;

/** Two kinds of bulletin that are demanded again and again; one of them can be dropped. */
const rules = prepare(
  loadRegulation(
    `
regulation: bulletins
version: 1
title: {zh: 通报, en: Bulletins}
effectiveFrom: "2015-01-01"
register: ligao
posts: [{code: desk, zh: 前台, en: desk, under: manager}, {code: manager, zh: 经理, en: manager}]
ladder: [desk, manager]
categories: [{code: other, zh: 其他, en: other}]
channels: [{code: phone, zh: 电话, en: telephone}]
levels: [{code: base, rank: 1, zh: 低, en: base, clause: LG-5.5.1.4}]
gates: [{action: bulletin.issued, clause: LG-5.5.2.6, require: '"desk" in actor.posts', message: {zh: 前台, en: desk}}]
obligations:${obligationText("hot", "complaint.urged", "void: {on: validity.referred}")}${obligationText("grave", "complaint.relayed", "survivesWithdrawal: true")}
`,
    "bulletins.yaml",
  ),
  ROUND_THE_CLOCK,
);

type Kind = "hot" | "grave";
const SECTIONS = ["all", "half", "twice", "unknown"] as const;
type Command =
  | { readonly does: "demand"; readonly kind: Kind }
  | {
      readonly does: "issue";
      readonly nth: number;
      readonly sections: (typeof SECTIONS)[number];
      readonly by: "desk" | "manager";
    }
  | { readonly does: "waive"; readonly nth: number }
  | { readonly does: "refer" | "withdraw" | "nothing" };
const commands: fc.Arbitrary<Command> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant("demand"), kind: fc.constantFrom("hot", "grave") }) },
  {
    weight: 5,
    arbitrary: fc.record({
      does: fc.constant("issue"),
      nth: fc.nat(3),
      sections: fc.constantFrom("all", ...SECTIONS),
      by: fc.constantFrom("desk", "desk", "manager"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("waive"), nth: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom("refer", "withdraw", "nothing") }) },
);
const walks = fc.array(fc.tuple(fc.integer({ min: 1, max: 50 }), commands), { maxLength: 12, size: "max" });

const section = (code: string): BulletinSection => ({ code, text: code });
const WRITTEN: Readonly<Record<(typeof SECTIONS)[number], readonly BulletinSection[]>> = {
  all: ["state", "help"].map(section),
  half: ["state"].map(section),
  twice: ["state", "help", "state"].map(section),
  unknown: ["state", "help", "weather"].map(section),
};
const staff = (post: string): Actor => ({ kind: "staff", id: newId(), organizationId: null, posts: [post] });
const ACTORS = { desk: staff("desk"), manager: staff("manager") };
const RELAY = newId();
const REASON = newId();
const place: Place = {
  complaintId: newId<"Complaint">(),
  organizationId: newId<"Organization">(),
  projectId: null,
  regulation: "bulletins",
  regulationVersion: 1,
};
const received = event("complaint.received", {
  channel: "phone",
  complainantIds: [newId()],
  receivedBy: "centre",
  regulation: "bulletins",
  regulationVersion: 1,
});

/** A bulletin as people think of it: asked for, then sent or no longer wanted, whether it is late or not. */
interface Wanted {
  readonly kind: Kind;
  status: BulletinStatus;
}

class BulletinModel {
  readonly all: Wanted[] = [];

  /** What the house should answer to a wish to issue; `undefined`: it goes out. */
  does(command: Command): RefusalCode | undefined {
    const open = this.all.filter(({ status }) => status === "open");
    const drop = (which: (one: Wanted) => boolean): undefined => {
      for (const one of open) if (which(one)) one.status = "withdrawn";
      return undefined;
    };
    switch (command.does) {
      case "demand":
        if (!open.some(({ kind }) => kind === command.kind)) this.all.push({ kind: command.kind, status: "open" });
        return undefined;
      case "issue":
        return this.#issue(command);
      case "waive":
        return drop((one) => one === this.all[command.nth % this.all.length]);
      case "refer":
        return drop(({ kind }) => kind === "hot");
      case "withdraw":
        return drop(({ kind }) => kind === "hot");
      case "nothing":
        return undefined;
    }
  }

  #issue({ nth, sections, by }: Extract<Command, { does: "issue" }>): RefusalCode | undefined {
    const one = this.all[nth % Math.max(1, this.all.length)];
    if (one === undefined) return undefined;
    if (one.status !== "open") return "ILLEGAL_TRANSITION";
    if (sections === "twice" || sections === "unknown") return "INVALID_INPUT";
    if (by === "manager" || sections === "half") return "REGULATION";
    one.status = "issued";
    return undefined;
  }
}

/** One complaint in the house: its facts, what follows from them, and what is kept of it. */
class Complaint {
  readonly #engine = new Evaluation(rules);
  readonly written = new Map<string, number>();
  now: Instant = START;
  kept: Kept = NOTHING_KEPT;
  told = 0;
  #facts = 0;

  constructor() {
    this.happens(received, ACTORS.desk);
    this.look();
  }

  happens(fact: NewEvent, actor: Actor): void {
    this.#facts += 1;
    const id = `00000000-0000-7000-8000-${String(this.#facts).padStart(12, "0")}`;
    this.#engine.add({ ...fact, id, occurredAt: this.now, actor });
  }

  look(): void {
    const projection = project(place, this.#engine.at(this.now));
    const changes = difference(this.kept, projection);
    const put = new Map(changes.bulletins.put.map((row) => [row.key, row]));
    const known = new Set(this.kept.bulletins.map(({ key }) => key));
    const bulletins = [
      ...this.kept.bulletins.map((row) => put.get(row.key) ?? row),
      ...changes.bulletins.put.filter(({ key }) => !known.has(key)),
    ];
    this.kept = { ...projection, bulletins };
    this.told += changes.conclusions.filter(({ type }) => type === "bulletin.opened").length;
  }

  /** The refusal's code; `undefined` when it went out, or when there is none. */
  issue({ nth, sections, by }: Extract<Command, { does: "issue" }>): RefusalCode | undefined {
    const row = this.kept.bulletins[nth % Math.max(1, this.kept.bulletins.length)];
    if (row === undefined) return undefined;
    const standing = this.#engine.at(this.now);
    const [text, actor] = [WRITTEN[sections], ACTORS[by]];
    const refusal = mayIssue(row, text) ?? refuseIssue(row, text, { rules, standing, actor });
    if (refusal !== undefined) return refusal.code;
    this.happens(issuedFact(row, text), actor);
    this.written.set(row.id, (this.written.get(row.id) ?? 0) + 1);
    return undefined;
  }
}

const NEXT: Readonly<Record<BulletinStatus, readonly BulletinStatus[]>> = {
  open: ["open", "issued", "withdrawn"],
  issued: ["issued"],
  withdrawn: ["withdrawn"],
};

/** The laws that the bulletins of a complaint break. */
function brokenBy(before: readonly BulletinRow[], { kept, written, told, now }: Complaint): readonly string[] {
  const { bulletins } = kept;
  const laws: readonly (readonly [string, boolean])[] = [
    [
      "each has its own id and key",
      new Set(bulletins.flatMap(({ id, key }) => [id, key])).size === 2 * bulletins.length,
    ],
    ["each is told of once", told === bulletins.length],
    ["none is forgotten", before.every(({ key }, index) => bulletins[index]?.key === key)],
    [
      "what is issued or withdrawn stays so",
      before.every(({ status }, index) => NEXT[status].includes(bulletins[index]?.status ?? "open")),
    ],
    [
      "what is issued was written, once",
      bulletins.every(({ id, status }) => (written.get(id) ?? 0) === (status === "issued" ? 1 : 0)),
    ],
    [
      "what is issued says when and by whom",
      bulletins.every(
        ({ status, issuedAt, issuedBy }) => (status === "issued") === (issuedAt !== null && issuedBy !== null),
      ),
    ],
    [
      "nothing is issued before it is asked for, or in the future",
      bulletins.every(({ issuedAt, openedAt }) => issuedAt === null || (issuedAt >= openedAt && issuedAt <= now)),
    ],
  ];
  return laws.flatMap(([law, holds]) => (holds ? [] : [law]));
}

function factOf(command: Exclude<Command, { does: "issue" }>, { obligations }: Kept): NewEvent | undefined {
  switch (command.does) {
    case "demand":
      return command.kind === "hot"
        ? event("complaint.urged", {})
        : event("complaint.relayed", { to: "manager", relayId: RELAY });
    case "waive":
      return event("obligation.waived", {
        key: obligations[command.nth % obligations.length]?.key ?? "",
        reasonId: REASON,
      });
    case "refer":
      return event("validity.referred", {});
    case "withdraw":
      return event("complaint.withdrawn", {});
    case "nothing":
      return undefined;
  }
}

function walk(steps: readonly (readonly [number, Command])[]): readonly string[] {
  const complaint = new Complaint();
  const model = new BulletinModel();
  for (const [index, [minutes, command]] of steps.entries()) {
    const before = complaint.kept.bulletins;
    complaint.now = (complaint.now + minutes * MINUTE) as Instant;
    const expected = model.does(command);
    const broken: string[] = [];
    if (command.does === "issue") {
      const answer = complaint.issue(command);
      if (answer !== expected) broken.push(`issuing answers ${answer}, not ${expected}`);
    } else {
      const fact = factOf(command, complaint.kept);
      if (fact !== undefined) complaint.happens(fact, ACTORS.desk);
    }
    complaint.look();
    broken.push(...brokenBy(before, complaint));
    const [is, should] = [complaint.kept.bulletins, model.all].map((all) =>
      all.map(({ kind, status }) => `${kind} ${status}`).join(),
    );
    if (is !== should) broken.push(`there are ${is}, not ${should}`);
    if (broken.length > 0) return [`after ${index + 1} steps`, ...broken];
  }
  return [];
}

describe(`bulletins of a complaint, in ${WALKS} walks of up to 12 steps (seed ${SEED})`, () => {
  it("are issued once and whole, stay issued or withdrawn, and are what a model of them says at every step", () => {
    fc.assert(
      fc.property(walks, (steps) => {
        expect(walk(steps)).toEqual([]);
      }),
      { seed: SEED, numRuns: WALKS },
    );
  });
});
