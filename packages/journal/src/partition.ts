/**
 * Into how many shares a consumer's work is cut: that many replicas can work at once.
 * Fixed: checkpoints are kept by partition. Order holds inside one, and a stream lies wholly in one.
 */
export const PARTITIONS = 8;

/** The partition of a stream, as SQL: from the last byte of its id, which is random in every kind of uuid. */
export function partitionOf(streamId: string): string {
  return `(get_byte(uuid_send(${streamId}), 15) % ${PARTITIONS})`;
}
