import { UnreadableFile, undecodable, wrongType } from "./fault.js";

/** The bytes of a file, from its beginning each time that it is called. */
export type Bytes = () => AsyncIterable<Uint8Array>;

/** As Excel saves CSV in Chinese, it is GBK, of which GB18030 is the whole. */
const ENCODINGS = ["utf-8", "gb18030"] as const;
/** What begins like this is no text: archives, documents, images. */
const OTHERS = ["PK\u0003\u0004", "%PDF", "\u00d0\u00cf\u0011\u00e0", "\u0089PNG", "\u00ff\u00d8\u00ff", "GIF8"];

/** The text of a file in pieces: UTF-8, with or without a byte order mark, else GB18030. Throws `UnreadableFile`. */
export async function* textOf(bytes: Bytes): AsyncGenerator<string> {
  const encoding = await encodingOf(bytes);
  if (encoding === undefined) throw new UnreadableFile(undecodable());
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const piece of bytes()) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}

/** The first encoding in which the whole file is a text. */
async function encodingOf(bytes: Bytes): Promise<(typeof ENCODINGS)[number] | undefined> {
  for (const encoding of ENCODINGS) if (await isIn(encoding, bytes)) return encoding;
  return undefined;
}

async function isIn(encoding: string, bytes: Bytes): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let isFirst = true;
  for await (const piece of bytes()) {
    if (piece.includes(0) || (isFirst && isOther(piece))) throw new UnreadableFile(wrongType());
    isFirst = false;
    try {
      decoder.decode(piece, { stream: true });
    } catch {
      return false;
    }
  }
  try {
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}

function isOther(piece: Uint8Array): boolean {
  const start = Buffer.from(piece.subarray(0, 4)).toString("latin1");
  return OTHERS.some((other) => start.startsWith(other));
}
