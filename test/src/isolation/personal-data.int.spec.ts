import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { newId } from "@hearken/kernel";
import { cursorOf, filed as fileOne, filing } from "../testing/complaint.js";
import { openHouse, type Groups, type TestHouse } from "../testing/house.js";
import type { Answer } from "../testing/party.js";
import { Witness } from "../testing/traces.js";

/* What says who somebody is, filed through the door, is read nowhere in the house but in the answer that reveals it. */

const ZHANG = {
  name: "欧阳慕容雪",
  phone: "13913572468",
  address: "上海市浦东新区世纪大道1188号",
  identityNumber: "11010519491231002X",
};
const CANARIES = Object.values(ZHANG);

let house: TestHouse;
let group: Groups;
let witness: Witness;

beforeAll(async () => {
  house = await openHouse("together");
  await house.at("2025-03-04T09:00:00+08:00");
  group = await house.found();
  witness = await Witness.of(house.test.url);
}, 60_000);
afterAll(async () => {
  await (witness as Witness | undefined)?.end();
  await (house as TestHouse | undefined)?.stop();
});

const TABLES = `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema') order by 1`;

/** A text as it stands in rows, in bytes that nobody sealed, and in JSON. */
const spellings = (text: string): readonly string[] => {
  const bytes = Buffer.from(text);
  return [text, bytes.toString("hex"), bytes.toString("base64"), bytes.toString("base64url")];
};

/** Every table in which one of the canaries stands, of whichever kind the column is. */
async function tablesThatSay(texts: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { name } of await witness.rows<{ name: string }>(TABLES)) {
    const rows = await witness.rows<{ row: string }>(`select t::text as row from ${name} t`);
    const said = rows.map(({ row }) => row).join("\n");
    if (texts.flatMap(spellings).some((text) => said.includes(text))) found.push(name);
  }
  return found;
}

const saysAny = ({ text, headers }: Answer): boolean =>
  CANARIES.some((canary) => `${text}${JSON.stringify([...headers])}`.includes(canary));

describe("who somebody is", () => {
  it("stands nowhere in clear: no row, no event, no frame, no kept answer, no error, no log", async () => {
    const officer = group.as("subsidiary-1");
    const changes = officer.listen({
      to: "complaintChanges",
      after: await cursorOf(officer, await fileOne(group)),
      chosen: "it: complaint { complainants { name phone address identityNumber } }",
    });
    const input = filing(group, "subsidiary-1", { complainants: [ZHANG], idempotencyKey: newId() });
    const filed = await officer.succeed<{ complaint: { id: string } }>("fileComplaint", input);
    const complaintId = filed.complaint.id;
    const { complaint } = await officer.ask<{ complaint: { complainants: { id: string }[] } }>(
      "query ($id: ID!) { complaint(id: $id) { complainants { id } } }",
      { id: complaintId },
    );
    const complainantId = complaint.complainants[0]?.id;
    const reveal = { complaintId, complainantId, fields: ["NAME", "PHONE", "ADDRESS", "IDENTITY_NUMBER"] };
    const shown = await officer.succeed(
      "revealComplainant",
      { ...reveal, purpose: "CONTACT", idempotencyKey: newId() },
      "name phone address identityNumber",
    );
    expect(shown).toMatchObject(ZHANG);
    const given = { complainantId, purpose: "LEGAL", idempotencyKey: newId() };
    expect(await group.as("headquarters").succeed("exportComplainant", given, "name phone")).toMatchObject({
      name: ZHANG.name,
    });
    for (const wrong of [{ identityNumber: `${ZHANG.identityNumber}1` }, { address: `${ZHANG.address}\n502` }]) {
      const answer = await officer.post(
        "mutation ($input: FileComplaintInput!) { fileComplaint(input: $input) { __typename ... on Refusal { message path } } }",
        { input: { ...input, idempotencyKey: newId(), complainants: [{ ...ZHANG, ...wrong }] } },
      );
      expect(saysAny(answer)).toBe(false);
    }
    const list =
      "query ($f: ComplaintFilterInput) { complaints(first: 1, filter: $f) { edges { node { id complainants { name phone } } } } }";
    const found = await officer.post(list, { f: { phone: ZHANG.phone } });
    expect(found.data).toMatchObject({ complaints: { edges: [{ node: { id: complaintId } }] } });
    expect(saysAny(found)).toBe(false);
    const heard = [await changes.next()];
    while (heard.at(-1)?.type !== "complainant.exported") heard.push(await changes.next());
    await changes.close();
    expect(JSON.stringify(heard)).toContain("欧**");
    expect(CANARIES.filter((canary) => JSON.stringify(heard).includes(canary))).toEqual([]);
    await witness.settled();
    expect(await tablesThatSay(CANARIES)).toEqual([]);
    expect(await tablesThatSay([complaintId])).toContain("journal.event");
    expect(CANARIES.filter((canary) => house.logged.join("\n").includes(canary))).toEqual([]);
  }, 60_000);
});
