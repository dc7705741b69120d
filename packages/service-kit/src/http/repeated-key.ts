/**
 * The first key that stands twice in one object of a JSON text, `undefined` when none does.
 * Which of the two counts differs between parsers, so a proxy might have judged another request than we would carry out.
 * The text must be well-formed JSON.
 */
export function repeatedKey(json: string): string | undefined {
  const objects: (Set<string> | undefined)[] = [];
  let expectsKey = false;
  for (let i = 0; i < json.length; i += 1) {
    switch (json.charCodeAt(i)) {
      case OPEN_BRACE:
        objects.push(new Set());
        expectsKey = true;
        break;
      case OPEN_BRACKET:
        objects.push(undefined);
        expectsKey = false;
        break;
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        objects.pop();
        expectsKey = false;
        break;
      case COMMA:
        expectsKey = objects.at(-1) !== undefined;
        break;
      case QUOTE: {
        const end = endOfString(json, i);
        const keys = objects.at(-1);
        if (expectsKey && keys !== undefined) {
          const key = keyBetween(json, i, end);
          if (keys.has(key)) return key;
          keys.add(key);
          expectsKey = false;
        }
        i = end;
        break;
      }
    }
  }
  return undefined;
}

const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const COMMA = 0x2c;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

function keyBetween(json: string, start: number, end: number): string {
  const written = json.slice(start + 1, end);
  return written.includes("\\") ? (JSON.parse(json.slice(start, end + 1)) as string) : written;
}

function endOfString(json: string, start: number): number {
  let i = start + 1;
  while (json.charCodeAt(i) !== QUOTE) i += json.charCodeAt(i) === BACKSLASH ? 2 : 1;
  return i;
}
