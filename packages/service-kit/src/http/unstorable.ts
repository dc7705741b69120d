/** NUL, and halves of surrogate pairs: what no text column can hold, written as escapes in JSON or in a GraphQL literal. */
const SUSPECT = /\u0000|\\u0000|\\u\{0+\}|\\u[dD][89a-fA-F]|\\u\{[dD][89a-fA-F]/;

/** Whether a value holds text that cannot be stored. `source` is the JSON text that it was read from: usually it clears all at once. */
export function holdsUnstorable(value: unknown, source: string): boolean {
  return SUSPECT.test(source) && isUnstorable(value);
}

function isUnstorable(value: unknown): boolean {
  if (typeof value === "string") {
    if (value.includes("\u0000") || !value.isWellFormed()) return true;
    // A literal inside the query has an escape of its own.
    return SUSPECT.test(value) && isUnstorable(unescaped(value));
  }
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, part]) => isUnstorable(key) || isUnstorable(part));
}

function unescaped(text: string): string {
  return text
    .replace(
      /\\u\{([0-9a-fA-F]{1,6})\}|\\u([0-9a-fA-F]{4})/g,
      (_, braced: string | undefined, four: string | undefined) => {
        const code = Number.parseInt(braced ?? four ?? "0", 16);
        return code > 0x10ffff ? "" : braced === undefined ? String.fromCharCode(code) : String.fromCodePoint(code);
      },
    )
    .replace(/\\/g, "");
}
