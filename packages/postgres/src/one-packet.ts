import type pg from "pg";

/** What the types of node-postgres leave out: where a client writes to. */
interface Written {
  readonly connection?: { readonly stream?: { readonly writableCorked: number; cork(): void; uncork(): void } };
}

/**
 * Whatever is sent on this client until the present tick ends leaves in one packet: BEGIN with the statement after it,
 * and the statements of a pipeline. A write to a socket is the dearest thing that a short unit of work does.
 */
export function inOnePacket(client: pg.PoolClient): void {
  const stream = (client as Written).connection?.stream;
  if (stream === undefined || stream.writableCorked > 0) return;
  stream.cork();
  process.nextTick(() => stream.uncork());
}
