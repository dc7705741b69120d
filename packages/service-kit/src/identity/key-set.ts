import { createPublicKey, type KeyObject } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** The issuer's public keys by key id. */
export interface KeySet {
  /** `undefined` when the issuer has no such key, or none can be had: whoever asks refuses. */
  key(kid: string): Promise<KeyObject | undefined>;
  /** Grows whenever keys appear or vanish; what was verified under another generation is verified again. */
  readonly generation: number;
}

export interface KeySetOptions {
  /** `https://…/jwks.json`, `file:///…/jwks.json`, a path, or the document itself as `data:application/json;base64,…`. */
  readonly location: string;
  /** Milliseconds between two fetches for unknown keys. */
  readonly coolDown?: number;
  /** Milliseconds after which known keys are fetched again, in the background. */
  readonly maxAge?: number;
  readonly fetchTimeout?: number;
  readonly now?: () => number;
  readonly load?: (location: string, signal: AbortSignal) => Promise<string>;
}

const LARGEST_BODY = 256 * 1024;
const MOST_KEYS = 100;

/**
 * Keys by JWKS, held ready for use. An unknown key id fetches again, at most once a cool-down, and every waiter shares the fetch.
 * When the issuer is away, slow or answers nonsense, the keys known before stay in use and unknown ones stay unknown.
 */
export function openKeySet(options: KeySetOptions): KeySet {
  const {
    location,
    coolDown = 10_000,
    maxAge = 600_000,
    fetchTimeout = 2_000,
    now = Date.now,
    load = loadText,
  } = options;
  let keys: ReadonlyMap<string, KeyObject> = new Map();
  let text = "";
  let generation = 0;
  let triedAt = -Infinity;
  let fetching: Promise<void> | undefined;

  const refresh = (): Promise<void> => {
    triedAt = now();
    fetching ??= load(location, AbortSignal.timeout(fetchTimeout))
      .then((body) => {
        if (body === text) return;
        keys = readKeys(body);
        text = body;
        generation += 1;
      })
      .catch(() => undefined)
      .finally(() => (fetching = undefined));
    return fetching;
  };

  return {
    async key(kid) {
      const known = keys.get(kid);
      const age = now() - triedAt;
      if (known === undefined) {
        if (fetching !== undefined) await fetching;
        else if (age >= coolDown) await refresh();
      } else if (age >= maxAge) void refresh();
      return keys.get(kid);
    },
    get generation() {
      return generation;
    },
  };
}

/** The usable keys of a JWKS document. Throws when it is none; keys of other kinds, or with an ambiguous id, are left out. */
export function readKeys(body: string): ReadonlyMap<string, KeyObject> {
  const document = JSON.parse(body) as { keys?: unknown };
  if (!Array.isArray(document.keys)) throw new Error("not a JWKS document");
  const keys = new Map<string, KeyObject>();
  const ambiguous = new Set<string>();
  for (const one of document.keys.slice(0, MOST_KEYS) as readonly unknown[]) {
    const { kid } = (one ?? {}) as { kid?: unknown };
    const key = verifyingKey(one);
    if (key === undefined || typeof kid !== "string") continue;
    if (keys.has(kid)) ambiguous.add(kid);
    keys.set(kid, key);
  }
  for (const kid of ambiguous) keys.delete(kid);
  return keys;
}

/** A key of P-256 that is meant for verifying, and is a point of the curve; `undefined` for any other. */
function verifyingKey(one: unknown): KeyObject | undefined {
  const { kty, crv, x, y, use, alg } = (one ?? {}) as Readonly<Record<string, unknown>>;
  if (kty !== "EC" || crv !== "P-256" || typeof x !== "string" || typeof y !== "string") return undefined;
  if ((use !== undefined && use !== "sig") || (alg !== undefined && alg !== "ES256")) return undefined;
  try {
    return createPublicKey({ key: { kty, crv, x, y }, format: "jwk" });
  } catch {
    return undefined;
  }
}

async function loadText(location: string, signal: AbortSignal): Promise<string> {
  if (!/^(https?|data):/.test(location)) {
    return readFile(location.startsWith("file:") ? fileURLToPath(location) : location, { encoding: "utf8", signal });
  }
  const response = await fetch(location, { signal, redirect: "error", headers: { accept: "application/json" } });
  if (!response.ok) throw new Error(`the key server answered ${response.status}`);
  const decoder = new TextDecoder();
  let body = "";
  for await (const chunk of response.body ?? []) {
    body += decoder.decode(chunk as Uint8Array, { stream: true });
    if (body.length > LARGEST_BODY) throw new Error("the key server answered too much");
  }
  return body;
}
