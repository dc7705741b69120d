import sax from "sax";
import yauzl from "yauzl";
import { tooLargeInside, unreadable, UnreadableFile, wrongType } from "./fault.js";
import { LIMITS } from "./limits.js";

/** What hears the elements of one file of the archive; names come without prefix. */
export interface Hearing {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** The files of a spreadsheet's archive, read as streams: how large they may be is known before anything is unpacked. */
export interface Archive {
  has(name: string): boolean;
  /** Hears one file to its end; after each piece that was read it lets go, so that others have their turn. */
  hear(name: string, hearing: Hearing): AsyncGenerator<void>;
}

const LOCAL_FILE = "PK\u0003\u0004";
const VENTURED =
  /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|styles\.xml|sharedStrings\.xml|worksheets\/[^/]+\.xml)$/;

/**
 * Opens the archive of a spreadsheet. Throws `UnreadableFile`: no archive; names that leave it (yauzl refuses them); more
 * entries than are looked at; or larger, unpacked, than is read. What is said of a size is held against what comes.
 */
export async function openArchive(file: Buffer): Promise<Archive> {
  if (file.subarray(0, 4).toString("latin1") !== LOCAL_FILE) throw new UnreadableFile(wrongType());
  const zip = await yauzl.fromBufferPromise(file, { lazyEntries: true }).catch(refused);
  if (zip.entryCount > LIMITS.archiveEntries) throw new UnreadableFile(tooLargeInside());
  const entries = new Map<string, yauzl.Entry>();
  let inflated = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      if (!VENTURED.test(entry.fileName)) continue;
      if (entries.has(entry.fileName) || entry.isEncrypted()) throw new UnreadableFile(unreadable());
      inflated += entry.uncompressedSize;
      entries.set(entry.fileName, entry);
    }
  } catch (error) {
    return refused(error);
  }
  if (inflated > LIMITS.inflatedBytes) throw new UnreadableFile(tooLargeInside());
  return {
    has: (name) => entries.has(name),
    hear: (name, hearing) => hearEntry(zip, entries.get(name), hearing),
  };
}

async function* hearEntry(zip: yauzl.ZipFile, entry: yauzl.Entry | undefined, hearing: Hearing): AsyncGenerator<void> {
  if (entry === undefined) throw new UnreadableFile(unreadable());
  const parser = sax.parser(true, { xmlns: false, position: false });
  const local = (name: string): string => name.slice(name.indexOf(":") + 1);
  parser.onopentag = ({ name, attributes }) => hearing.open?.(local(name), attributes as Record<string, string>);
  parser.ontext = (text) => hearing.text?.(text);
  parser.oncdata = (text) => hearing.text?.(text);
  parser.onclosetag = (name) => hearing.close?.(local(name));
  // Nothing that writes spreadsheets declares a document type; whoever expands entities by one does.
  parser.ondoctype = () => {
    throw new UnreadableFile(unreadable());
  };
  parser.onerror = (error) => {
    throw error;
  };
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const piece of await zip.openReadStreamPromise(entry)) {
      parser.write(decoder.decode(piece as Buffer, { stream: true }));
      yield;
    }
    parser.write(decoder.decode()).close();
    yield;
  } catch (error) {
    refused(error);
  }
}

/** What libraries say of a broken file may hold what stands in it: it goes no further. */
function refused(error: unknown): never {
  throw error instanceof UnreadableFile ? error : new UnreadableFile(unreadable());
}
