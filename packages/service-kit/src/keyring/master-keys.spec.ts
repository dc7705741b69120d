import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { developmentMasterKey, whyNoDevelopmentMasterKey } from "./development-master-key.js";
import { fileNames, masterKeysOf, newMasterKey, NoMasterKey, openMasterKeys } from "./master-keys.js";

const KEY = randomBytes(32);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "hearken-keys-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("master keys", () => {
  it("unwrap what any of them wrapped, and wrap by the first", async () => {
    const [old, fresh] = [randomBytes(32), randomBytes(32)];
    const before = masterKeysOf([old]);
    const wrapped = await before.wrap(KEY, "tenant 1");
    expect(wrapped.wrapped.includes(KEY)).toBe(false);
    const during = masterKeysOf([fresh, old]);
    expect(await during.unwrap(wrapped, "tenant 1")).toEqual(KEY);
    expect((await during.wrap(KEY, "tenant 1")).master).toBe(during.current);
    expect(during.current).not.toBe(before.current);
    await expect(masterKeysOf([fresh]).unwrap(wrapped, "tenant 1")).rejects.toThrow(NoMasterKey);
  });

  it("unwrap nothing for another tenant, and nothing that was touched", async () => {
    const master = masterKeysOf([randomBytes(32)]);
    const wrapped = await master.wrap(KEY, "tenant 1");
    await expect(master.unwrap(wrapped, "tenant 2")).rejects.toThrow(NoMasterKey);
    wrapped.wrapped.writeUInt8(wrapped.wrapped.readUInt8(20) ^ 1, 20);
    await expect(master.unwrap(wrapped, "tenant 1")).rejects.toThrow(NoMasterKey);
  });

  it("are read from files, the first of which wraps, and a bad file is named without what it holds", async () => {
    const [first, second, bad] = ["first.key", "second.key", "bad.key"].map((name) => path.join(folder, name)) as [
      string,
      string,
      string,
    ];
    await writeFile(first, newMasterKey());
    await writeFile(second, newMasterKey());
    await writeFile(bad, "c2VjcmV0");
    const both = await openMasterKeys(fileNames(` ${first}  ${second} `));
    expect(both.current).toBe((await openMasterKeys([first])).current);
    await expect(openMasterKeys([bad])).rejects.toThrow(`${bad} holds no 32 bytes in base64`);
    await expect(openMasterKeys([bad])).rejects.not.toThrow("c2VjcmV0");
    await expect(openMasterKeys([path.join(folder, "none.key")])).rejects.toThrow("cannot be read");
    await expect(openMasterKeys([])).rejects.toThrow("no master key is named");
  });

  it("are made by a developer's machine for itself, once, for nobody else to read", async () => {
    const made = path.join(folder, "made");
    const files = await Promise.all([1, 2, 3].map(() => developmentMasterKey(made)));
    expect(new Set(files).size).toBe(1);
    const file = await developmentMasterKey(made);
    expect(await readFile(file, "utf8")).toMatch(/^[A-Za-z0-9+/]{43}=\n$/);
    expect((await stat(file)).mode & 0o077).toBe(0);
    expect(whyNoDevelopmentMasterKey({})).toBeUndefined();
    expect(whyNoDevelopmentMasterKey({ NODE_ENV: "production" })).toContain("told its master keys");
    expect(whyNoDevelopmentMasterKey({ HOST: "0.0.0.0" })).toContain("told its master keys");
  });
});
