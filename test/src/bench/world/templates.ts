import { DAY, MINUTE, type ComplaintId } from "@hearken/kernel";
import { asOwner } from "../house/bench-database.js";
import { FILE_COMPLAINT, ordinaryFiling } from "../house/filing.js";
import type { BenchHouse } from "../house/house.js";

/* Complaints made through the gateway and evaluated by the engine: what the others of a bench are copied from. */

const RELAY = `mutation Relay($input: RelayComplaintInput!) {
  relayComplaint(input: $input) { ... on RelayComplaintSuccess { complaint { id } } ... on Refusal { message } }
}`;
const RELAYS = "select id from intake.relay where complaint_id = $1";
const ANSWER = `mutation Answer($input: AnswerRelayInput!) {
  answerRelay(input: $input) { ... on AnswerRelaySuccess { complaint { id } } ... on Refusal { message } }
}`;
const PROMISE = `mutation Promise($input: PromiseFeedbackInput!) {
  promiseFeedback(input: $input) { ... on PromiseFeedbackSuccess { complaint { id } } ... on Refusal { message } }
}`;

type Answered = Readonly<Record<string, { readonly complaint?: { readonly id: string }; readonly message?: string }>>;

/**
 * Relayed, answered, and promised a date in a month: nothing changes by itself for weeks. The house's consumers are run
 * by hand.
 */
export async function makeWaiting(house: BenchHouse, url: string): Promise<ComplaintId> {
  const complaintId = await carryOut(house, FILE_COMPLAINT, ordinaryFiling());
  await carryOut(house, RELAY, { complaintId, to: "functional_handler" });
  const relay = await asOwner(
    url,
    async (client) => (await client.query<{ id: string }>(RELAYS, [complaintId])).rows[0],
  );
  await carryOut(house, ANSWER, {
    complaintId,
    relayId: relay?.id,
    form: "written",
    response: "已安排工程部现场查看。",
  });
  await carryOut(house, PROMISE, { complaintId, on: new Date(Date.now() + 30 * DAY).toISOString().slice(0, 10) });
  await settle(house, url, complaintId);
  return complaintId;
}

/** By phone twenty minutes ago, not relayed, and warned of: in ten minutes its obligation is breached. */
export async function makeFalling(house: BenchHouse, url: string): Promise<ComplaintId> {
  const receivedAt = new Date(Date.now() - 20 * MINUTE).toISOString();
  const complaintId = await carryOut(house, FILE_COMPLAINT, { ...ordinaryFiling(), receivedAt });
  await settle(house, url, complaintId);
  return complaintId;
}

const CHANGES = "select next_change_at > platform.now() as later from escalation.standing where complaint_id = $1";

/** Runs what follows until the complaint's standing waits for a later time: a copy of one that does not would be due at once. */
async function settle(house: BenchHouse, url: string, complaintId: ComplaintId): Promise<void> {
  for (let tried = 0; tried < 10; tried += 1) {
    await house.drain();
    const waits = await asOwner(
      url,
      async (client) => (await client.query<{ later: boolean }>(CHANGES, [complaintId])).rows[0],
    );
    if (waits?.later === true) return;
  }
  throw new Error(`the standing of the template ${complaintId} waits for nothing`);
}

async function carryOut(
  house: BenchHouse,
  mutation: string,
  input: Readonly<Record<string, unknown>>,
): Promise<ComplaintId> {
  const [answer] = Object.values(await house.ask<Answered>(mutation, { input }));
  if (answer?.complaint === undefined) throw new Error(`a template could not be made: ${answer?.message ?? ""}`);
  return answer.complaint.id as ComplaintId;
}

/** Every hour of every day counts, so that a bench at night or on a holiday finds the same obligations. */
export async function openRoundTheClock(house: BenchHouse, url: string): Promise<void> {
  const day = [{ from: "00:00", to: "24:00" }];
  const week = Object.fromEntries(["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((name) => [name, day]));
  await asOwner(url, async (client) => {
    await client.query(
      "update directory.calendar set definition = (definition - 'statutory') || jsonb_build_object('week', $1::jsonb)",
      [JSON.stringify(week)],
    );
    await client.query("update platform.tenant_state set rules_version = rules_version + 1");
  });
  // What follows from the change is done before there is anything that it could touch.
  await house.drain();
}
