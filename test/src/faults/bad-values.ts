import type { Site } from "../testing/operations.js";

const NUL = "a\u0000b";
const LONE_SURROGATE = "a\ud800b";
const OVERSIZE = "长".repeat(30_000);
const BROKEN_TEXTS = { NUL, "a lone surrogate": LONE_SURROGATE, "30,000 characters": OVERSIZE };

const BY_TYPE: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  ID: { ...BROKEN_TEXTS, "no id": "no-id", nothing: "", "half an id": "01930000-0000", injection: "' or 1=1 --" },
  String: BROKEN_TEXTS,
  Int: { "2^31": 2_147_483_648, fraction: 1.5, text: "one", "1e400": Number.MAX_VALUE },
  Boolean: { text: "true", number: 1 },
  Date: {
    "30 February": "2025-02-30",
    "year 0": "0000-00-00",
    "year 300000": "300000-01-01",
    word: "tomorrow",
    infinity: "infinity",
    instant: "2025-03-05T00:00:00Z",
  },
  DateTime: {
    "30 February": "2025-02-30T09:00:00+08:00",
    "no offset": "2025-03-05T09:00:00",
    "leap second": "2025-03-05T23:59:60Z",
    "offset +15:00": "2025-03-05T09:00:00+15:00",
    infinity: "infinity",
    date: "2025-03-05",
    NUL,
  },
};

/** What nobody may say at a site, by what is wrong with it. */
export function badValuesAt({ type, isEnum, isRequired }: Site): Readonly<Record<string, unknown>> {
  return {
    ...(isEnum ? { "no such value": "NO_SUCH_VALUE", text: "lower case" } : BY_TYPE[type]),
    ...(isRequired ? { null: null } : {}),
    "an object": { a: 1 },
  };
}
