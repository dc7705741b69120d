import type { Database } from "@hearken/postgres";
import { noteUse, type Logger, type Program, type Stoppable } from "@hearken/service-kit";

/** Remembers which programs were used, and writes that down now and then. */
export interface UseNotes extends Stoppable {
  /** Costs nothing: no request waits for the database because of it. */
  note(program: Program): void;
  /** Writes down what was noted; what cannot be written is forgotten. */
  flush(): Promise<void>;
}

export interface UseNotesOptions {
  readonly database: Database;
  readonly log: Logger;
  /** Milliseconds between two times of writing. */
  readonly every?: number;
}

const MOST_NOTED = 10_000;

export function openUseNotes({ database, log, every = 60_000 }: UseNotesOptions): UseNotes {
  const noted = new Map<string, Program>();
  let under: Promise<void> = Promise.resolve();

  const write = async (): Promise<void> => {
    const programs = [...noted.values()];
    noted.clear();
    for (const program of programs) {
      await noteUse(database, program).catch((error: unknown) => {
        log.warn({ err: error }, "when a program was used last could not be written down");
      });
    }
  };
  const flush = (): Promise<void> => (under = under.then(write));
  const timer = setInterval(() => void flush(), every);
  timer.unref();
  return {
    note: (program) => {
      if (noted.size < MOST_NOTED) noted.set(`${program.tenantId} ${program.id}`, program);
    },
    flush,
    stop: async () => {
      clearInterval(timer);
      await flush();
    },
  };
}
