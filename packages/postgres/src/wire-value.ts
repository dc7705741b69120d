/** A parameter as it travels: text as the type's input function reads it, bytes for `bytea`, `null` for NULL. */
export type WireValue = string | Buffer | null;

/**
 * Writes a value the way PostgreSQL reads it: arrays as array literals, instants in UTC, other objects as JSON.
 * Throws for an invalid date and for what is no value at all (functions, symbols).
 */
export function wireValue(value: unknown): WireValue {
  switch (typeof value) {
    case "string":
      return value;
    case "number":
    case "boolean":
    case "bigint":
      return String(value);
    case "undefined":
      return null;
    case "object":
      return value === null ? null : wireObject(value);
    case "function":
    case "symbol":
      throw new TypeError(`a parameter that is no value: ${typeof value}`);
  }
}

function wireObject(value: object): WireValue {
  if (Array.isArray(value)) return arrayLiteral(value);
  if (value instanceof Date) return wireInstant(value);
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return JSON.stringify(value);
}

/** `2025-03-05T02:00:00.123Z`; years beyond the usual four digits as PostgreSQL writes them. */
function wireInstant(date: Date): string {
  const year = date.getUTCFullYear();
  const text = date.toISOString();
  if (year >= 1 && year <= 9_999) return text;
  const rest = text.slice(text.indexOf("-", 1));
  return year < 1 ? `${String(1 - year).padStart(4, "0")}${rest} BC` : `${year}${rest}`;
}

function arrayLiteral(elements: readonly unknown[]): string {
  let literal = "{";
  for (const [index, element] of elements.entries()) {
    if (index > 0) literal += ",";
    literal += Array.isArray(element) ? arrayLiteral(element) : elementLiteral(wireValue(element));
  }
  return `${literal}}`;
}

const ESCAPED = /["\\]/g;

function elementLiteral(element: WireValue): string {
  if (element === null) return "NULL";
  if (typeof element !== "string") return `"\\\\x${element.toString("hex")}"`;
  return `"${element.includes('"') || element.includes("\\") ? element.replace(ESCAPED, String.raw`\$&`) : element}"`;
}
