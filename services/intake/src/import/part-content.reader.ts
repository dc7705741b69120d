import { hash } from "node:crypto";

/** The bytes that base64 stands for and their SHA-256 in hexadecimal; `undefined` for anything but canonical base64. */
export function readPart(content: string): { readonly bytes: Buffer; readonly sha256: string } | undefined {
  const bytes = Buffer.from(content, "base64");
  return bytes.toString("base64") === content ? { bytes, sha256: hash("sha256", bytes, "hex") } : undefined;
}

/** As much of a text as tells it from others, and nothing by which it could be read. */
export function fingerprint(text: string): string {
  return hash("sha256", text, "base64url").slice(0, 22);
}
