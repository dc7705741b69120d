import { describe, expect, it } from "@jest/globals";
import { ComplaintCase, numbered, rulesOf, shanghai } from "../testing/complaint-case.js";

const ligao = new ComplaintCase(rulesOf("ligao"));
const plain = ligao.received("2025-03-05T10:00");
const AT11 = "2025-03-05T11:00";
const NOON = "2025-03-05T12:00";
const YUAN = 100;

describe("concessions under Ligao", () => {
  const fortyHomes = Array.from({ length: 40 }, (_, index) => `home_${index + 1}`);
  const assessed = plain.step(AT11, "effect_assessed", { number: 40, items: fortyHomes, recordId: numbered(35) });
  const proposal = { items: ["contract"], recordId: numbered(36) };

  it("LG-5.4.2: a concession rests on law, contract, a quality standard or a national code, and on the facts", () => {
    const proposing = (payload: object): string | undefined =>
      assessed.stepRefusal(NOON, "concession_proposed", payload);
    expect(proposing({ recordId: numbered(36) })).toBe("LG-5.4.2");
    expect(proposing({ items: ["contract"] })).toBe("LG-5.4.2");
    expect(proposing({ ...proposal, items: ["goodwill"] })).toBe("LG-5.4.2");
    for (const basis of ["law", "contract", "quality_standard", "national_code"])
      expect(proposing({ ...proposal, items: [basis] })).toBeUndefined();
  });

  it("LG-5.4.2a: the effect on the other owners is weighed first, and every home that shares the matter is listed", () => {
    expect(plain.stepRefusal(NOON, "concession_proposed", proposal)).toBe("LG-5.4.2a");
    const assessing = (payload: object): string | undefined => plain.stepRefusal(AT11, "effect_assessed", payload);
    expect(assessing({ items: fortyHomes, recordId: numbered(35) })).toBe("LG-5.4.2a");
    expect(assessing({ number: 40, recordId: numbered(35) })).toBe("LG-5.4.2a");
    expect(assessing({ number: 40, items: fortyHomes })).toBe("LG-5.4.2a");
    expect(assessing({ number: 40, items: fortyHomes.slice(1), recordId: numbered(35) })).toBe("LG-5.4.2a");
    expect(assessing({ number: 40, items: fortyHomes, recordId: numbered(35) })).toBeUndefined();
    expect(assessed.stepRefusal(NOON, "concession_proposed", proposal)).toBeUndefined();
  });

  it("LG-5.4.2b: a third party that coordinates is named, and the case is in mediation until there is an outcome", () => {
    expect(plain.stepRefusal(NOON, "mediation", { outcome: "begun" })).toBe("LG-5.4.2b");
    expect(plain.stepRefusal(NOON, "mediation", { party: "street_office" })).toBe("LG-5.4.2b");
    expect(plain.stepRefusal(NOON, "mediation", { party: "street_office", outcome: "begun" })).toBeUndefined();
    const begun = plain.step(NOON, "mediation", { party: "street_office", outcome: "begun" });
    expect(begun.obligation("conclude_mediation", NOON)).toMatchObject({
      key: "conclude_mediation:street_office",
      owner: "service_center",
      status: "open",
    });
    for (const outcome of ["settled", "failed"]) {
      const ended = begun.step("2025-03-20T10:00", "mediation", { party: "street_office", outcome });
      expect(ended.obligation("conclude_mediation", "2025-03-20T10:00")).toMatchObject({
        status: "met",
        metAt: shanghai("2025-03-20T10:00"),
      });
    }
  });
});

