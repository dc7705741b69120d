import { EventEmitter } from "node:events";
import { describe, expect, it } from "@jest/globals";
import { endWhenUnread } from "./closed-pipe.js";

const broken = (code: string): Error => Object.assign(new Error(code), { code });

describe("a command whose reader is gone", () => {
  it("ends without a complaint", () => {
    const output = new EventEmitter();
    let ended = 0;
    endWhenUnread(output, () => (ended += 1));
    output.emit("error", broken("EPIPE"));
    expect(ended).toBe(1);
  });

  it("still fails for anything else", () => {
    const output = new EventEmitter();
    endWhenUnread(output, () => undefined);
    expect(() => output.emit("error", broken("ENOSPC"))).toThrow("ENOSPC");
  });
});
