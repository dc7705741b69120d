import { describe, expect, it } from "@jest/globals";
import { contracts, type EventType } from "@hearken/contracts";
import { newId, SYSTEM, type Instant } from "@hearken/kernel";
import { loadRegulation, prepare, type Rules } from "@hearken/regulation";
import fc from "fast-check";
import { answerIn, statusOf, unanswered } from "./hand-over-answer.js";
import { handedEntry } from "./handed-entry.js";
import { knownIn } from "../complaint/known-in.js";
import { refuseConsent, refuseRecipient, type Before, type FoundRecipient } from "./recipient.js";

const at = 1_741_000_000_000 as Instant;
const [south, north, counsel] = [newId<"Organization">(), newId<"Organization">(), newId<"Organization">()];
const to: FoundRecipient = {
  ...{ key: "k", name: "North", kind: "subsidiary", suspended: false, isRegulated: true },
  organizationId: north,
};
const before: Before = { organizationId: south, given: [], passedThrough: [] };

describe("a recipient", () => {
  it("is another organization that works and goes by rules, and does not have it already", () => {
    expect(refuseRecipient(to, before)).toBeUndefined();
    const refused = (more: Partial<FoundRecipient>, past: Partial<Before> = {}): unknown =>
      refuseRecipient({ ...to, ...more }, { ...before, ...past })?.code;
    expect(refused({ organizationId: south })).toBe("INVALID_INPUT");
    expect(refused({ suspended: true })).toBe("INVALID_INPUT");
    expect(refused({ isRegulated: false })).toBe("INVALID_INPUT");
    for (const status of ["offered", "taken"] as const)
      expect(refused({}, { given: [{ toOrganizationId: north, status }] })).toBe("ALREADY_EXISTS");
    for (const status of ["declined", "failed", "answered"] as const)
      expect(refused({}, { given: [{ toOrganizationId: north, status }] })).toBeUndefined();
    expect(refused({}, { given: [{ toOrganizationId: counsel, status: "taken" }] })).toBeUndefined();
  });

  it("is never one through which it came", () => {
    const past = { passedThrough: [counsel, north] };
    expect(refuseRecipient(to, { ...before, ...past })).toMatchObject({ code: "ILLEGAL_TRANSITION" });
  });

  it("is told of the complainant with consent alone, that was given by then", () => {
    const consent = { medium: "phone", givenAt: at };
    expect(refuseConsent({ sharing: "redacted", consent: undefined }, at)).toBeUndefined();
    expect(refuseConsent({ sharing: "identified", consent }, at)).toBeUndefined();
    expect(refuseConsent({ sharing: "identified", consent: undefined }, at)).toMatchObject({
      path: ["input", "consent"],
    });
    for (const sharing of ["identified", "redacted"] as const)
      expect(refuseConsent({ sharing, consent }, (at - 1) as Instant)).toMatchObject({
        path: ["input", "consent", "givenAt"],
      });
  });
});

describe("a recipient's answer", () => {
  const handOverId = newId();
  const happened = (...types: readonly EventType[]) =>
    types.map((type, n) => ({
      type,
      payload: { handOverId },
      occurredAt: (at + n) as Instant,
    })) as unknown as Parameters<typeof answerIn>[0];

  it("is the first of what answers, and given once", () => {
    expect(answerIn(happened("complaint.taken_over", "complaint.relayed"))).toBeUndefined();
    const finished = happened(
      "complaint.taken_over",
      "complaint.finished",
      "complaint.reopened",
      "complaint.withdrawn",
    );
    expect(answerIn(finished)).toEqual({ outcome: "finished", at: at + 1 });
    expect(unanswered(happened("complaint.taken_over"))).toEqual({ handOverId });
    expect(unanswered(finished)).toMatchObject({ code: "ALREADY_EXISTS" });
    expect(unanswered(happened("complaint.received"))).toMatchObject({ code: "ILLEGAL_TRANSITION" });
    expect([undefined, "declined" as const, "closed" as const].map(statusOf)).toEqual([
      "taken",
      "declined",
      "answered",
    ]);
  });
});