describe("the first case: deposits", () => {
  const paid = (depositKind: string, amount: number): ComplaintCase =>
    plain.fact(AT11, "depositKind", depositKind).fact(AT11, "depositAmount", amount);
  const returning = (told: ComplaintCase, yuan: number): string | undefined =>
    told.stepRefusal(NOON, "deposit_returned", { number: Math.round(yuan * YUAN) });
  const earnest = paid("earnest", 20_000 * YUAN);

  it("LG-C1a: the receiver who fails returns twice the deposit; the payer who fails reclaims nothing", () => {
    const receiverFailed = earnest.fact(AT11, "defaultingParty", "receiver");
    expect(returning(receiverFailed, 20_000)).toBe("LG-C1a");
    expect(returning(receiverFailed, 39_999.99)).toBe("LG-C1a");
    expect(returning(receiverFailed, 40_000)).toBeUndefined();
    const payerFailed = earnest.fact(AT11, "defaultingParty", "payer");
    expect(returning(payerFailed, 20_000)).toBe("LG-C1a");
    expect(returning(payerFailed, 0)).toBeUndefined();
  });

  it("LG-C1b: a reservation with unit number, price and period is a contract; without one of them not conclusive", () => {
    const assessing = (outcome: string, ...items: string[]): string | undefined =>
      plain.stepRefusal(NOON, "reservation_assessed", { outcome, items });
    expect(assessing("binding_contract", "unit_number", "price", "period")).toBeUndefined();
    expect(assessing("binding_contract", "unit_number", "period")).toBe("LG-C1b");
    expect(assessing("not_conclusive", "unit_number", "period")).toBeUndefined();
    expect(assessing("not_conclusive", "unit_number", "price", "period")).toBe("LG-C1b");
    expect(assessing("perhaps", "unit_number")).toBe("LG-C1b");
  });

  it("LG-C1c: an advance payment is no earnest deposit: it is refunded, never doubled", () => {
    const advance = paid("advance", 20_000 * YUAN).fact(AT11, "defaultingParty", "receiver");
    expect(returning(advance, 40_000)).toBe("LG-C1c");
    expect(returning(advance, 20_000.01)).toBe("LG-C1c");
    expect(returning(advance, 20_000)).toBeUndefined();
    expect(returning(plain, 1)).toBeUndefined();
  });
});

describe("the second case: safety", () => {
  const returning = (told: ComplaintCase): string | undefined =>
    told.stepRefusal(NOON, "house_return", { outcome: "safety" });

  it("LG-C2a: what does not affect the safety of the building is no ground to return the house", () => {
    expect(returning(plain)).toBe("LG-C2a");
    expect(returning(plain.fact(AT11, "safetyImpact", "no"))).toBe("LG-C2a");
    expect(plain.stepRefusal(NOON, "house_return", { outcome: "agreed" })).toBeUndefined();
  });

  it("LG-C2b: where an appraisal confirms that it is affected the house may be returned, and the Centre reviews the level", () => {
    const affected = { name: "safetyImpact", code: "yes" };
    expect(plain.refusal(AT11, "fact.recorded", affected)).toBe("LG-C2b");
    expect(plain.refusal(AT11, "fact.recorded", { ...affected, code: "no" })).toBeUndefined();
    const appraised = { ...affected, evidenceId: numbered(37) };
    expect(plain.refusal(AT11, "fact.recorded", appraised)).toBeUndefined();
    const confirmed = plain.then(AT11, "fact.recorded", appraised);
    expect(returning(confirmed)).toBeUndefined();
    expect(confirmed.stepRefusal(NOON, "house_return", { outcome: "whim" })).toBe("LG-C2b");
    expect(confirmed.notices("safety_review", AT11)).toEqual(["service_center"]);
    expect(plain.fact(AT11, "safetyImpact", "no").notices("safety_review", AT11)).toEqual([]);
  });
});

