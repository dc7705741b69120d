import { describe, expect, it } from "@jest/globals";
import type { RegulationFile } from "../file/schema.js";
import { regulationOf } from "../testing/complaint-case.js";
import { carriedClauses } from "./carried.js";
import { referenceAt } from "./reference.js";

const ligao = regulationOf("ligao");
const at = (place: string, file: RegulationFile = ligao): NonNullable<ReturnType<typeof referenceAt>> => {
  const reference = referenceAt(file, place);
  if (reference === undefined) throw new Error(`no place ${place}`);
  return reference;
};
const codes = (list: readonly { readonly code: string }[]): readonly string[] => list.map(({ code }) => code);

describe("what is shown at a place", () => {
  it("is what stands for the act itself, and what stands for each of its kinds", () => {
    expect(codes(at("reply.sent:formal").scripts)).toEqual(["thanks", "reply_guidance", "clear_refusal"]);
    expect(codes(at("reply.sent").scripts)).toEqual(["reply_guidance"]);
  });

  it("is the guidance, with the checklist and its clause", () => {
    const { clauses, checklists } = at("complaint.received");
    expect(clauses).toEqual(
      expect.arrayContaining([
        { id: "LG-1", by: "guidance", code: "" },
        { id: "LG-5.1.2.3", by: "checklist", code: "conduct" },
      ]),
    );
    expect(codes(checklists)).toEqual(["conduct"]);
  });

  it("is a form with its fields, for whoever reads it and for whoever fills it in", () => {
    const [form] = ligao.forms;
    expect(form).toBeDefined();
    expect(at(`form:${form?.code ?? ""}`).form).toBe(form);
    expect(at(`record.filed:${form?.code ?? ""}`).form).toBe(form);
  });

  it("is the step with its clause", () => {
    const [step] = ligao.steps;
    const { step: shown, clauses } = at(`step.taken:${step?.code ?? ""}`);
    expect(shown).toBe(step);
    expect(clauses).toContainEqual({ id: [step?.clause ?? ""].flat()[0], by: "step", code: step?.code });
  });

  it("is what the act is refused by, what it opens and what it settles", () => {
    const relayed = at("complaint.relayed");
    expect(codes(relayed.meets)).toContain("relay_phone");
    expect(codes(at("complaint.received").opens)).toContain("relay_phone");
    for (const { action } of at("complaint.closed").gates) expect([action].flat()).toContain("complaint.closed");
  });

  it("is the clause of a post, a category, a channel and a level", () => {
    expect(at("category:engineering_quality").clauses[0]).toEqual({
      id: "LG-3.3.1",
      by: "category",
      code: "engineering_quality",
    });
    expect(at("level:major").clauses.map(({ by }) => by)).toEqual(["level"]);
  });

  it.each([
    "complaint.received:phone",
    "post:nobody",
    "post",
    "step.taken:nothing",
    "organization.added",
    "nonsense",
    "",
    "post:__proto__",
  ])("is nothing at %p, which is no place", (place) => {
    expect(referenceAt(ligao, place)).toBeUndefined();
  });
});

describe("a carried clause", () => {
  it("is what guidance says, whether or not a rule cites it too", () => {
    const carried = carriedClauses({ ...ligao, guidance: [{ clause: "LG-5.2.2A", at: ["complaint.received"] }] });
    expect(carried).toContainEqual({
      id: "LG-5.2.2A",
      showings: [
        { place: "complaint.received", by: "guidance", code: "" },
        { place: "channel:phone", by: "channel", code: "phone" },
      ],
    });
  });

  it("is none that a rule enforces, wherever else it is shown", () => {
    expect(carriedClauses(ligao).map(({ id }) => id)).not.toContain("LG-5.2.2A");
  });

  it("is what a checklist asks only while nothing demands it", () => {
    const demanded = { ...ligao, checklists: ligao.checklists.map((one) => ({ ...one, required: true as const })) };
    const id = "LG-5.1.2.3";
    expect(carriedClauses(ligao).map((one) => one.id)).toContain(id);
    expect(carriedClauses(demanded).map((one) => one.id)).not.toContain(id);
  });
});
