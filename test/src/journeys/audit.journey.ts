import { describe, expect, it } from "@jest/globals";
import { demoId } from "@hearken/directory/demo-tenant";
import { filed } from "../testing/complaint.js";
import { eventually } from "../testing/eventually.js";
import type { TestHouse } from "../testing/house.js";
import type { Party, Variables } from "../testing/party.js";

interface AuditLine {
  readonly cursor: string;
  readonly type: string;
  readonly label: string;
  readonly actor: {
    readonly kind: string;
    readonly id: string;
    readonly staff: { readonly name: string } | null;
    readonly organization: { readonly name: string } | null;
    readonly posts: readonly string[];
    readonly onBehalfOf: readonly { readonly staff: { readonly id: string }; readonly posts: readonly string[] }[];
  };
  readonly complaint: { readonly id: string; readonly status: string } | null;
  readonly organization: { readonly id: string } | null;
  readonly details: readonly { readonly name: string; readonly value: string }[];
  readonly contractVersion: number;
  readonly seal: { readonly number: number; readonly sealedAt: string } | null;
}

const TRAIL = `query ($first: Int!, $after: String, $filter: AuditTrailFilter) {
  auditTrail(first: $first, after: $after, filter: $filter) { pageInfo { hasNextPage endCursor } edges { node {
    cursor type label occurredAt recordedAt contractVersion seal { number sealedAt } details { name value }
    actor { kind id staff { name } organization { name } posts onBehalfOf { staff { id } posts } }
    complaint { id status } organization { id } } } } }`;

async function trailOf(party: Party, filter: Variables = {}, page: Variables = { first: 100 }): Promise<AuditLine[]> {
  const { auditTrail } = await party.ask<{ auditTrail: { edges: { node: AuditLine }[] } }>(
    TRAIL,
    { ...page, filter },
    { "accept-language": "en" },
  );
  return auditTrail.edges.map(({ node }) => node);
}

