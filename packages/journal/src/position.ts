import type { TenantId } from "@hearken/kernel";
import { BadCursor } from "./journal-error.js";

/**
 * Where an event stands in the order in which all events are read: `(xid, version, id)`.
 * `xid` is a decimal string (`xid8`, 64 bits); see README, "Order", for why the version stands between.
 */
export interface Position {
  readonly xid: string;
  readonly version: number;
  readonly id: string;
}

const NIL = "00000000-0000-0000-0000-000000000000";
const MOST_XID = 2n ** 64n - 1n;
const CURSOR = /^(0|[1-9]\d{0,19})\.([1-9]\d{0,15})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([0-9a-z]{1,7})$/;

/** Before the first event. */
export const BEGINNING: Position = { xid: "0", version: 0, id: NIL };

/** After every event that there can be. */
export const END: Position = {
  xid: String(MOST_XID),
  version: Number.MAX_SAFE_INTEGER,
  id: "ffffffff-ffff-ffff-ffff-ffffffffffff",
};

/** After every event of the transactions below `xid`, before those of `xid` itself. */
export function positionBefore(xid: string): Position {
  return { xid, version: 0, id: NIL };
}

/** Negative when `a` is read before `b`, positive when after, 0 when they are the same. */
export function comparePositions(a: Position, b: Position): number {
  return compareXids(a.xid, b.xid) || a.version - b.version || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** Negative when the decimal number `a` is less than `b`. Neither has leading zeros. */
export function compareXids(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

/** The public form of a position in one tenant's events: opaque, base64url. */
export function cursorOf(tenantId: TenantId, position: Position): string {
  const text = `${position.xid}.${position.version}.${position.id}`;
  return Buffer.from(`${text}.${checksum(`${tenantId}.${text}`)}`, "latin1").toString("base64url");
}

/**
 * Reads a cursor that `cursorOf` made for this tenant.
 * Throws `BadCursor` for any other text; the checksum finds mistakes and other tenants' cursors, it is no signature:
 * a cursor opens nothing, since whoever reads with it still reads inside the wall.
 */
export function parseCursor(tenantId: TenantId, cursor: string): Position {
  const match = cursor.length <= 200 ? CURSOR.exec(Buffer.from(cursor, "base64url").toString("latin1")) : null;
  if (match === null) throw new BadCursor();
  const [, xid = "", version = "", id = ""] = match;
  const position = { xid, version: Number(version), id };
  if (BigInt(xid) > MOST_XID || !Number.isSafeInteger(position.version)) throw new BadCursor();
  if (cursorOf(tenantId, position) !== cursor) throw new BadCursor();
  return position;
}

/** FNV-1a, 32 bits: a few nanoseconds an event, since every event read carries a cursor. */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36);
}
