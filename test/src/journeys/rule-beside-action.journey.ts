import { describe, expect, it } from "@jest/globals";
import { filed } from "../testing/complaint.js";
import type { TestHouse } from "../testing/house.js";

/** What a portal asks before it shows the screen on which a complaint is answered. */
const SCREEN = `query ($id: ID!) { complaint(id: $id) {
  regulation { id code version title
    guidance(at: "reply.sent:formal") {
      clauses { id text zh: text(language: ZH_CN) }
      scripts { code text zh: text(language: ZH_CN) fills }
      checklists { code items { label } }
      gates { message clauses { id text } }
      meets { code due owners { post { label } } clauses { id text } } } }
  obligations { code explanation zh: explanation(language: ZH_CN) explain { kind label name counted } } } }`;

interface Screen {
  readonly complaint: {
    readonly regulation: { readonly guidance: unknown };
    readonly obligations: readonly { readonly code: string; readonly explanation: string; readonly zh: string }[];
  };
}

export function ruleBesideAction(house: () => TestHouse): void {
  describe("the screen on which a complaint is answered", () => {
    it("shows the rule beside the action, in the version of that complaint, in both languages, and why it is due when it is", async () => {
      await house().at("2025-03-03T09:00:00+08:00");
      const group = await house().found();
      const id = await filed(group);
      const officer = group.as("subsidiary-1");
      const { complaint } = await officer.ask<Screen>(SCREEN, { id }, { "accept-language": "en" });
      expect(complaint.regulation).toMatchObject({
        id: "ligao@1",
        code: "ligao",
        version: 1,
        guidance: {
          clauses: expect.arrayContaining([
            { id: "LG-5.3.3a", text: expect.stringMatching(/[a-z]/), zh: expect.stringMatching(/[\u4e00-\u9fff]/) },
          ]),
          scripts: expect.arrayContaining([
            {
              code: "thanks",
              text: "Thank you for holding us to our work.",
              zh: "感谢您对我们工作的监督和批评。",
              fills: [],
            },
          ]),
        },
      });
      expect(complaint.obligations).toContainEqual(
        expect.objectContaining({
          code: "relay_phone",
          explanation: "Due 2025-03-03 09:30: 30 minutes counted from 2025-03-03 09:00.",
          zh: "2025-03-03 09:30 到期：自 2025-03-03 09:00 起计入 30 分钟。",
        }),
      );
    });

    it("needs no complaint: whoever signed in reads what is published, and nobody else", async () => {
      const group = await house().found();
      const document = `{ regulation(code: "zhonghai") { title(language: ZH_CN) clauses(first: 100, carried: true) { edges { node { id text shownAt } } } } }`;
      const { regulation } = await group.as("partner-1").ask<{ regulation: { title: string } }>(document);
      expect(regulation.title).toBe("中海地产客户服务部管理制度");
      const answer = await fetch(house().url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query: document }),
      });
      expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: "UNAUTHENTICATED" } }] });
    });
  });
}
