import { describe, expect, it } from "@jest/globals";
import { DEMO, demoId } from "@hearken/directory/demo-tenant";
import { cursorOf, filed } from "../testing/complaint.js";
import type { Groups, TestHouse } from "../testing/house.js";
import type { Party } from "../testing/party.js";

interface GrantSeen {
  readonly id: string;
  readonly role: string;
  readonly project: { readonly id: string } | null;
}

const ACCESS_ENDED = 4403;

const page = async (party: Party): Promise<readonly string[]> => {
  const { complaints } = await party.ask<{ complaints: { edges: { node: { id: string } }[]; totalCount: number } }>(
    "{ complaints(first: 100) { totalCount edges { node { id } } } }",
  );
  expect(complaints.totalCount).toBe(complaints.edges.length);
  return complaints.edges.map(({ node }) => node.id).sort();
};

const TOLD = { purpose: "progress", medium: "phone", reached: true };
const READ = "query ($id: ID!) { complaint(id: $id) { id } }";

/** One complaint in each place. */
async function everywhere(group: Groups): Promise<Record<"first" | "second" | "placeless" | "north", string>> {
  const [first, second] = group.party("subsidiary-1").projectIds;
  return {
    first: await filed(group, "subsidiary-1", { projectId: first }),
    second: await filed(group, "subsidiary-1", { projectId: second }),
    placeless: await filed(group, "subsidiary-1", { projectId: null }),
    north: await filed(group, "subsidiary-2"),
  };
}

export function reach(house: () => TestHouse): void {
  describe("what lies within reach", () => {
    it("is everything for headquarters, its own for a subsidiary, the granted projects for a partner", async () => {
      await house().at("2025-03-18T09:00:00+08:00");
      const group = await house().found();
      const { first, second, placeless, north } = await everywhere(group);
      const within = {
        headquarters: [first, second, placeless, north],
        "subsidiary-1": [first, second, placeless],
        "subsidiary-2": [north],
        "partner-1": [first, second],
      } as const;
      for (const name of ["headquarters", "subsidiary-1", "subsidiary-2", "partner-1"] as const) {
        const party = group.as(name);
        const ids: readonly string[] = within[name];
        expect(await page(party)).toEqual([...ids].sort());
        for (const id of [first, second, placeless, north]) {
          expect(await party.faultOf(READ, { id })).toBe(ids.includes(id) ? undefined : "NOT_FOUND");
        }
      }
    });

    it("shrinks at once with a revoked grant: reading, writing and listening end", async () => {
      await house().at("2025-03-19T09:00:00+08:00");
      const group = await house().found();
      const { first, second } = await everywhere(group);
      const partner = group.as("partner-1");
      const headquarters = group.as("headquarters");
      const after = await cursorOf(partner, first);
      const changes = partner.listen({ to: "complaintChanges", after, filter: { types: ["contact.made"] } });
      await partner.succeed("recordContact", { complaintId: first, ...TOLD });
      expect(await changes.next()).toMatchObject({ type: "contact.made", complaint: { id: first } });

      const { grants } = await headquarters.ask<{ grants: { edges: { node: GrantSeen }[] } }>(
        "{ grants(first: 100) { edges { node { id role project { id } } } } }",
      );
      const [projectId] = group.party("partner-1").projectIds;
      const grant = grants.edges.find(({ node }) => node.role === "PARTNER" && node.project?.id === projectId)?.node;
      await headquarters.succeed("revokeGrant", { grantId: grant?.id }, "grant { id revokedAt }");

      expect(await page(partner)).toEqual([second]);
      expect(await partner.faultOf(READ, { id: first })).toBe("NOT_FOUND");
      const URGE = `mutation ($id: ID!) { urgeComplaint(input: { complaintId: $id }) { __typename } }`;
      expect(await partner.faultOf(URGE, { id: first })).toBe("NOT_FOUND");
      await group.as("subsidiary-1").succeed("recordContact", { complaintId: first, ...TOLD });
      expect(await changes.end()).toMatchObject({ closeCode: ACCESS_ENDED });
      expect(changes.untaken).toEqual([]);
      await changes.close();

      // What is left is heard on a new socket, after the same cursor.
      const left = partner.listen({ to: "complaintChanges", after, filter: { types: ["contact.made"] } });
      await partner.succeed("recordContact", { complaintId: second, ...TOLD });
      expect(await left.next()).toMatchObject({ complaint: { id: second } });
      await left.close();
    });

    it("is nothing for whoever lost every grant, left the firm, or is of another group", async () => {
      await house().at("2025-03-20T09:00:00+08:00");
      const group = await house().found();
      const id = await filed(group);
      const stranger = (await house().found()).as("headquarters");
      expect(await stranger.faultOf(READ, { id })).toBe("NOT_FOUND");
      const specialist = demoId("staff", 202);
      expect(await group.asStaff(specialist).faultOf(READ, { id })).toBeDefined();
      const officer = group.as("subsidiary-1");
      const changes = officer.listen({ to: "complaintChanges", after: await cursorOf(officer, id) });
      await changes.next();
      await group
        .as("headquarters")
        .succeed("removeStaff", { staffId: group.own(DEMO["subsidiary-1"].staffId) }, "__typename");
      const answer = await officer.post(READ, { id });
      expect(answer).toMatchObject({ status: 401, errors: [{ extensions: { code: "UNAUTHENTICATED" } }] });
      expect(answer.data?.["complaint"]).toBeUndefined();
      expect((await changes.end()).closeCode).toBe(ACCESS_ENDED);
      await changes.close();
    });
  });
}
