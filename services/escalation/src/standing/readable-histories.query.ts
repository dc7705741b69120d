import { histories, history, UnknownContract, type RecordedEvent } from "@hearken/journal";
import type { StreamId } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";

/**
 * The histories of several streams by one statement. When an event cannot be read, each history by itself, so that only
 * the stream that it spoils has an error in the place of its history.
 */
export async function readableHistories(
  uow: UnitOfWork,
  ids: readonly StreamId[],
): Promise<ReadonlyMap<string, readonly RecordedEvent[] | UnknownContract>> {
  try {
    return await histories(uow, ids);
  } catch (error) {
    if (!(error instanceof UnknownContract)) throw error;
  }
  const read = ids.map(async (id) => {
    const events = await history(uow, id).catch((error: unknown) => {
      if (error instanceof UnknownContract) return error;
      throw error;
    });
    return [id, events] as const;
  });
  return new Map(await Promise.all(read));
}
