import { describe, expect, it } from "@jest/globals";
import { filed, filing } from "../testing/complaint.js";
import type { TestHouse } from "../testing/house.js";
import type { Party } from "../testing/party.js";
import { CLIENT, enter, programOf, tokenOf, type Client } from "../testing/program.js";

const READ = "query ($id: ID!) { complaint(id: $id) { id sourceRef } }";
const PAGE = "{ complaints(first: 100) { edges { node { id } } } }";

/** What whoever is nobody any more is answered, in full. */
const NOBODY = {
  status: 401,
  body: {
    data: null,
    errors: [
      {
        message: "Sign in: the request carries no valid token.",
        path: ["complaints"],
        extensions: { code: "UNAUTHENTICATED" },
      },
    ],
    extensions: { cost: { requested: 301, maximum: 50_000 } },
  },
};

export function program(house: () => TestHouse): void {
  describe("a partner's program", () => {
    it("files on the project that it was granted, once for each reference, and reads nothing else", async () => {
      await house().at("2025-03-21T09:00:00+08:00");
      const group = await house().found();
      const { client, secret } = await programOf(group);
      const token = await tokenOf(house(), client, secret);
      expect(token).toMatchObject({ status: 200, cacheControl: "no-store", body: { token_type: "Bearer" } });
      const partner = enter(house(), token);
      const [first, second] = group.party("subsidiary-1").projectIds;
      const input = filing(group, "subsidiary-1", {
        projectId: first,
        source: "partner-desk",
        sourceRef: "BS-2025-17",
      });
      const { complaint } = await partner.succeed<{ complaint: { id: string } }>("fileComplaint", input);
      expect(await partner.succeed("fileComplaint", input)).toMatchObject({ complaint: { id: complaint.id } });
      expect(await partner.ask(READ, { id: complaint.id })).toEqual({
        complaint: { id: complaint.id, sourceRef: "BS-2025-17" },
      });

      const elsewhere = await filed(group, "subsidiary-1", { projectId: second });
      expect(await partner.faultOf(READ, { id: elsewhere })).toBe("NOT_FOUND");
      expect(await partner.ask(PAGE)).toEqual({ complaints: { edges: [{ node: { id: complaint.id } }] } });
      const FILE = "mutation ($input: FileComplaintInput!) { fileComplaint(input: $input) { __typename } }";
      const other = await partner.post(FILE, { input: { ...input, projectId: second, sourceRef: "BS-2025-18" } });
      expect(other.text).not.toContain("FileComplaintSuccess");
      expect(await partner.faultOf("{ apiClients(first: 1) { edges { node { id } } } }")).toBe("FORBIDDEN");
    });

    it("32 gets nothing while its firm is suspended, at once, and what it was granted when that ends", async () => {
      await house().at("2025-03-23T09:00:00+08:00");
      const group = await house().found();
      const headquarters = group.as("headquarters");
      const { client, secret } = await programOf(group);
      const partner = enter(house(), await tokenOf(house(), client, secret));
      expect(await partner.ask(PAGE)).toEqual({ complaints: { edges: [] } });
      const { organizationId } = group.party("partner-1");
      const stale = await headquarters.refused("suspendPartner", { organizationId, expectedVersion: 7 });
      expect(stale).toMatchObject({ code: "STALE_VERSION", currentVersion: 1 });
      expect(await partner.ask(PAGE)).toEqual({ complaints: { edges: [] } });
      const suspended = await headquarters.succeed(
        "suspendPartner",
        { organizationId, expectedVersion: 1 },
        "organization { version }",
      );
      expect(suspended).toMatchObject({ organization: { version: 2 } });
      expect(await partner.faultOf(PAGE)).toBe("UNAUTHENTICATED");
      expect(await group.as("partner-1").faultOf(PAGE)).toBe("UNAUTHENTICATED");
      expect((await tokenOf(house(), client, secret)).status).toBe(401);
      expect(await headquarters.refused("suspendPartner", { organizationId })).toMatchObject({
        code: "ILLEGAL_TRANSITION",
      });
      const subsidiary = { organizationId: group.party("subsidiary-1").organizationId };
      expect(await headquarters.refused("suspendPartner", subsidiary)).toMatchObject({ code: "INVALID_INPUT" });
      await headquarters.succeed("resumePartner", { organizationId }, "organization { id }");
      expect(await partner.ask(PAGE)).toEqual({ complaints: { edges: [] } });
      expect((await tokenOf(house(), client, secret)).status).toBe(200);
    });

    it("may do what its scope, its token and its grants all allow, whatever else was granted", async () => {
      await house().at("2025-03-28T09:00:00+08:00");
      const group = await house().found();
      const bound = ["complaint.read", "complaint.file", "validity.determine"];
      const { client, secret } = await programOf(group, bound);
      const [projectId] = group.party("subsidiary-1").projectIds;
      const CAPABILITIES = "{ viewer { capabilities } }";
      const capabilities = async (party: Party): Promise<readonly string[]> =>
        (await party.ask<{ viewer: { capabilities: string[] } }>(CAPABILITIES)).viewer.capabilities;
      const whole = await tokenOf(house(), client, secret);
      expect(whole.body["scope"]).toBe("complaint.read complaint.file validity.determine");
      // What no grant allows no scope gives.
      expect(await capabilities(enter(house(), whole))).toEqual(["complaint.read", "complaint.file"]);
      const filer = await tokenOf(house(), client, secret, "complaint.file");
      expect(filer.body["scope"]).toBe("complaint.file");
      const desk = enter(house(), filer);
      expect(await capabilities(desk)).toEqual(["complaint.file"]);
      const FILE = `mutation ($input: FileComplaintInput!) { fileComplaint(input: $input) {
        ... on FileComplaintSuccess { complaint { id version } } ... on Refusal { code } } }`;
      const input = filing(group, "subsidiary-1", { projectId });
      const { fileComplaint } = await desk.ask<{ fileComplaint: { complaint: { id: string } } }>(FILE, { input });
      const { id } = fileComplaint.complaint;
      expect(await desk.faultOf(READ, { id })).toBe("FORBIDDEN");
      expect(await desk.faultOf(PAGE)).toBe("FORBIDDEN");
      expect(await desk.faultOf("{ organizations(first: 1) { edges { node { id } } } }")).toBe("FORBIDDEN");
      expect(await desk.refused("urgeComplaint", { complaintId: id })).toMatchObject({ code: "FORBIDDEN" });
      const changes = desk.listen({ to: "complaintChanges", filter: {} });
      expect(await changes.end()).toMatchObject({ codes: ["FORBIDDEN"] });
      await changes.close();
      const reader = enter(house(), await tokenOf(house(), client, secret, "complaint.read"));
      expect(await reader.ask(READ, { id })).toMatchObject({ complaint: { id } });
      expect(await reader.faultOf("query ($id: ID!) { complaint(id: $id) { obligations { code } } }", { id })).toBe(
        "FORBIDDEN",
      );
      expect(await tokenOf(house(), client, secret, "complaint.close")).toMatchObject({
        status: 400,
        body: { error: "invalid_scope" },
      });
      const { apiClients } = await group
        .as("headquarters")
        .ask<{ apiClients: { edges: { node: object }[] } }>(
          "{ apiClients(first: 10) { edges { node { id scopes } } } }",
        );
      expect(apiClients.edges.map(({ node }) => node)).toEqual([{ id: client.id, scopes: bound }]);
    });

    it("changes over to a new secret while both count, and is nobody once it is revoked", async () => {
      await house().at("2025-03-22T09:00:00+08:00");
      const group = await house().found();
      const headquarters = group.as("headquarters");
      const { client, secret } = await programOf(group);
      const statusBy = async (one: string): Promise<number> => (await tokenOf(house(), client, one)).status;
      const rotation = { clientId: client.id, overlapMinutes: 60, expectedVersion: client.version };
      const rotated = await headquarters.succeed<{ client: Client; secret: string }>(
        "rotateClientSecret",
        rotation,
        CLIENT,
      );
      expect([await statusBy(secret), await statusBy(rotated.secret)]).toEqual([200, 200]);
      await house().at("2025-03-22T10:00:01+08:00");
      expect([await statusBy(secret), await statusBy(rotated.secret)]).toEqual([401, 200]);

      const partner = enter(house(), await tokenOf(house(), client, rotated.secret));
      expect(await partner.ask(PAGE)).toEqual({ complaints: { edges: [] } });
      await headquarters.succeed("revokeApiClient", { clientId: client.id }, "client { revokedAt }");
      const answer = await partner.post(PAGE);
      expect({ status: answer.status, body: JSON.parse(answer.text) as unknown }).toEqual(NOBODY);
      expect(await tokenOf(house(), client, rotated.secret)).toMatchObject({
        status: 401,
        body: { error: "invalid_client" },
      });
      expect(
        await headquarters.refused("giveGrant", { clientId: client.id, role: "READER" }).catch(() => undefined),
      ).toBeUndefined();
    });
  });
}
