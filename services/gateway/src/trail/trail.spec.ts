import { describe, expect, it } from "@jest/globals";
import { contracts } from "@hearken/contracts";
import { newId, SYSTEM, type Instant, type StaffId } from "@hearken/kernel";
import type { TrailLine } from "@hearken/journal";
import { ACTION_TABLE, ROLE_TABLE } from "@hearken/service-kit";
import { eventLabel } from "./event-label.js";
import { detailsOf, shownLine } from "./trail.js";

const line = (more: Partial<TrailLine>): TrailLine => ({
  streamId: newId(),
  organizationId: newId(),
  type: "complaint.urged",
  contractVersion: 1,
  payload: {},
  actor: SYSTEM,
  occurredAt: 0 as Instant,
  recordedAt: 0 as Instant,
  cursor: "",
  seal: null,
  ...more,
});

describe("a line of the trail", () => {
  it("tells its particulars one by one: a pair for each member of a list, instants as the API writes them", () => {
    const payload = { grantId: "g", role: "reader", from: Date.UTC(2025, 0, 1), posts: ["a", "b"], late: false };
    expect(detailsOf({ type: "grant.given", payload })).toEqual([
      { name: "grantId", value: "g" },
      { name: "role", value: "reader" },
      { name: "from", value: "2025-01-01T00:00:00.000Z" },
      { name: "posts", value: "a" },
      { name: "posts", value: "b" },
      { name: "late", value: "false" },
    ]);
    expect(detailsOf({ type: "level.changed", payload: { from: "hot" } })).toEqual([{ name: "from", value: "hot" }]);
  });

  it("is about a complaint or about an organization alone", () => {
    const urged = line({});
    expect(shownLine(urged, "en").complaint).toEqual({ id: urged.streamId });
    expect(shownLine(line({ type: "staff.added" }), "en").complaint).toBeNull();
  });

  it("names who acted, and on whose behalf they could", () => {
    const staffId = newId<"Staff">();
    const delegator = newId<"Staff">();
    const onBehalfOf = [{ staffId: delegator as StaffId, posts: ["desk"] }];
    const actor = { kind: "staff", id: staffId, organizationId: null, posts: ["desk"], onBehalfOf } as const;
    expect(shownLine(line({ actor }), "en").actor).toMatchObject({
      staff: { id: staffId },
      organization: null,
      onBehalfOf: [{ staff: { id: delegator }, posts: ["desk"] }],
    });
    expect(shownLine(line({}), "en").actor).toMatchObject({ kind: "system", staff: null, onBehalfOf: [] });
  });

  it("has a label in both languages, and shows the type of an event that nobody knows any more", () => {
    for (const { type } of contracts)
      expect(eventLabel(type)).toMatchObject({
        en: expect.stringMatching(/./),
        "zh-CN": expect.stringMatching(/\p{Script=Han}/u),
      });
    expect(shownLine(line({ type: "complaint.urged" }), "zh-CN").label).toBe("投诉催办");
    const unknown = shownLine(line({ type: "constructor", payload: { at: { deep: 1 } } }), "en");
    expect(unknown).toMatchObject({ label: "constructor", complaint: null });
    expect(unknown.details).toEqual([{ name: "at", value: '{"deep":1}' }]);
  });

  it("is for nobody whose reach is projects: no role that reads the journal is given over one", () => {
    for (const role of ACTION_TABLE["journal.read"].roles) expect(ROLE_TABLE[role].over).not.toContain("project");
  });
});
