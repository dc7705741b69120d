import { describe, expect, it } from "@jest/globals";
import { instant, isRefusal, newId, SYSTEM } from "@hearken/kernel";
import { loadRegulation, prepare, type Rules } from "@hearken/regulation";
import { categorizedEvent, filing, receivedComplaint, receivedEvent } from "./filing.js";
import { askGates, beforeReceipt } from "./gates.js";

const AT = instant("2025-03-03T09:00:00+08:00");

/** Its gates are about the category alone, and about the hour of receipt. */
const rules: Rules = prepare(
  loadRegulation(
    `
regulation: narrow
version: 1
title: {zh: 窄, en: Narrow}
effectiveFrom: "2015-01-01"
register: ligao
posts: [{code: desk, zh: 前台, en: desk}]
ladder: [desk]
categories: [{code: other, zh: 其他, en: other}, {code: noise, zh: 噪音, en: noise}]
channels: [{code: phone, zh: 电话, en: telephone}]
levels: [{code: general, rank: 1, zh: 一般, en: general, clause: LG-5.5.1.4}]
gates:
  - {action: complaint.categorized, clause: LG-5.6.1.2a, require: 'event.category != "noise"', message: {zh: 不受理噪音, en: no noise}}
  - {action: complaint.received, clause: LG-3.2.1, warn: true, require: 'now < ${AT}', message: {zh: 晚了, en: late}}
`,
    "narrow.yaml",
  ),
  // Nothing here has to do with working time.
  {} as Parameters<typeof prepare>[1],
);

function asked(category: string | null, at = AT): ReturnType<typeof askGates> {
  const input = filing.parse({
    ...{ organizationId: newId(), channel: "phone", category, subject: "x", text: "x", receivedBy: "centre" },
    complainants: [{ name: "x" }],
  });
  const complaint = receivedComplaint(input, {
    ...{ tenantId: newId<"Tenant">(), id: newId<"Complaint">(), receivedAt: at, on: "2025-03-03" as never },
    ...{ regulation: "narrow", regulationVersion: 1 },
  });
  const received = receivedEvent(input, complaint, { complainantIds: [newId()], stage: undefined });
  const proposed = [received, ...categorizedEvent(input)].map((event) => ({ ...event, actor: SYSTEM }));
  return askGates(rules, () => beforeReceipt(rules, at), proposed);
}

describe("the gates of a filing", () => {
  it("are those of its category too, when it comes with one", () => {
    const refused = asked("noise");
    expect(isRefusal(refused) && refused.clause).toBe("LG-5.6.1.2a");
    expect(isRefusal(asked("other"))).toBe(false);
    expect(isRefusal(asked(null))).toBe(false);
  });

  it("know the instant of each receipt, and warn without refusing", () => {
    expect(asked(null)).toEqual([{ clause: "LG-3.2.1", message: { "zh-CN": "晚了", en: "late" } }]);
    expect(asked(null, (AT - 1) as typeof AT)).toEqual([]);
  });
});
