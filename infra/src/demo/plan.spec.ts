import { describe, expect, it } from "@jest/globals";
import { readMessages } from "./message.js";
import { planImport } from "./plan.js";

const line = (id: string, author: string, more: object = {}): string =>
  JSON.stringify({
    source: "s",
    id,
    author,
    postedAt: `2025-03-0${id}T10:00:00+08:00`,
    subject: "漏水",
    text: "漏水",
    ...more,
  });

describe("messages of a file", () => {
  it("are read in the order in which they were posted", () => {
    expect(readMessages([line("3", "a"), line("1", "b")].join("\n")).messages.map(({ id }) => id)).toEqual(["1", "3"]);
  });

  it("have an answer only where both its text and its time are given", () => {
    const { messages } = readMessages(
      [
        line("1", "a", { reply: "好", repliedAt: null }),
        line("2", "a", { reply: "好", repliedAt: "2025-03-05T10:00:00+08:00" }),
      ].join("\n"),
    );
    expect(messages.map(({ answer }) => answer?.text)).toEqual([undefined, "好"]);
  });

  it("are told by line when they are none", () => {
    const { messages, bad } = readMessages(
      ["{", line("1", "a"), "", line("2", "a", { postedAt: "yesterday" })].join("\n"),
    );
    expect(messages).toHaveLength(1);
    expect(bad).toEqual([
      { line: 1, message: "not JSON" },
      { line: 4, message: "postedAt: not an RFC 3339 instant" },
    ]);
  });
});

describe("the plan of an import", () => {
  it("joins what one person wrote about one matter, as a repeat once it was answered", () => {
    const { messages } = readMessages(
      [
        line("1", "a"),
        line("2", "a", { subject: "漏 水！", reply: "好", repliedAt: "2025-03-03T10:00:00+08:00" }),
        line("4", "a"),
        line("5", "b"),
        line("6", "a", { subject: "停车" }),
      ].join("\n"),
    );
    const steps = planImport(messages).flat();
    expect(steps.map(({ message, previous, relation }) => [message.id, previous, relation])).toEqual([
      ["1", undefined, undefined],
      ["2", "s/1", "related"],
      ["4", "s/2", "repeat"],
      ["6", undefined, undefined],
      ["5", undefined, undefined],
    ]);
  });
});
