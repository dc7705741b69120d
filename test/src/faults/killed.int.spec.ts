import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { newId } from "@hearken/kernel";
import { chance } from "../testing/chance.js";
import { filing } from "../testing/complaint.js";
import { eventually } from "../testing/eventually.js";
import { openHouse, type Groups, type TestHouse } from "../testing/house.js";
import { mutationText, partyAt, type Variables } from "../testing/party.js";
import { Witness } from "../testing/traces.js";
import { faultsOf } from "../testing/whole.js";
import { openMortalHouse, type MortalHouse } from "./mortal-house.js";

const SEED = 7_041_776;
const KILLS = 12;
const AT_ONCE = 4;

let house: TestHouse;
let group: Groups;
let witness: Witness;
const born: MortalHouse[] = [];

beforeAll(async () => {
  // It founds the group and hands out tokens; the work is done by others.
  house = await openHouse("together", { isRunning: false });
  await house.at("2025-03-03T09:00:00+08:00");
  group = await house.found();
  witness = await Witness.of(house.test.url);
}, 60_000);
afterAll(async () => {
  await Promise.all(born.map((mortal) => mortal.kill()));
  await (witness as Witness | undefined)?.end();
  await house.stop();
}, 60_000);

/** A command that is repeated under its key until it is answered. */
interface Command {
  readonly mutation: "fileComplaint" | "relayComplaint";
  readonly input: Variables;
}

async function openAnother(): Promise<MortalHouse> {
  const mortal = await openMortalHouse(house);
  born.push(mortal);
  return mortal;
}

/** Commands to be carried out, and what was answered. */
class Work {
  readonly #waiting: Command[] = [];
  readonly filed: string[] = [];
  readonly relayed: string[] = [];

  /** Works until the house is dead; what was not answered waits for the next one. */
  async at(mortal: MortalHouse, isEnough: () => boolean): Promise<void> {
    const { token } = group.as("subsidiary-1");
    const party = partyAt(mortal.url, token);
    const worker = async (): Promise<void> => {
      while (!mortal.isDead() && !isEnough()) {
        const command = this.#waiting.shift() ?? this.#next();
        const answer = await party
          .post(mutationText(command.mutation, "complaint { id }"), { input: command.input })
          .catch(() => undefined);
        const outcome = answer?.data?.[command.mutation] as { complaint?: { id: string } } | undefined;
        if (outcome?.complaint !== undefined) this.#acknowledge(command, outcome.complaint.id);
        else {
          if (answer !== undefined && answer.status < 500) throw new Error(`unexpected: ${answer.text}`);
          this.#waiting.push(command);
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }

  get isDone(): boolean {
    return this.#waiting.length === 0;
  }

  #next(): Command {
    return { mutation: "fileComplaint", input: filing(group, "subsidiary-1", { idempotencyKey: newId() }) };
  }

  /** Every other complaint is relayed at once; the rest is left to time. */
  #acknowledge({ mutation }: Command, complaintId: string): void {
    if (mutation === "relayComplaint") return void this.relayed.push(complaintId);
    this.filed.push(complaintId);
    if (this.filed.length % 2 === 0) return;
    const input = { complaintId, to: "service_specialist", idempotencyKey: newId() };
    this.#waiting.push({ mutation: "relayComplaint", input });
  }
}

const ids = async (sql: string): Promise<readonly string[]> =>
  (await witness.rows<{ id: string }>(sql, [group.tenantId])).map(({ id }) => id).sort();

describe("a house that is killed again and again (faults 56, 57)", () => {
  it(`loses nothing and does nothing twice, over ${KILLS} deaths (seed ${SEED})`, async () => {
    const below = chance(SEED);
    const work = new Work();
    let next = openAnother();
    for (let death = 0; death < KILLS; death += 1) {
      const mortal = await next;
      // Relays fall due, so that the worker of time has something to do while it dies.
      await house.clock.advance(20 * 60_000);
      mortal.killAtPacket(1 + below(700));
      next = openAnother();
      await work.at(mortal, () => false);
      await mortal.died;
    }
    const last = await next;
    await work.at(last, () => work.isDone);
    await house.clock.advance(60 * 60_000);
    await witness.settled();
    await eventually(
      () =>
        ids(
          "select complaint_id as id from escalation.standing where tenant_id = $1 and next_change_at <= platform.now()",
        ),
      (due) => due.length === 0,
    );
    await last.kill();

    expect(work.filed.length).toBeGreaterThan(KILLS);
    expect(new Set(work.filed).size).toBe(work.filed.length);
    expect(await ids("select id from intake.complaint where tenant_id = $1")).toEqual([...work.filed].sort());
    expect(await ids("select complaint_id as id from intake.relay where tenant_id = $1")).toEqual(
      [...work.relayed].sort(),
    );
    const breached = await ids(
      "select complaint_id as id from escalation.obligation where tenant_id = $1 and code = 'relay_phone' and status = 'breached'",
    );
    expect(breached.length).toBeGreaterThan(0);
    const { database } = house.test;
    expect(await faultsOf({ ...house.platform, database }, witness, group.tenantId)).toEqual([]);
  }, 120_000);
});
