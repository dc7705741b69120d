import { isUtf8 } from "node:buffer";
import type { IncomingMessage } from "node:http";
import { repeatedKey } from "./repeated-key.js";
import { holdsUnstorable } from "./unstorable.js";

/** A body that is not read any further, with the status that says why. */
export class BadBody extends Error {
  override name = "BadBody";
  constructor(
    readonly status: 400 | 408 | 413 | 415,
    readonly code: "BAD_REQUEST" | "BAD_USER_INPUT" | "TOO_LARGE",
    message: string,
  ) {
    super(message);
  }
}

/** Bytes. */
export const LARGEST_BODY = 256 * 1024;

/**
 * Reads a JSON body: at most `largest` bytes of UTF-8 without compression, no key twice in an object,
 * no text that could not be stored. Throws `BadBody`.
 */
export async function readJsonBody(request: IncomingMessage, largest = LARGEST_BODY): Promise<unknown> {
  const encoding = request.headers["content-encoding"];
  if (encoding !== undefined && encoding.toLowerCase() !== "identity") {
    throw new BadBody(415, "BAD_REQUEST", "Send the body without compression.");
  }
  const bytes = await readBytes(request, largest);
  if (!isUtf8(bytes)) throw new BadBody(400, "BAD_REQUEST", "The body is not valid UTF-8.");
  const text = bytes.toString("utf8");
  const value = parseJson(text);
  if (Array.isArray(value)) throw new BadBody(400, "BAD_REQUEST", "Send one operation at a time.");
  if (repeatedKey(text) !== undefined)
    throw new BadBody(400, "BAD_REQUEST", "A key stands twice in one object of the body.");
  if (holdsUnstorable(value, text))
    throw new BadBody(400, "BAD_USER_INPUT", "The body holds NUL or broken characters.");
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadBody(400, "BAD_REQUEST", "The body is not JSON.");
  }
}

/** The bytes of a body, at most `largest`. Throws `BadBody`. */
export async function readBytes(request: IncomingMessage, largest: number): Promise<Buffer> {
  const tooLarge = (): BadBody => new BadBody(413, "TOO_LARGE", `The body is larger than ${largest} bytes.`);
  if (Number(request.headers["content-length"] ?? 0) > largest) throw tooLarge();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= largest) chunks.push(chunk);
      else {
        request.pause();
        reject(tooLarge());
      }
    });
    request.on("end", () =>
      resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)),
    );
    request.on("error", () => reject(new BadBody(400, "BAD_REQUEST", "The body broke off.")));
  });
}
