import { createHash } from "node:crypto";
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { z } from "zod";
import type { Account } from "./postgres-binaries.js";

const ROOT = path.resolve(import.meta.dirname, "..", "..");

const remembered = z.object({ port: z.int(), password: z.string() });
/** What one server keeps between runs beside its data. */
export type Remembered = z.infer<typeof remembered>;

/** Where one embedded server lives. */
export interface Home {
  /** Everything below, `.hearken/<name>` of the clone. */
  readonly directory: string;
  readonly data: string;
  readonly log: string;
  readonly lock: string;
}

/**
 * The home of the server `name`: `.hearken/<name>` in the clone. When the server runs as another user who cannot walk
 * there (a clone under /root), it is `/var/lib/hearken/<hash of the clone's path>/<name>` instead; /root stays closed.
 */
export function openHome(name: string, account: Account | undefined): Home {
  const base = path.join(ROOT, ".hearken");
  const candidates = isWalkable(ROOT, account) ? [base] : elsewhere(base);
  for (const candidate of candidates) {
    const directory = path.join(candidate, name);
    try {
      mkdirSync(directory, { recursive: true, mode: 0o755 });
    } catch {
      continue;
    }
    if (account !== undefined) {
      for (const level of [candidate, directory]) chmodSync(level, 0o755);
      if (statSync(directory).uid === 0) chownSync(directory, account.uid, account.gid);
    }
    if (!isOurs(directory)) {
      throw new Error(`${directory} belongs to another user: run as that user, or remove it`);
    }
    return {
      directory,
      data: path.join(directory, "data"),
      log: path.join(directory, "server.log"),
      lock: path.join(directory, "start.lock"),
    };
  }
  throw new Error(`none of these can hold the database: ${candidates.join(", ")}`);
}

function isOurs(directory: string): boolean {
  try {
    accessSync(directory, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The user whose data these are: as root we act as that user. */
export function ownerOf(home: Home): Account | undefined {
  const owner = existsSync(home.data) ? statSync(home.data) : undefined;
  return owner === undefined || owner.uid === 0 ? undefined : { uid: owner.uid, gid: owner.gid };
}

function elsewhere(base: string): string[] {
  const hash = createHash("sha256").update(base).digest("hex").slice(0, 12);
  return [`/var/lib/hearken/${hash}`, path.join(os.tmpdir(), `hearken-${hash}`)];
}

function isWalkable(directory: string, account: Account | undefined): boolean {
  if (account === undefined) return true;
  const { mode, uid } = statSync(directory);
  const walkable = uid === account.uid ? (mode & 0o100) !== 0 : (mode & 0o001) !== 0;
  const parent = path.dirname(directory);
  return walkable && (parent === directory || isWalkable(parent, account));
}

/** The port and password of the last run; `undefined` when there was none. */
export function recall(home: Home): Remembered | undefined {
  try {
    return remembered.parse(JSON.parse(readFileSync(path.join(home.directory, "server.json"), "utf8")));
  } catch {
    return undefined;
  }
}

/** Keeps port and password, readable by the owner of the clone only. */
export function remember(home: Home, what: Remembered): void {
  const file = path.join(home.directory, "server.json");
  // Whole or not at all: without the password the data are of no use.
  writeFileSync(`${file}.new`, JSON.stringify(what), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
