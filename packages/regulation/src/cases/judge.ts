import { isRefusal, type Refusal } from "@hearken/kernel";
import type { DutyDone } from "../duties/duties.js";
import { permits, type Permit } from "../evaluation/permits.js";
import type { Standing } from "../evaluation/standing.js";
import { keepingOf } from "../records/retention.js";
import { referenceAt } from "../reference/reference.js";
import type { Rules } from "../rules/rule.js";
import { heardOfDuty, isDuty, judgeDuty, ofDuty } from "./case-duty.js";
import { instantOf, proposed, type Telling } from "./case-event.js";
import type { Expectation } from "./case.schema.js";
import { differs, dueOf, shown, sorted } from "./difference.js";

/** What has happened when an expectation is judged. */
export interface World {
  readonly rules: Rules;
  readonly standing: Standing;
  readonly done: readonly DutyDone[];
  /** The first day of the history. */
  readonly since: string;
  readonly telling: Telling;
}

/** Everything that is not as an expectation says. */
export function differences(world: World, expected: Expectation): readonly string[] {
  const { rules, standing, done, telling } = world;
  return [
    ...ofStanding(world, expected),
    ...ofNotice(world, expected),
    ...ofAct(world, expected),
    ...ofDuty({ rules, done, at: standing.at, zone: telling.zone }, expected),
    ...ofRecord(world, expected),
    ...ofPlace(world, expected),
  ].map((failure) => `${expected.at}: ${failure}`);
}

function ofStanding({ standing, telling: { zone } }: World, expected: Expectation): readonly string[] {
  const { obligation } = expected;
  const owed = standing.obligations.filter(({ code }) => code === obligation);
  const last = owed.at(-1);
  return [
    ...differs("the level", standing.level?.code ?? "none", expected.level),
    ...differs("the status", standing.status, expected.status),
    ...(obligation === undefined
      ? []
      : [
          ...differs(obligation, last?.status ?? "none", expected.is),
          ...differs(`${obligation} due`, shown(last?.dueAt ?? null, zone), dueOf(expected.due, zone)),
          ...differs(`the warning of ${obligation}`, shown(last?.warnAt ?? null, zone), dueOf(expected.warn, zone)),
          ...differs(`the owner of ${obligation}`, last?.owner ?? "nobody", expected.owner),
          ...differs(`the number of ${obligation}`, String(owed.length), expected.times?.toString()),
        ]),
  ];
}

function ofNotice({ rules, standing, done, since, telling }: World, { notice, to }: Expectation): readonly string[] {
  if (notice === undefined) return [];
  const told = standing.notices.filter(({ code }) => code === notice).flatMap((one) => one.to);
  const ofDuties = heardOfDuty({ rules, done, at: standing.at, zone: telling.zone }, notice, since);
  return differs(`who heard ${notice}`, sorted([...told, ...ofDuties]), sorted(to ?? []));
}

function ofAct(world: World, expected: Expectation): readonly string[] {
  const { refuses, permits: permitted, warns } = expected;
  return [
    ...(refuses === undefined ? [] : ofRefusal(refuses, answerTo(world, refuses, expected), expected.clause)),
    ...(permitted === undefined ? [] : ofPermit(permitted, answerTo(world, permitted, expected))),
    ...(warns === undefined ? [] : ofWarning(warns, answerTo(world, warns, expected), expected.clause)),
  ];
}

function answerTo({ rules, standing, done, telling }: World, name: string, expected: Expectation): Permit | Refusal {
  if (isDuty(name)) return judgeDuty(rules, { name, expected, telling }, done);
  return permits(rules, standing, proposed(name, expected, telling));
}

function ofRefusal(name: string, answer: Permit | Refusal, clause: string | undefined): readonly string[] {
  if (!isRefusal(answer)) return [`${name} is permitted`];
  return differs(`the clause that refuses ${name}`, answer.clause ?? "none", clause);
}

function ofPermit(name: string, answer: Permit | Refusal): readonly string[] {
  return isRefusal(answer) ? [`${name} is refused under ${answer.clause ?? "no clause"}: ${answer.message.en}`] : [];
}

function ofWarning(name: string, answer: Permit | Refusal, clause: string | undefined): readonly string[] {
  if (isRefusal(answer)) return ofPermit(name, answer);
  const found = answer.warnings.map((warning) => warning.clause);
  if (found.length === 0) return [`${name} is permitted without a warning`];
  if (clause === undefined || found.includes(clause)) return [];
  return differs(`the clause that warns of ${name}`, sorted(found), clause);
}

function ofRecord({ rules, standing, telling: { zone } }: World, { keeps, until }: Expectation): readonly string[] {
  if (keeps === undefined || until === undefined) return [];
  const record = { kind: keeps, filedAt: standing.at, closedAt: standing.at };
  const keeping = keepingOf(rules, record, standing);
  const found = keeping === undefined ? "not said" : keeping.until === null ? "permanent" : shown(keeping.until, zone);
  const wanted = until === "permanent" ? until : shown(instantOf(until, zone), zone);
  return differs(`the end of keeping ${keeps}`, found, wanted);
}

function ofPlace({ rules: { file } }: World, { shows, place }: Expectation): readonly string[] {
  if (shows === undefined || place === undefined) return [];
  const shown = referenceAt(file, place)?.clauses.some(({ id }) => id === shows) ?? false;
  return shown ? [] : [`${shows} is not shown at ${place}`];
}