describe("the third case: differences in area", () => {
  /** Square metres; 8,000 yuan each. */
  const home = (contracted: number, registered: number): ComplaintCase =>
    plain
      .fact(AT11, "contractedArea", Math.round(contracted * 100))
      .fact(AT11, "registeredArea", Math.round(registered * 100))
      .fact(AT11, "unitPrice", 8_000 * YUAN);
  const settling = (told: ComplaintCase, outcome: string, yuan = 0): string | undefined =>
    told.stepRefusal(NOON, "area_settled", { outcome, number: Math.round(yuan * YUAN) });
  const mayReturn = (told: ComplaintCase): string | undefined =>
    told.stepRefusal(NOON, "house_return", { outcome: "area_difference" });

  it("LG-C3a: the contract's own clause goes first; the rules apply only where there is none", () => {
    const own = home(100, 103).fact(AT11, "ownAreaClause");
    expect(settling(own, "by_contract", 1)).toBeUndefined();
    expect(settling(own, "buyer_pays", 24_000)).toBe("LG-C3a");
    expect(settling(home(100, 103), "by_contract", 1)).toBe("LG-C3a");
    expect(mayReturn(home(100, 110).fact(AT11, "ownAreaClause"))).toBe("LG-C3c");
  });

  it("LG-C3b: within 3 percent, 3 included, the price is settled on the actual area", () => {
    const larger = home(100, 103);
    expect(settling(larger, "buyer_pays", 24_000)).toBeUndefined();
    expect(settling(larger, "buyer_pays", 24_000.01)).toBe("LG-C3b");
    expect(settling(larger, "buyer_refunded", 24_000)).toBe("LG-C3b");
    expect(settling(larger, "nobody")).toBe("LG-C3b");
    const smaller = home(100, 97);
    expect(settling(smaller, "buyer_refunded", 24_000)).toBeUndefined();
    expect(settling(smaller, "buyer_refunded", 23_999.99)).toBe("LG-C3b");
    expect(settling(smaller, "buyer_pays", 24_000)).toBe("LG-C3b");
    expect(mayReturn(larger)).toBe("LG-C3c");
  });

  it("LG-C3c: beyond 3 percent, either way, the buyer may return the house", () => {
    for (const registered of [103.01, 96.99]) expect(mayReturn(home(100, registered))).toBeUndefined();
    for (const registered of [103, 97]) expect(mayReturn(home(100, registered))).toBe("LG-C3c");
    expect(home(100, 110).stepRefusal(NOON, "house_return", { outcome: "whim" })).toBe("LG-C2b");
  });

  it("LG-C3d: who keeps the larger house pays for the 3 percent, and the developer bears the rest", () => {
    // 184.38 is 11.75 percent more than 165: the buyer pays for 4.95 m², the developer bears 14.43 m².
    const kept = home(165, 184.38);
    expect(settling(kept, "buyer_pays", 4.95 * 8_000)).toBeUndefined();
    expect(settling(kept, "buyer_pays", (184.38 - 165) * 8_000)).toBe("LG-C3d");
    expect(settling(kept, "buyer_pays", 14.43 * 8_000)).toBe("LG-C3d");
    expect(settling(kept, "buyer_refunded", 4.95 * 8_000)).toBe("LG-C3d");
  });
});

describe("the fourth and the fifth case", () => {
  it("LG-C4a: the developer processes the title certificates by the day that the contract names", () => {
    const due = plain.then(AT11, "fact.recorded", { name: "certificateDueAt", at: shanghai("2025-05-01T00:00") });
    expect(plain.obligations("process_certificates", NOON)).toEqual([]);
    expect(due.obligation("process_certificates", NOON)).toMatchObject({
      owner: "functional_handler",
      dueAt: shanghai("2025-05-01T00:00"),
    });
    expect(due.status("process_certificates", "2025-04-30T23:59:59")).toBe("open");
    expect(due.status("process_certificates", "2025-05-01T00:00")).toBe("breached");
    expect(due.notices("process_certificates.breached", "2025-05-01T00:00")).toEqual(
      expect.arrayContaining(["service_center", "dept_head"]),
    );
    const issued = due.step("2025-04-20T10:00", "certificates_issued");
    expect(issued.status("process_certificates", "2025-06-01T00:00")).toBe("met");
  });

  it("LG-C4b: the leaders hear when the court may compel us, and 88 households make it major", () => {
    const due = plain.then(AT11, "fact.recorded", { name: "certificateDueAt", at: shanghai("2025-05-01T00:00") });
    expect(due.notices("process_certificates.breached", "2025-04-30T23:59:59")).toEqual([]);
    expect(due.notices("process_certificates.breached", "2025-05-01T00:00")).toContain("company_leaders");
    expect(due.joinedBy(87, NOON).level(NOON)).toBe("major");
  });

  it("LG-C5b: what was expressly stated and is not in the contract is pointed out to the Centre", () => {
    const checking = (payload: object): string | undefined => plain.stepRefusal(NOON, "statement_checked", payload);
    expect(checking({ outcome: "contracted" })).toBe("LG-C5b");
    expect(checking({ items: ["sea_view"] })).toBe("LG-C5b");
    expect(checking({ items: ["sea_view"], outcome: "contracted" })).toBeUndefined();
    const told = (outcome: string): readonly string[] =>
      plain.step(NOON, "statement_checked", { items: ["sea_view"], outcome }).notices("stated_not_contracted", NOON);
    expect(told("stated_but_not_contracted")).toEqual(["service_center"]);
    expect(told("contracted")).toEqual([]);
  });

  it("LG-C5c: a house that does not meet the conditions of delivery is delivered only with a recorded reason", () => {
    expect(plain.stepRefusal(NOON, "delivery_notice")).toBe("LG-C5c");
    expect(plain.stepRefusal(NOON, "delivery_notice", { recordId: numbered(38) })).toBeUndefined();
    expect(plain.fact(AT11, "deliveryConditionsMet").stepRefusal(NOON, "delivery_notice")).toBeUndefined();
  });
});
