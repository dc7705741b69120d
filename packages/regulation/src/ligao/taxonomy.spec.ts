import { describe, expect, it } from "@jest/globals";
import { measure } from "../records/metric.js";
import { ComplaintCase, holding, numbered, rulesOf, shanghai } from "../testing/complaint-case.js";

const rules = rulesOf("ligao");
const ligao = new ComplaintCase(rules);
const NOON = "2025-03-05T12:00";
const at10 = "2025-03-05T10:00";
const plain = ligao.received(at10);

const CATEGORIES = [
  "engineering_quality",
  "planning_design",
  "sales_management",
  "property_management",
  "customer_service",
  "other",
] as const;
const CHANNELS = ["phone", "electronic", "forum", "mailbox", "written", "oral", "employee_relay"] as const;

const codesOf = (list: "categories" | "channels"): readonly string[] => rules.file[list].map(({ code }) => code);
const taking = (payload: object): string | undefined =>
  ligao.refusal(at10, "complaint.received", {
    channel: "phone",
    complainantIds: [numbered(1)],
    receivedBy: "centre",
    regulation: "ligao",
    regulationVersion: 1,
    ...payload,
  });

/** How many complaints of each category are counted. */
function counted(...told: readonly ComplaintCase[]): Readonly<Record<string, number>> {
  const figures = measure(
    rules,
    told.map((one) => one.at("2025-04-01T00:00")),
  ).filter(({ rule }) => rule.code === "of_category");
  return Object.fromEntries(figures.map(({ by, count }) => [by, count]));
}

describe("what a complaint is under Ligao", () => {
  it("LG-2: every complaint, of whatever category and channel, gets a level, a handler and something owed", () => {
    for (const channel of CHANNELS) {
      for (const category of CATEGORIES) {
        const standing = ligao.received(at10, { channel, category }).at(at10);
        expect(standing.level?.code).toBe("general");
        expect(standing.obligations.find(({ code }) => code === "handle_complaint")).toMatchObject({
          owner: "service_specialist",
          status: "open",
          clauses: expect.arrayContaining(["LG-2"]),
        });
      }
    }
    const reopened = plain
      .then("2025-03-06T10:00", "complaint.finished", {})
      .then("2025-03-07T10:00", "complaint.reopened", { reason: "recurred" });
    expect(reopened.obligations("handle_complaint", "2025-03-08T00:00").map(({ status }) => status)).toEqual([
      "met",
      "open",
    ]);
  });

  it("LG-3.1: an expectation of our work is a complaint too, written or oral", () => {
    for (const channel of ["written", "oral"]) {
      expect(codesOf("channels")).toContain(channel);
      const wish = ligao.received(at10, { channel, nature: "expectation" }).at(at10);
      expect(wish.facts["nature"]).toBe("expectation");
      expect(wish.level?.code).toBe("general");
    }
  });

  it("LG-3.2.1: owners and prospective owners are customers", () => {
    expect(taking({ customerType: "owner" })).toBeUndefined();
    expect(taking({ customerType: "prospective_owner" })).toBeUndefined();
    expect(taking({ customerType: "competitor" })).toBe("LG-3.2.1");
    const owner = ligao.received(at10, { customerType: "owner" });
    expect(owner.at(at10).facts["customerType"]).toBe("owner");
  });

  it("LG-3.2.2: who told us of the intention to buy is a customer, and needs no home", () => {
    expect(taking({ customerType: "intending_buyer" })).toBeUndefined();
    expect(taking({ customerType: "passer_by" })).toBe("LG-3.2.1");
    expect(ligao.received(at10, { customerType: "intending_buyer" }).at(at10).facts["stage"]).toBe("");
  });

  it("LG-3.2.3: other people met in sales and property management are customers", () => {
    expect(taking({ customerType: "other_contact" })).toBeUndefined();
    expect(taking({ customerType: "staff" })).toBe("LG-3.2.1");
    expect(taking({})).toBeUndefined();
  });
});

