import { describe, expect, it } from "@jest/globals";
import { HOUR, isRefusal, type Instant } from "@hearken/kernel";
import fc from "fast-check";
import { numbered, shanghai } from "../testing/complaint-case.js";
import { machineRules } from "../testing/machine-rules.js";
import { dutiesOf, type Duty, type DutyDone } from "./duties.js";
import { permitsDuty } from "./duty-gate.js";

/** The seed of the walks, and how to walk by another: docs/laws.md. */
const SEED = (globalThis as { readonly lawSeed?: number }).lawSeed ?? 20_261_205;
const WALKS = 10_000;

/** A week from its Monday; a time is told in hours since then. */
const DAYS = [
  "2025-03-03",
  "2025-03-04",
  "2025-03-05",
  "2025-03-06",
  "2025-03-07",
  "2025-03-08",
  "2025-03-09",
] as const;
const [TUESDAY, WEDNESDAY] = [1, 2];
const MONDAY = shanghai("2025-03-03T00:00");
const PROJECTS = [numbered(1), numbered(2)] as const;
const DUTIES = ["cleaning", "minutes", "preparation", "inspection"] as const;
type Code = (typeof DUTIES)[number];

/** Somebody says that they did it. */
interface Command {
  readonly duty: Code;
  /** Which day of the week it is said to be for. */
  readonly day: number;
  readonly project: 0 | 1;
  readonly isWhole: boolean;
}
const commands: fc.Arbitrary<Command> = fc.record({
  duty: fc.constantFrom(...DUTIES),
  day: fc.oneof(fc.constantFrom(TUESDAY, WEDNESDAY), fc.nat(6)),
  project: fc.constantFrom(0, 1),
  isWhole: fc.nat(4).map((one) => one > 0),
});
const walks = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), commands), { maxLength: 12, size: "max" });

const instantOf = (hour: number): Instant => (MONDAY + hour * HOUR) as Instant;
const isEach = (duty: Code): boolean => duty === "preparation" || duty === "inspection";
const keyOf = ({ duty, day, project }: Command): string =>
  `${duty}:${DAYS[day]}${isEach(duty) ? `:${PROJECTS[project]}` : ""}`;

/** What was done when, by the name of the occurrence: all that there is to know of a week's duties. */
class DutyModel {
  hour = 0;
  readonly doneAt = new Map<string, number>();

  /** Whether it counts. */
  does(command: Command): boolean {
    const key = keyOf(command);
    if (this.doneAt.has(key) || !this.#isOwed(command)) return false;
    if (command.duty === "cleaning" && !command.isWhole) return false;
    if (command.duty === "inspection" && !this.doneAt.has(keyOf({ ...command, duty: "preparation", day: TUESDAY })))
      return false;
    this.doneAt.set(key, this.hour);
    return true;
  }

  #isOwed({ duty, day }: Command): boolean {
    if (duty === "minutes") return this.doneAt.has(`cleaning:${DAYS[day]}`);
    return duty === "cleaning" || day === (duty === "preparation" ? TUESDAY : WEDNESDAY);
  }

