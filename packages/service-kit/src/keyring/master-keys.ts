import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";

/** A key under a master key. */
export interface WrappedKey {
  /** Which master key wraps it. */
  readonly master: string;
  readonly wrapped: Buffer;
}

/**
 * What wraps the keys of tenants and never leaves its keeper; a key management service can stand behind it.
 * `about` is authenticated: a key wrapped for one tenant unwraps for no other.
 */
export interface MasterKeys {
  /** The one that wraps now. */
  readonly current: string;
  wrap(key: Buffer, about: string): Promise<WrappedKey>;
  /** Throws `NoMasterKey` when it is not there, or when this is not what it wrapped. */
  unwrap(wrapped: WrappedKey, about: string): Promise<Buffer>;
}

/** A master key is missing or does not fit. Says which, never what it is. */
export class NoMasterKey extends Error {
  override name = "NoMasterKey";
}

const ALGORITHM = "aes-256-gcm";
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A new master key as its file holds it: 32 random bytes in base64. */
export function newMasterKey(): string {
  return `${randomBytes(KEY_BYTES).toString("base64")}\n`;
}

/** The files that a setting names, with spaces between them. */
export function fileNames(setting: string): readonly string[] {
  return setting.split(/\s+/).filter((name) => name !== "");
}

/** Master keys in files of 32 bytes in base64: the first wraps, all of them unwrap. Throws when one cannot be read. */
export async function openMasterKeys(files: readonly string[]): Promise<MasterKeys> {
  return masterKeysOf(await Promise.all(files.map(keyIn)));
}

/** A master key that is kept nowhere: for tests. */
export function temporaryMasterKeys(): MasterKeys {
  return masterKeysOf([randomBytes(KEY_BYTES)]);
}

/** Master keys that are at hand: the first wraps, all of them unwrap. */
export function masterKeysOf(keys: readonly Buffer[]): MasterKeys {
  const byName = new Map(keys.map((key) => [nameOf(key), key]));
  const [current, key] = [...byName][0] ?? [];
  if (current === undefined || key === undefined) throw new NoMasterKey("no master key is named");
  return {
    current,
    wrap: (plain, about) => Promise.resolve({ master: current, wrapped: wrapUnder(key, plain, about) }),
    async unwrap({ master, wrapped }, about) {
      const under = byName.get(master);
      if (under === undefined) throw new NoMasterKey(`the master key ${master} is not there`);
      return unwrapUnder(under, wrapped, about);
    },
  };
}

function wrapUnder(key: Buffer, plain: Buffer, about: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(about));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function unwrapUnder(key: Buffer, wrapped: Buffer, about: string): Buffer {
  const end = wrapped.length - TAG_BYTES;
  const decipher = createDecipheriv(ALGORITHM, key, wrapped.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(about))
    .setAuthTag(wrapped.subarray(end));
  try {
    return Buffer.concat([decipher.update(wrapped.subarray(NONCE_BYTES, end)), decipher.final()]);
  } catch (cause) {
    throw new NoMasterKey("this is not what the master key wrapped", { cause });
  }
}

/** By which a key is known without being told. */
function nameOf(key: Buffer): string {
  return createHash("sha256").update("hearken master key").update(key).digest("base64url").slice(0, 16);
}

async function keyIn(file: string): Promise<Buffer> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) throw new NoMasterKey(`the master key ${file} cannot be read`);
  const key = Buffer.from(text.trim(), "base64");
  if (key.length !== KEY_BYTES) throw new NoMasterKey(`${file} holds no 32 bytes in base64`);
  return key;
}
