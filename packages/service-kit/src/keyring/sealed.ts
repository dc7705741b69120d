import { createCipheriv, createDecipheriv, randomBytes, type KeyObject } from "node:crypto";

/** What was asked to be opened was not sealed here, for this, or by a key that is known. Never says what is inside. */
export class CannotOpen extends Error {
  override name = "CannotOpen";
}

/* Bytes of a sealed value: 1 format, 2 generation of the key, 12 nonce, the text under AES-256-GCM, 16 tag. */

const FORMAT = 1;
const NONCE_AT = 3;
const TEXT_AT = 15;
const TAG_BYTES = 16;

/** Seals a text under a key of a generation, with a fresh nonce; `about` is authenticated beside it. */
export function sealText(text: string, key: KeyObject, about: { generation: number; place: string }): Buffer {
  const head = Buffer.alloc(NONCE_AT);
  head.writeUInt8(FORMAT);
  head.writeUInt16BE(about.generation, 1);
  const nonce = randomBytes(TEXT_AT - NONCE_AT);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(about.place));
  return Buffer.concat([head, nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
}

/** By which generation of the tenant's key it was sealed. Throws `CannotOpen` when it is no sealed value. */
export function generationOf(sealed: Buffer): number {
  if (sealed.length < TEXT_AT + TAG_BYTES || sealed.readUInt8() !== FORMAT) throw new CannotOpen("no sealed value");
  return sealed.readUInt16BE(1);
}

/** Throws `CannotOpen` when the key, the bytes or the place differ from those of the sealing. */
export function openText(sealed: Buffer, key: KeyObject, place: string): string {
  const end = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(NONCE_AT, TEXT_AT), {
    authTagLength: TAG_BYTES,
  })
    .setAAD(Buffer.from(place))
    .setAuthTag(sealed.subarray(end));
  try {
    return decipher.update(sealed.subarray(TEXT_AT, end), undefined, "utf8") + decipher.final("utf8");
  } catch (cause) {
    throw new CannotOpen("it was not sealed by this key for this place", { cause });
  }
}