  /** Every duty of the week and how it stands, one a line. */
  told(): readonly string[] {
    const lines = DAYS.flatMap((date, day) => {
      const cleanedAt = this.doneAt.get(`cleaning:${date}`);
      const end = (day + 1) * 24;
      return [
        this.#line(`cleaning:${date}`, end),
        ...(cleanedAt === undefined ? [] : [this.#line(`minutes:${date}`, cleanedAt + 36)]),
        ...PROJECTS.flatMap((project) => [
          ...(day === TUESDAY ? [this.#line(`preparation:${date}:${project}`, end)] : []),
          ...(day === WEDNESDAY ? [this.#line(`inspection:${date}:${project}`, end)] : []),
        ]),
      ];
    });
    return lines.sort();
  }

  #line(key: string, dueAt: number): string {
    const doneAt = this.doneAt.get(key);
    const isLate = doneAt === undefined ? this.hour >= dueAt : doneAt > dueAt;
    const status = doneAt === undefined ? (isLate ? "breached" : "open") : isLate ? "met_late" : "met";
    return `${key} ${status} by ${dueAt} at ${doneAt ?? "never"}`;
  }
}

const hours = (at: Instant | null): number | string => (at === null ? "never" : (at - MONDAY) / HOUR);
const line = ({ key, status, dueAt, metAt }: Duty): string => `${key} ${status} by ${hours(dueAt)} at ${hours(metAt)}`;

const NEXT: Readonly<Record<Duty["status"], readonly Duty["status"][]>> = {
  open: ["open", "met", "met_late", "breached"],
  breached: ["breached", "met_late"],
  met: ["met"],
  met_late: ["met_late"],
};

/** An organization: what it did, and what that makes of its week. */
class Organization {
  readonly done: DutyDone[] = [];
  now = MONDAY;

  week(days: readonly [string, string] = [DAYS[0], DAYS[6]]): readonly Duty[] {
    const [from, to] = days;
    return dutiesOf(machineRules, { from, to, at: this.now, subjects: { project: PROJECTS } }, this.done);
  }

  /** Whether it counts; what does not is not kept. */
  does({ duty, day, project, isWhole }: Command): boolean {
    const on = DAYS[day] ?? DAYS[0];
    const said: DutyDone = {
      ...{ duty, on, occurredAt: this.now, by: "anna" },
      ...(isEach(duty) ? { subjectId: PROJECTS[project] } : {}),
      ...{ sections: isWhole ? ["floor"] : [], to: ["manager"] },
    };
    if (isRefusal(permitsDuty(machineRules, said, this.done))) return false;
    const subjectId = said.subjectId ?? null;
    const occurrence = this.week([on, on]).find((one) => one.code === duty && one.subjectId === subjectId);
    if (occurrence?.metAt !== null) return false;
    this.done.push(said);
    return true;
  }
}

/** The laws that a week of duties breaks. */
function brokenBy(before: readonly Duty[], after: readonly Duty[], at: Instant): readonly string[] {
  const was = new Map(before.map((duty) => [duty.key, duty]));
  const metAt = new Map(after.map((duty) => [duty.key, duty.metAt]));
  const laws: readonly (readonly [string, (duty: Duty) => boolean])[] = [
    [
      "what was owed stays what it was, or becomes what may follow",
      ({ key, status }) => NEXT[was.get(key)?.status ?? "open"].includes(status),
    ],
    ["a due time never moves", ({ key, dueAt }) => (was.get(key) ?? { dueAt }).dueAt === dueAt],
    ["what is done stays done when it was", ({ key, metAt: now }) => (was.get(key)?.metAt ?? now) === now],
    [
      "met says when, and not before now",
      ({ status, metAt: now }) => status.startsWith("met") === (now !== null) && (now ?? at) <= at,
    ],
    ["what is open is not past its time", ({ status, dueAt }) => status !== "open" || dueAt === null || dueAt > at],
    [
      "nothing is done before what it rests on",
      ({ code, subjectId, metAt: now }) =>
        code !== "inspection" ||
        now === null ||
        (metAt.get(`preparation:${DAYS[TUESDAY]}:${subjectId}`) ?? Infinity) <= now,
    ],
  ];
  const broken = after.flatMap((duty) => laws.flatMap(([law, holds]) => (holds(duty) ? [] : [`${duty.key}: ${law}`])));
  if (metAt.size !== after.length) broken.push("keys are unique");
  if (before.some(({ key }) => !metAt.has(key))) broken.push("nothing that was owed is forgotten");
  return broken;
}

function walk(steps: readonly (readonly [number, Command])[]): readonly string[] {
  const organization = new Organization();
  const model = new DutyModel();
  let before = organization.week();
  for (const [index, [passed, command]] of steps.entries()) {
    model.hour += passed;
    organization.now = instantOf(model.hour);
    const [counts, should] = [organization.does(command), model.does(command)];
    const after = organization.week();
    const broken = [...brokenBy(before, after, organization.now)];
    if (counts !== should) broken.push(`it ${counts ? "counts" : "does not count"}, other than in the model`);
    const [is, told] = [after.map(line).sort(), model.told()];
    if (is.join("\n") !== told.join("\n")) broken.push("the week is", ...is, "but the model says", ...told);
    if (broken.length > 0) return [`after ${index + 1} steps`, ...broken];
    before = after;
  }
  return [];
}

describe(`the duties of a week, in ${WALKS} walks of up to 12 steps (seed ${SEED})`, () => {
  it("are done once, whole, after what they rest on, missed for good, and are what a model of them says at every step", () => {
    fc.assert(
      fc.property(walks, (steps) => {
        expect(walk(steps)).toEqual([]);
      }),
      { seed: SEED, numRuns: WALKS },
    );
  });
});
