/** Where the journal's workers say what went wrong; a pino logger is one. */
export interface JournalLog {
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export const SILENT: JournalLog = { warn: () => undefined, error: () => undefined };
