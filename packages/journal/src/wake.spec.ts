import { describe, expect, it } from "@jest/globals";
import { Alarm, LocalWake } from "./wake.js";

const NEVER = 1_000_000;

describe("an alarm", () => {
  it("keeps the hints that come while nobody waits, as one", async () => {
    const wake = new LocalWake();
    const alarm = new Alarm(wake);
    wake.ring();
    wake.ring();
    expect(await alarm.wait(NEVER)).toBe(true);
    expect(await alarm.wait(0)).toBe(false);
    alarm.stop();
  });

  it("wakes whoever waits", async () => {
    const wake = new LocalWake();
    const alarm = new Alarm(wake);
    const waiting = alarm.wait(NEVER);
    wake.ring();
    expect(await waiting).toBe(true);
    alarm.stop();
  });

  it("lets go of everyone once it is stopped, and hears no more", async () => {
    const wake = new LocalWake();
    const alarm = new Alarm(wake);
    const waiting = alarm.wait(NEVER);
    alarm.stop();
    expect(await waiting).toBe(false);
    wake.ring();
    expect(await alarm.wait(NEVER)).toBe(false);
    await alarm.rest(NEVER);
  });
});
