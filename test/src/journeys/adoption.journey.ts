import { describe, expect, it } from "@jest/globals";
import { DEMO } from "@hearken/directory/demo-tenant";
import { filed, owed, told } from "../testing/complaint.js";
import { eventually } from "../testing/eventually.js";
import type { TestHouse } from "../testing/house.js";
import type { Party } from "../testing/party.js";

interface Trial {
  readonly state: string;
  readonly total: number;
  readonly differing: number;
  readonly failed: number;
  readonly obligations: readonly { code: string; label: string; own: Counts; tried: Counts }[];
  readonly differences: {
    readonly edges: readonly {
      readonly node: {
        readonly complaint: { readonly id: string; readonly subject: string };
        readonly keepsItsVersion: boolean;
        readonly own: { readonly regulation: string; readonly nextDueAt: string };
        readonly tried: { readonly regulation: string; readonly nextDueAt: string };
      };
    }[];
  };
}
interface Counts {
  readonly met: number;
  readonly metLate: number;
  readonly breached: number;
}

const FOUND = `query ($id: ID!) { regulationTrial(id: $id) { state total differing failed
  obligations { code label own { met metLate breached } tried { met metLate breached } }
  differences(first: 10) { edges { node { complaint { id subject } keepsItsVersion
    own { regulation nextDueAt } tried { regulation nextDueAt } } } } } }`;

async function carriedOut(party: Party, mutation: string, input: Readonly<Record<string, unknown>>): Promise<Trial> {
  const { trial } = await party.succeed<{ trial: { id: string } }>(mutation, input, "trial { id }");
  const { regulationTrial } = await eventually(
    () => party.ask<{ regulationTrial: Trial }>(FOUND, { id: trial.id }),
    ({ regulationTrial: { state } }) => state === "DONE" || state === "FAILED",
  );
  return regulationTrial;
}

const SOUTH = { regulation: "ligao-south", version: 1 };

export function adoption(house: () => TestHouse): void {
  describe("a stricter regulation that a subsidiary means to adopt", () => {
    it("is tried on what was, looked at with what is open, adopted from a day on, and changes no complaint before it", async () => {
      await house().at("2025-03-05T09:00:00+08:00");
      const group = await house().found();
      const headquarters = group.as("headquarters");
      const officer = group.as("subsidiary-1");
      const { organizationId } = group.party("subsidiary-1");
      const past = await filed(group);
      await house().at("2025-03-05T09:25:00+08:00");
      await officer.succeed("relayComplaint", { complaintId: past, to: "functional_handler" });
      const open = await filed(group);
      await filed(group, "subsidiary-2");

      const period = { from: "2025-03-05T00:00:00+08:00", to: "2025-03-05T09:10:00+08:00" };
      const trial = await carriedOut(headquarters, "trialRegulation", { ...SOUTH, ...period });
      expect(trial).toMatchObject({ state: "DONE", total: 1, differing: 1, failed: 0 });
      expect(trial.obligations.find(({ code }) => code === "relay_phone")).toEqual({
        code: "relay_phone",
        label: "电话投诉传递",
        own: { met: 1, metLate: 0, breached: 0 },
        tried: { met: 0, metLate: 1, breached: 0 },
      });

      const preview = await carriedOut(headquarters, "previewAdoption", {
        ...SOUTH,
        organizationId,
        from: "2026-01-01",
      });
      expect(preview).toMatchObject({ state: "DONE", total: 2, failed: 0 });
      const difference = preview.differences.edges.find(({ node }) => node.complaint.id === open)?.node;
      expect(difference).toMatchObject({
        complaint: { subject: "屋顶漏水" },
        keepsItsVersion: true,
        own: { regulation: "ligao", nextDueAt: "2025-03-05T01:55:00.000Z" },
        tried: { regulation: "ligao-south", nextDueAt: "2025-03-05T01:45:00.000Z" },
      });

      const wanted = { ...SOUTH, organizationId, effectiveFrom: "2026-01-01", calendar: DEMO.calendar };
      await headquarters.succeed("adoptRegulation", wanted, "adoption { id }");
      await house().at("2026-01-05T09:00:00+08:00");
      const next = await filed(group);
      expect(owed(await told(officer, next), "relay_phone")?.dueAt).toBe("2026-01-05T01:20:00.000Z");
      expect(owed(await told(officer, open), "relay_phone")?.dueAt).toBe("2025-03-05T01:55:00.000Z");
      const elsewhere = await filed(group, "subsidiary-2");
      expect(owed(await told(group.as("subsidiary-2"), elsewhere), "relay_phone")?.dueAt).toBe(
        "2026-01-05T01:30:00.000Z",
      );
    });
  });
}
