import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { MINUTE, newId, SYSTEM, tenantScope, type Instant, type StreamId } from "@hearken/kernel";
import { DatabaseUnavailable } from "@hearken/postgres";
import { appendMany, lockMany } from "./append-many.command.js";
import { append } from "./append.command.js";
import { beginMany } from "./begin-many.command.js";
import { histories, history, lock, timeline } from "./history.query.js";
import { InvalidEvent, UnknownContract, VersionConflict } from "./journal-error.js";
import { fact, otherFact, scratchJournal, writerOf, type ScratchJournal } from "./testing/scratch-journal.js";

let journal: ScratchJournal;
const stream = (): StreamId => newId<"Stream">();

beforeAll(async () => {
  journal = await scratchJournal();
});
afterAll(() => journal.drop());

describe("a stream", () => {
  it("keeps events in the order of their versions, as they were appended", async () => {
    const writer = writerOf(journal.database);
    const id = stream();
    const first = await writer.write(id, [fact(1), fact(2)], { expected: "new" });
    const second = await writer.write(id, [otherFact()], { expected: 2 });
    expect([first.version, second.version]).toEqual([2, 3]);
    const kept = await journal.database.read(writer.scope, (uow) => history(uow, id));
    expect(kept).toEqual([...first.events, ...second.events]);
    expect(kept.map((event) => event.version)).toEqual([1, 2, 3]);
  });

  it("is written by one statement", async () => {
    const writer = writerOf(journal.database);
    const sent = await journal.database.write(writer.scope, async (uow) => {
      await append(uow, writer.request(stream(), [fact(), fact()], { expected: "new" }));
      return uow.statements;
    });
    expect(sent).toBe(1);
  });

  it("refuses an append that was decided on another version, says the current one, and nothing is written", async () => {
    const writer = writerOf(journal.database);
    const id = stream();
    await writer.write(id, [fact(), fact()]);
    for (const expected of ["new", 0, 1, 3] as const) {
      const conflict: unknown = await writer.write(id, [fact()], { expected }).catch((error: unknown) => error);
      expect(conflict).toBeInstanceOf(VersionConflict);
      expect(conflict).toMatchObject({ streamId: id, expected, currentVersion: 2 });
    }
    expect(await journal.database.read(writer.scope, (uow) => history(uow, id))).toHaveLength(2);
  });

  it("that does not exist is at version 0", async () => {
    const writer = writerOf(journal.database);
    const conflict: unknown = await writer.write(stream(), [fact()], { expected: 4 }).catch((error: unknown) => error);
    expect(conflict).toMatchObject({ name: "VersionConflict", currentVersion: 0 });
    expect(await journal.database.write(writer.scope, (uow) => lock(uow, stream()))).toBeUndefined();
  });

  it("belongs to its organization for life", async () => {
    const writer = writerOf(journal.database);
    const id = stream();
    const { version } = await writer.write(id, [fact()]);
    const other = { id, kind: "complaint", organizationId: newId<"Organization">(), projectId: null } as const;
    await expect(writer.write(id, [fact()], { stream: other })).rejects.toThrow("owned by someone else");
    await expect(writer.write(id, [fact()], { stream: other, expected: version })).rejects.toThrow(
      "owned by someone else",
    );
  });

  it("takes 64 appends at once, each decided anew after a conflict, as versions 1 to 64", async () => {
    const writer = writerOf(journal.database);
    const id = stream();
    const appendOnce = async (): Promise<void> => {
      let expected: number | "new" = "new";
      for (;;) {
        const conflict: unknown = await writer.write(id, [fact()], { expected }).then(
          () => undefined,
          (error: unknown) => error,
        );
        if (conflict === undefined) return;
        // On a busy machine a connection may not be had in time.
        if (!(conflict instanceof DatabaseUnavailable)) expect(conflict).toBeInstanceOf(VersionConflict);
        if (conflict instanceof VersionConflict) expected = conflict.currentVersion;
      }
    };
    await Promise.all(Array.from({ length: 64 }, appendOnce));
    const kept = await journal.database.read(writer.scope, (uow) => history(uow, id));
    expect(kept.map((event) => event.version)).toEqual(Array.from({ length: 64 }, (_, index) => index + 1));
  });

  it("makes writers who lock it take turns", async () => {
    const writer = writerOf(journal.database);
    const id = stream();
    await writer.write(id, [fact()]);
    const turn = (): Promise<number> =>
      journal.database.write(writer.scope, async (uow) => {
        const locked = await lock(uow, id);
        return (await append(uow, writer.request(id, [fact()], { expected: locked?.version ?? 0 }))).version;
      });
    const versions = await Promise.all(Array.from({ length: 8 }, turn));
    expect(versions.sort((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it("is read in pages", async () => {
    const writer = writerOf(journal.database);
    const id = stream();
    await writer.write(id, [fact(), fact(), fact(), fact(), fact()]);
    const page = await journal.database.read(writer.scope, (uow) =>
      timeline(uow, { streamId: id, first: 2, afterVersion: 1 }),
    );
    expect(page.map((event) => event.version)).toEqual([2, 3]);
  });

  it("is not seen by another tenant, nor by another organization", async () => {
    const writer = writerOf(journal.database);
    const id = stream();
    await writer.write(id, [fact()]);
    const strangers = [
      tenantScope(newId<"Tenant">()),
      { ...writer.scope, reach: { kind: "organizations", organizationIds: [newId<"Organization">()] } } as const,
    ];
    for (const stranger of strangers) {
      expect(await journal.database.read(stranger, (uow) => histories(uow, [id]))).toEqual(new Map([[id, []]]));
    }
  });
});

describe("several streams", () => {
  it("are held and written in one statement each, every one at its own version", async () => {
    const writer = writerOf(journal.database);
    const [one, two, none] = [stream(), stream(), stream()];
    await writer.write(one, [fact()]);
    await writer.write(two, [fact(), fact()]);
    const sent = await journal.database.write(writer.scope, async (uow) => {
      const held = await lockMany(uow, [one, two, none]);
      expect([held.get(one)?.version, held.get(two)?.version, held.has(none)]).toEqual([1, 2, false]);
      const appends = [
        { streamId: one, expected: 1, events: [fact(), fact()] },
        { streamId: two, expected: 2, events: [otherFact()] },
      ];
      const versions = await appendMany(uow, { kind: "complaint", appends, actor: SYSTEM });
      expect([...versions].sort()).toEqual([[one, 3] as const, [two, 3] as const].sort());
      return uow.statements;
    });
    expect(sent).toBe(2);
    const kept = await journal.database.read(writer.scope, (uow) => histories(uow, [one, two]));
    expect([...kept.values()].map((events) => events.map(({ version }) => version))).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
  });

  it("are refused together when one of them is at another version", async () => {
    const writer = writerOf(journal.database);
    const [one, two] = [stream(), stream()];
    await writer.write(one, [fact()]);
    await writer.write(two, [fact(), fact()]);
    const appends = [one, two].map((streamId) => ({ streamId, expected: 1, events: [fact()] }));
    const conflict: unknown = await journal.database
      .write(writer.scope, (uow) => appendMany(uow, { kind: "complaint", appends, actor: SYSTEM }))
      .catch((error: unknown) => error);
    expect(conflict).toMatchObject({ name: "VersionConflict", streamId: two, currentVersion: 2 });
    expect(await journal.database.read(writer.scope, (uow) => history(uow, one))).toHaveLength(1);
  });

  it("leave out those that somebody else holds, when asked to", async () => {
    const writer = writerOf(journal.database);
    const [one, two] = [stream(), stream()];
    await writer.write(one, [fact()]);
    await writer.write(two, [fact()]);
    await journal.database.write(writer.scope, async (uow) => {
      await lock(uow, one);
      const free = await journal.database.write(writer.scope, (other) =>
        lockMany(other, [one, two], { skipHeld: true }),
      );
      expect([...free.keys()]).toEqual([two]);
    });
  });
});

describe("several streams that begin", () => {
  const events = [fact(1), otherFact()];
  const begin = (writer: ReturnType<typeof writerOf>, ids: readonly StreamId[]): Promise<number> =>
    journal.database.write(writer.scope, async (uow) => {
      const { organizationId, projectId } = writer.request(stream(), []).stream;
      const beginnings = ids.map((id) => ({ stream: { id, organizationId, projectId }, events }));
      await beginMany(uow, { kind: "complaint", beginnings, actor: SYSTEM });
      return uow.statements;
    });

  it("are written by one statement, each as append would begin it", async () => {
    const writer = writerOf(journal.database);
    const [one, two, alone] = [stream(), stream(), stream()];
    expect(await begin(writer, [one, two])).toBe(1);
    await writer.write(alone, events, { expected: "new" });
    const kept = await journal.database.read(writer.scope, (uow) => histories(uow, [one, two, alone]));
    const [first, second, third] = [one, two, alone].map((id) =>
      kept.get(id)?.map(({ version, type, payload, organizationId }) => ({ version, type, payload, organizationId })),
    );
    expect(first).toEqual(third);
    expect(second).toEqual(third);
  });

  it("are refused together when one of them is there", async () => {
    const writer = writerOf(journal.database);
    const [there, fresh] = [stream(), stream()];
    await writer.write(there, [fact()]);
    const conflict: unknown = await begin(writer, [fresh, there]).catch((error: unknown) => error);
    expect(conflict).toMatchObject({ name: "VersionConflict", streamId: there, currentVersion: 1 });
    expect(await journal.database.read(writer.scope, (uow) => history(uow, fresh))).toEqual([]);
  });
});

describe("an event", () => {
  it("that breaks its contract is refused, and nothing is written", async () => {
    const writer = writerOf(journal.database);
    const id = stream();
    const broken = { type: "level.set", payload: { level: "张三 13800138000", reasonId: "x" } } as const;
    await expect(writer.write(id, [fact(), broken])).rejects.toBeInstanceOf(InvalidEvent);
    const wordy = { type: "complaint.reopened", payload: { reason: "again", note: "words" } } as const;
    await expect(writer.write(id, [wordy])).rejects.toBeInstanceOf(InvalidEvent);
    expect(await journal.database.read(writer.scope, (uow) => history(uow, id))).toEqual([]);
  });

  it("may have happened long ago, but not more than five minutes from now", async () => {
    const writer = writerOf(journal.database);
    const at = (shift: number): Promise<unknown> =>
      journal.database.write(writer.scope, (uow) => {
        const occurredAt = (uow.now + shift) as Instant;
        return append(uow, writer.request(stream(), [{ ...fact(), occurredAt }]));
      });
    await expect(at(-40 * 365 * 24 * 60 * MINUTE)).resolves.toBeDefined();
    await expect(at(5 * MINUTE)).resolves.toBeDefined();
    await expect(at(5 * MINUTE + 1)).rejects.toBeInstanceOf(InvalidEvent);
    await expect(at(Number.NaN)).rejects.toBeInstanceOf(InvalidEvent);
    await expect(at(-Infinity)).rejects.toBeInstanceOf(InvalidEvent);
  });

  it("of a contract version that this program does not know is not taken for another one", async () => {
    const writer = writerOf(journal.database);
    const id = stream();
    await writer.write(id, [fact()]);
    const owner = await journal.connect();
    await owner.query("update journal.event set contract_version = 99 where stream_id = $1", [id]);
    const unread: unknown = await journal.database
      .read(writer.scope, (uow) => history(uow, id))
      .catch((e: unknown) => e);
    expect(unread).toBeInstanceOf(UnknownContract);
    expect(unread).toMatchObject({ type: "level.set", contractVersion: 99 });
  });

  it("cannot be changed or deleted by the application", async () => {
    const writer = writerOf(journal.database);
    const id = stream();
    await writer.write(id, [fact()]);
    const owner = await journal.connect();
    await owner.query("begin; set local role hearken_app");
    await owner.query("select set_config('hearken.tenant', $1, true)", [writer.tenantId]);
    await expect(owner.query("update journal.event set type = 'x'")).rejects.toThrow("permission denied");
    await owner.query("rollback");
  });
});