export function audit(house: () => TestHouse): void {
  describe("who did what", () => {
    it("is told to headquarters: the delegate by whom, with whose posts, on whose behalf, and under which seal", async () => {
      await house().at("2025-03-24T09:00:00+08:00");
      const group = await house().found();
      const complaintId = await filed(group);
      const officer = group.as("subsidiary-1");
      const delegateId = group.own(demoId("staff", 202));
      const { grants } = await officer.ask<{ grants: { edges: { node: { id: string; role: string } }[] } }>(
        "{ grants(first: 100) { edges { node { id role } } } }",
      );
      const grantIds = grants.edges.filter(({ node }) => node.role === "SUBSIDIARY_OFFICER").map(({ node }) => node.id);
      const handing = { delegateId, posts: ["service_center"], grantIds, to: "2025-03-31T09:00:00+08:00" };
      await officer.succeed("delegate", handing, "delegation { id }");
      const told = { complaintId, purpose: "progress", medium: "phone", reached: true };
      await group.asStaff(demoId("staff", 202)).succeed("recordContact", told);

      const headquarters = group.as("headquarters");
      const [line] = await trailOf(headquarters, { complaintId, types: ["contact.made"] });
      expect(line).toMatchObject({
        type: "contact.made",
        label: "contact made",
        actor: {
          kind: "staff",
          id: delegateId,
          staff: { name: "陶小雨" },
          organization: { name: "南昌公司" },
          onBehalfOf: [{ staff: { id: group.party("subsidiary-1").staffId }, posts: ["service_center"] }],
        },
        complaint: { id: complaintId, status: "OPEN" },
        organization: { id: group.party("subsidiary-1").organizationId },
        contractVersion: 1,
      });
      expect(line?.actor.posts).toContain("service_center");
      expect(line?.details).toEqual(
        expect.arrayContaining([
          { name: "purpose", value: "progress" },
          { name: "reached", value: "true" },
        ]),
      );
      const bySelf = await trailOf(headquarters, { actorId: delegateId });
      expect(bySelf.map(({ cursor }) => cursor)).toEqual([line?.cursor]);
      const given = await trailOf(headquarters, { types: ["delegation.given"] });
      expect(given[0]?.details).toContainEqual({ name: "to", value: "2025-03-31T01:00:00.000Z" });
      expect(given[0]?.complaint).toBeNull();
      await eventually(
        () => trailOf(headquarters, { complaintId, types: ["contact.made"] }),
        ([seen]) => seen?.seal !== null,
      );
    });

    it("is told to a subsidiary of its own organization alone, and to a partner not at all", async () => {
      await house().at("2025-03-25T09:00:00+08:00");
      const group = await house().found();
      const [south, north] = [await filed(group, "subsidiary-1"), await filed(group, "subsidiary-2")];
      const administrator = group.as("subsidiary-1");
      const { organizationId } = group.party("subsidiary-1");
      const lines = await trailOf(administrator);
      expect(lines.length).toBeGreaterThan(0);
      expect(new Set(lines.map(({ organization }) => organization?.id))).toEqual(new Set([organizationId]));
      expect(lines.some(({ complaint }) => complaint?.id === south)).toBe(true);
      expect(await trailOf(administrator, { complaintId: north })).toEqual([]);
      const theirs = { organizationId: group.party("subsidiary-2").organizationId };
      expect(await trailOf(administrator, theirs)).toEqual([]);
      expect((await trailOf(group.as("headquarters"), theirs)).length).toBeGreaterThan(0);
      const partner = group.as("partner-1");
      expect(await partner.faultOf(TRAIL, { first: 1 })).toBe("FORBIDDEN");
      expect(await administrator.faultOf(TRAIL, { first: 1, filter: { types: ["secret.told"] } })).toBe(
        "BAD_USER_INPUT",
      );
      expect(await administrator.faultOf(TRAIL, { first: 1, after: "bm90aGluZw" })).toBe("BAD_USER_INPUT");
    });

    it("is told of what was refused too: by whom, on what, and under which clause", async () => {
      await house().at("2025-03-27T09:00:00+08:00");
      const group = await house().found();
      const id = await filed(group);
      const north = await filed(group, "subsidiary-2");
      const partner = group.as("partner-1");
      expect(await partner.refused("closeComplaint", { complaintId: id })).toMatchObject({ code: "FORBIDDEN" });
      expect(await partner.refused("closeComplaint", { complaintId: north })).toMatchObject({ code: "FORBIDDEN" });
      const officer = group.as("subsidiary-1");
      expect(await officer.refused("closeComplaint", { complaintId: id })).toMatchObject({
        code: "ILLEGAL_TRANSITION",
      });
      const { clause } = await officer.refused("sendReply", {
        complaintId: id,
        kind: "substantive",
        public: true,
        text: "好",
      });
      expect(clause?.id).toMatch(/^LG-/);
      const REFUSED = `query ($first: Int!, $after: String, $filter: RefusedAttemptFilter) {
        refusedAttempts(first: $first, after: $after, filter: $filter) { pageInfo { endCursor hasNextPage } edges { node {
          at operation code clause { id } times complaint { id } organization { id } actor { id staff { id } } } } } }`;
      interface Seen {
        readonly refusedAttempts: {
          readonly edges: readonly { readonly node: Record<string, unknown> }[];
          readonly pageInfo: { readonly endCursor: string };
        };
      }
      const seenBy = async (
        party: Party,
        filter: Variables = {},
        page: Variables = { first: 100 },
      ): Promise<Seen["refusedAttempts"]> => (await party.ask<Seen>(REFUSED, { ...page, filter })).refusedAttempts;
      const south = { id: group.party("subsidiary-1").organizationId };
      const firm = { id: group.party("partner-1").organizationId };
      const seen = (await seenBy(group.as("headquarters"))).edges.map(({ node }) => node);
      expect(seen).toMatchObject([
        {
          operation: "sendReply",
          code: "REGULATION",
          clause: { id: clause?.id },
          complaint: { id },
          organization: south,
          times: 1,
        },
        { operation: "closeComplaint", code: "ILLEGAL_TRANSITION", clause: null, complaint: { id } },
        { operation: "closeComplaint", code: "FORBIDDEN", complaint: null, organization: firm },
        { code: "FORBIDDEN", complaint: { id }, organization: south, actor: { id: group.party("partner-1").staffId } },
      ]);
      const own = (await seenBy(officer)).edges.map(({ node }) => node);
      expect(own.map(({ code }) => code)).toEqual(["REGULATION", "ILLEGAL_TRANSITION", "FORBIDDEN"]);
      const first = await seenBy(group.as("headquarters"), {}, { first: 1 });
      const rest = await seenBy(group.as("headquarters"), {}, { first: 100, after: first.pageInfo.endCursor });
      expect([...first.edges, ...rest.edges].map(({ node }) => node)).toEqual(seen);
      expect((await seenBy(officer, { actorId: group.party("partner-1").staffId })).edges).toHaveLength(1);
      expect((await seenBy(officer, { complaintId: north })).edges).toEqual([]);
      expect((await seenBy(officer, { to: "2025-03-27T09:00:00+08:00" })).edges).toEqual([]);
      expect(await partner.faultOf(REFUSED, { first: 1 })).toBe("FORBIDDEN");
    });

    it("goes on where a page ended, and a subscription goes on where the trail began", async () => {
      await house().at("2025-03-26T09:00:00+08:00");
      const group = await house().found();
      const id = await filed(group);
      const headquarters = group.as("headquarters");
      const whole = await trailOf(headquarters, { types: ["complaint.received", "project.added"] });
      const first = await trailOf(headquarters, { types: ["complaint.received", "project.added"] }, { first: 1 });
      expect(first.map(({ complaint }) => complaint?.id)).toEqual([id]);
      const rest = await trailOf(
        headquarters,
        { types: ["complaint.received", "project.added"] },
        { first: 100, after: first[0]?.cursor },
      );
      expect([...first, ...rest].map(({ cursor }) => cursor)).toEqual(whole.map(({ cursor }) => cursor));
      const changes = headquarters.listen({
        to: "complaintChanges",
        after: first[0]?.cursor,
        filter: { types: ["contact.made"] },
      });
      const contact = { complaintId: id, purpose: "progress", medium: "phone", reached: true };
      await group.as("subsidiary-1").succeed("recordContact", contact);
      expect(await changes.next()).toMatchObject({ type: "contact.made", complaint: { id } });
      await changes.close();
    });
  });
}