describe("the categories of Ligao", () => {
  const of = (category: string, matter?: string): ComplaintCase =>
    ligao.received(at10, matter === undefined ? { category } : { category, matter });

  it("LG-3.3.1: engineering quality is counted under that category and no other", () => {
    expect(codesOf("categories")).toContain("engineering_quality");
    expect(counted(of("engineering_quality"), plain)).toEqual({ engineering_quality: 1 });
  });

  it("LG-3.3.2: planning and design has its subjects", () => {
    expect(codesOf("categories")).toContain("planning_design");
    const subjects = ["overall_planning", "public_facilities", "main_building", "unit_design", "living_performance"];
    const told = subjects.map((matter) => of("planning_design", matter));
    expect(told.map((one) => one.at(at10).facts["matter"])).toEqual(subjects);
    expect(counted(...told)).toEqual({ planning_design: 5 });
  });

  it("LG-3.3.3: sales management covers the paperwork after the sale", () => {
    expect(codesOf("categories")).toContain("sales_management");
    expect(counted(of("sales_management", "certificate_processing"))).toEqual({ sales_management: 1 });
  });

  it("LG-3.3.4: property management is a category of its own, told to the department as well", () => {
    expect(codesOf("categories")).toContain("property_management");
    const hot = of("property_management").fact("2025-03-05T11:00", "mediaPossible");
    expect(hot.obligation("hot_bulletin", NOON).bulletin?.to).toContain("property_dept");
    expect(counted(hot)).toEqual({ property_management: 1 });
  });

  it("LG-3.3.5: customer service is about staff, whom the complaint may name", () => {
    expect(codesOf("categories")).toContain("customer_service");
    const rude = of("customer_service").then(NOON, "complaint.accused", { staffId: numbered(7) });
    expect(rude.at(NOON).facts["accusedStaffIds"]).toEqual([numbered(7)]);
    expect(counted(rude)).toEqual({ customer_service: 1 });
  });

  it("LG-3.3.6: other names its cause, a partner or the social environment, before it is finished", () => {
    expect(codesOf("categories")).toContain("other");
    const other = of("other");
    expect(other.refusal(NOON, "complaint.finished", {})).toBe("LG-3.3.6");
    expect(other.fact("2025-03-05T11:00", "otherCause", "partner").refusal(NOON, "complaint.finished", {})).toBe(
      undefined,
    );
    expect(rules.recordables.get("otherCause")?.values).toEqual(["partner", "social_environment"]);
    expect(of("customer_service").refusal(NOON, "complaint.finished", {})).toBeUndefined();
  });

  it("LG-5.6.1.2a: only the group's standard categories are filled in, wherever one reports", () => {
    expect(taking({ category: "weather" })).toBe("LG-5.6.1.2a");
    expect(taking({ category: "other" })).toBeUndefined();
    expect(plain.refusal(NOON, "complaint.categorized", { category: "weather" })).toBe("LG-5.6.1.2a");
    for (const category of CATEGORIES)
      expect(plain.refusal(NOON, "complaint.categorized", { category })).toBeUndefined();
    expect(counted(...CATEGORIES.map((category) => of(category)))).toEqual(
      Object.fromEntries(CATEGORIES.map((category) => [category, 1])),
    );
  });
});

describe("where complaints come from under Ligao", () => {
  it("LG-4.1.3: what is posted on the forum and what lies in the mailbox comes to the Centre", () => {
    expect(codesOf("channels")).toEqual(expect.arrayContaining(["forum", "mailbox"]));
    expect(ligao.received(at10, { channel: "mailbox" }).obligation("relay_electronic", at10)).toMatchObject({
      owner: "service_center",
      clauses: ["LG-5.2.2B", "LG-4.1.3"],
    });
    expect(ligao.received(at10, { channel: "forum" }).obligation("relay_forum", at10)).toMatchObject({
      owner: "service_center",
      clauses: expect.arrayContaining(["LG-4.1.3"]),
    });
  });

  it("LG-4.1.3a: a company without a forum takes in no post and owes no relay for one", () => {
    const closed = new ComplaintCase(rulesOf("ligao", { forumOpen: false }));
    const post = {
      channel: "forum",
      complainantIds: [numbered(1)],
      receivedBy: "centre",
      regulation: "ligao",
      regulationVersion: 1,
    };
    expect(closed.refusal(at10, "complaint.received", post)).toBe("LG-4.1.3a");
    expect(closed.refusal(at10, "complaint.received", { ...post, channel: "phone" })).toBeUndefined();
    expect(closed.received(at10, { channel: "forum" }).obligations("relay_forum", NOON)).toEqual([]);
    expect(ligao.refusal(at10, "complaint.received", post)).toBeUndefined();
    expect(ligao.received(at10, { channel: "forum" }).obligation("relay_forum", at10).dueAt).toBe(
      shanghai("2025-03-05T11:00"),
    );
  });

  it.each([
    ["LG-5.2.2A: the telephone", "phone"],
    ["LG-5.2.2B: e-mail", "electronic"],
    ["LG-5.2.2C: the forum", "forum"],
    ["LG-4.1.3: the mailbox", "mailbox"],
    ["LG-5.2.4: what an employee relays", "employee_relay"],
  ])("%s is a channel by which complaints are taken in", (_, channel) => {
    expect(codesOf("channels")).toContain(channel);
  });

  it("LG-5.2.1: what was accepted is written down, and later words are added to it", () => {
    expect(plain.recordRefusal(NOON, "complaint_record", { filled: ["contact"] })).toBe("LG-5.2.1");
    expect(plain.recordRefusal(NOON, "complaint_record", { filled: ["description", "colour"] })).toBe("LG-5.2.1");
    expect(plain.recordRefusal(NOON, "complaint_record", { filled: ["description", "contact"] })).toBeUndefined();
    const twice = plain
      .record("2025-03-05T11:00", "complaint_record", { filled: ["description"] })
      .record(NOON, "complaint_record", { filled: ["description"], recordId: numbered(701) });
    expect(twice.at(NOON).facts["records"]).toEqual(["complaint_record"]);
    expect(twice.history.filter(({ type }) => type === "record.filed")).toHaveLength(2);
  });

  it("LG-5.5.1: a complaint is of one of four types, and of no fifth", () => {
    const centre = plain.by(holding("service_center"));
    const set = (level: string): string | undefined =>
      centre.refusal(NOON, "level.set", { level, reasonId: numbered(70) });
    expect(set("grave")).toBe("LG-5.5.1");
    for (const level of ["major", "hot", "important", "general"]) expect(set(level)).toBeUndefined();
  });
});
