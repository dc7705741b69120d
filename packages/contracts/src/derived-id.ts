import type { ComplaintId } from "@hearken/kernel";

/** What a derived id may stand for. */
export type Derived = "obligation" | "rung" | "notice" | "bulletin";

/**
 * The id of something that follows from a complaint's history: always the same one for the same complaint, kind and key,
 * whoever evaluates it and however often. A uuid of version 8 (RFC 9562) that sorts where its complaint sorts.
 */
export function derivedId(complaintId: ComplaintId, kind: Derived, key: string): string {
  const text = `${kind} ${key}`;
  const a = mixed(text, 0x9e3779b1);
  const b = mixed(text, 0x85ebca77);
  const c = mixed(text, 0xc2b2ae3d);
  const digits = complaintId.replaceAll("-", "");
  const tail = (from: number, hash: number): string =>
    ((Number.parseInt(digits.slice(from, from + 8), 16) ^ hash) >>> 0).toString(16).padStart(8, "0");
  const middle = tail(12, a);
  const low = tail(24, b);
  const high = tail(16, c);
  const variant = ((Number.parseInt(high.charAt(0), 16) & 0x3) | 0x8).toString(16);
  const hex = `${digits.slice(0, 12)}8${middle.slice(1, 4)}${variant}${high.slice(1)}${low}`;
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

// Looked up once: a test's world looks every global up anew.
const { imul } = Math;

/** 32 well-mixed bits of a text (multiply and shift, as MurmurHash3 does at its end). */
function mixed(text: string, seed: number): number {
  let hash = seed | 0;
  for (let at = 0; at < text.length; at += 1) {
    hash = imul(hash ^ text.charCodeAt(at), 0x5bd1e995);
    hash ^= hash >>> 15;
  }
  hash = imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
