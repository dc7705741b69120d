import { describe, expect, it } from "@jest/globals";
import { filed, filing } from "../testing/complaint.js";
import type { Groups, TestHouse } from "../testing/house.js";
import { partyAt, type Party } from "../testing/party.js";

interface Client {
  readonly id: string;
  readonly clientId: string;
  readonly version: number;
}

interface Token {
  readonly status: number;
  readonly cacheControl: string | null;
  readonly body: Readonly<Record<string, unknown>>;
}

const CLIENT = "client { id clientId version secrets { prefix endsAt } } secret";
const READ = "query ($id: ID!) { complaint(id: $id) { id sourceRef } }";
const PAGE = "{ complaints(first: 100) { edges { node { id } } } }";

/** Asks for a token as programs do, with the secret in the header. */
async function tokenOf(house: TestHouse, client: Client, secret: string): Promise<Token> {
  const credentials = `${encodeURIComponent(client.clientId)}:${encodeURIComponent(secret)}`;
  const response = await fetch(house.url.replace("/graphql", "/oauth/token"), {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(credentials).toString("base64")}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  return {
    status: response.status,
    cacheControl: response.headers.get("cache-control"),
    body: (await response.json()) as Token["body"],
  };
}

const enter = (house: TestHouse, { body }: Token): Party => partyAt(house.url, String(body["access_token"]));

/** A program of the partner firm, granted the first project of the first subsidiary. */
async function programOf(group: Groups): Promise<{ client: Client; secret: string }> {
  const headquarters = group.as("headquarters");
  const { organizationId } = group.party("partner-1");
  const made = await headquarters.succeed<{ client: Client; secret: string }>(
    "createApiClient",
    { organizationId, label: "报事系统" },
    CLIENT,
  );
  const [projectId] = group.party("subsidiary-1").projectIds;
  await headquarters.succeed("giveGrant", { clientId: made.client.id, role: "PROGRAM", projectId }, "grant { id }");
  return made;
}

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

    it("gets nothing while its firm is suspended, at once, and what it was granted when that ends", async () => {
      await house().at("2025-03-23T09:00:00+08:00");
      const group = await house().found();
      const headquarters = group.as("headquarters");
      const { client, secret } = await programOf(group);
      const partner = enter(house(), await tokenOf(house(), client, secret));
      expect(await partner.ask(PAGE)).toEqual({ complaints: { edges: [] } });
      const { organizationId } = group.party("partner-1");
      await headquarters.succeed("suspendPartner", { organizationId }, "organization { id }");
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
      expect(await partner.faultOf(PAGE)).toBe("UNAUTHENTICATED");
      // Apart it is the service that refuses, inside an answer of the gateway's.
      if (house().mode === "together") expect(await partner.post(PAGE)).toMatchObject({ status: 401 });
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
