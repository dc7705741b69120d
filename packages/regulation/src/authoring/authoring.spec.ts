import { describe, expect, it } from "@jest/globals";
import { publishedRegulation } from "../file/published.source.js";
import type { RegulationFile } from "../file/schema.js";
import { citedClauses, uncitedClauses } from "./cited.js";

import { unreachable } from "./unreachable.js";

const ligao = (): RegulationFile => structuredClone(publishedRegulation("ligao", 1) as RegulationFile);

describe("what can never happen", () => {
  const messages = (file: RegulationFile): readonly string[] =>
    unreachable(file).map(({ path, message, suggestion }) => `${path.join(".")}: ${message} (${suggestion ?? "-"})`);

  it("is nothing in the regulation of Ligao", () => {
    expect(messages(ligao())).toEqual([]);
  });

  it("is a condition on a value that the fact never has, with what was probably meant", () => {
    const file = ligao();
    file.notices.push({
      code: "odd",
      zh: "怪",
      en: "odd",
      clause: "LG-3.1",
      on: "complaint.received",
      when: 'channel == "fone" || delayCause in ["ours", "theirs"]',
      to: "service_center",
    });
    const place = `notices.${file.notices.length - 1}.when`;
    expect(messages(file)).toEqual([
      `${place}: channel is never "fone" (phone)`,
      `${place}: delayCause is never "theirs" (-)`,
    ]);
  });

  it("is an obligation that only follows one which waits for it", () => {
    const file = ligao();
    const [first] = file.obligations;
    if (first === undefined) throw new Error("Ligao owes nothing");
    file.obligations.push(
      { ...first, code: "hen", opens: { after: "egg" } },
      { ...first, code: "egg", opens: { after: "hen" } },
    );
    expect(messages(file).filter((message) => message.includes("nothing ever opens"))).toHaveLength(2);
  });

  it("is an act that two gates contradict each other about", () => {
    const file = ligao();
    const [first] = file.gates;
    if (first === undefined) throw new Error("Ligao refuses nothing");
    const message = { zh: "否", en: "no" };
    const gate = { action: "complaint.urged", clause: "LG-3.1", message };
    file.gates.push({ ...gate, require: "complainants > 1" }, { ...gate, require: "!(complainants > 1)" });
    expect(messages(file)).toEqual([
      `gates.${file.gates.length - 1}.require: contradicts gates.${file.gates.length - 2}: complaint.urged can never be done (-)`,
    ]);
  });

  it("is a level whose condition a higher one has too", () => {
    const file = ligao();
    file.levels.find(({ code }) => code === "important")?.any?.push({ when: "litigationFiled", clause: "LG-5.5.1.1a" });
    expect(messages(file)).toEqual(["levels.2.any.2: never shows: major has the same condition and ranks higher (-)"]);
  });
});

describe("the clauses of a file", () => {
  it("are cited wherever a key says so, however deep", () => {
    expect([...citedClauses(ligao())]).toEqual(expect.arrayContaining(["LG-3.3.1", "LG-5.5.1.1d", "LG-5.2.2D"]));
  });

  it("are missed when nothing cites them any more", () => {
    const file = ligao();
    const before = uncitedClauses(file);
    file.notices = file.notices.filter(({ clause }) => clause !== "LG-4.4a");
    expect(uncitedClauses(file).filter((id) => !before.includes(id))).toEqual(["LG-4.4a"]);
  });
});