describe("a line of history that goes along", () => {
  const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-/;
  const line = (type: EventType, payload: object) =>
    ({
      ...{ version: 3, type, payload, occurredAt: at, recordedAt: at },
      actor: { ...SYSTEM, kind: "staff", id: newId(), organizationId: south, posts: ["dept_head"] },
    }) as unknown as Parameters<typeof handedEntry>[0];

  it("tells codes, numbers, instants and flags, and of whoever did it the posts", () => {
    const payload = { contactId: newId(), purpose: "progress", medium: "phone", reached: true, complainantId: newId() };
    expect(handedEntry(line("contact.made", payload))).toEqual({
      ...{ version: 3, type: "contact.made", occurredAt: at, recordedAt: at, posts: ["dept_head"] },
      payload: { purpose: "progress", medium: "phone", reached: true },
    });
    const waived = { key: `respond_to_centre:${newId()}`, reasonId: newId() };
    expect(handedEntry(line("obligation.waived", waived)).payload).toEqual({ key: "respond_to_centre" });
  });

  it("holds no id, whichever event it is and whatever its contract allows", () => {
    for (const { type, fields } of contracts) {
      const payload = Object.fromEntries(
        Object.entries(fields).map(([name, { schema }]) => {
          const values = [newId(), [newId(), newId()], `x:${newId()}`, [`x#${newId()}`], "x", 1, true, "2025-03-03"];
          return [name, values.find((value) => schema.safeParse(value).success)];
        }),
      );
      const entry = handedEntry(line(type as EventType, { ...payload, unknown: newId() }));
      expect(JSON.stringify(entry)).not.toMatch(UUID);
    }
  });
});

describe("codes under another regulation", () => {
  type Calendar = Parameters<typeof prepare>[1];
  const rules = (channels: readonly string[]): Rules =>
    prepare(
      loadRegulation(
        `
regulation: silent
version: 1
title: {zh: 无, en: Silent}
effectiveFrom: "2015-01-01"
register: ligao
posts: [{code: desk, zh: 前台, en: desk}]
ladder: [desk]
categories: [{code: quality, zh: 质量, en: quality}, {code: leak, zh: 漏水, en: leak, under: quality}, {code: other, zh: 其他, en: other}]
channels: [${channels.map((code) => `{code: ${code}, zh: 渠道, en: channel}`).join(", ")}]
levels: [{code: base, rank: 1, zh: 低, en: base, clause: LG-5.5.1.4}]
obligations: []
`,
        "silent.yaml",
      ),
      {} as unknown as Calendar,
    );

  it("stay where they are known, and fall back where they are not", () => {
    const asked = { channel: "phone", category: "quality", matter: "leak" };
    expect(knownIn(rules(["phone", "written"]), asked)).toEqual(asked);
    expect(knownIn(rules(["hotline", "written"]), asked)).toEqual({ ...asked, channel: "written" });
    expect(knownIn(rules(["hotline"]), { ...asked, matter: "crack" })).toEqual({
      ...{ channel: "hotline", category: "quality", matter: undefined },
    });
    expect(knownIn(rules(["phone"]), { ...asked, category: "noise" })).toMatchObject({
      ...{ category: undefined, matter: undefined },
    });
  });

  it("are always some that the regulation knows", () => {
    const word = fc.constantFrom("phone", "written", "quality", "leak", "other", "x");
    fc.assert(
      fc.property(word, fc.option(word, { nil: undefined }), fc.option(word, { nil: undefined }), (...codes) => {
        const [channel, category, matter] = codes;
        const known = knownIn(rules(["phone", "forum"]), { channel, category, matter });
        expect(["phone", "forum"]).toContain(known.channel);
        expect([undefined, "quality", "leak", "other"]).toContain(known.category);
        expect(known.category === undefined && known.matter !== undefined).toBe(false);
      }),
    );
  });
});
