import { pino, type DestinationStream, type Logger } from "pino";

export type { Logger } from "pino";

/** Neither secrets nor anybody's words or particulars are written to a log, wherever they stand in what is logged. */
const NEVER = [
  "authorization",
  "token",
  "secret",
  "password",
  "cookie",
  "url",
  "databaseUrl",
  "variables",
  "query",
  "body",
  "name",
  "phone",
  "address",
  "email",
  "text",
  "subject",
  "idempotencyKey",
  "detail",
  "where",
  "parameters",
];

const paths = NEVER.flatMap((key) => [key, `*.${key}`, `*.*.${key}`, `*.*.*.${key}`]);

export interface LogOptions {
  readonly service: string;
  readonly level?: string;
  readonly destination?: DestinationStream;
}

/** A JSON log on standard output. An error is logged with its type, message, stack and causes, never with its row values. */
export function openLog(options: LogOptions): Logger {
  const settings = {
    level: options.level ?? "info",
    base: { service: options.service },
    redact: { paths, censor: "[redacted]" },
    serializers: { err: describeError, error: describeError },
  };
  return options.destination === undefined ? pino(settings) : pino(settings, options.destination);
}

function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  return {
    type: error.name,
    message: error.message,
    code: "code" in error ? error.code : undefined,
    stack: error.stack,
    cause: error.cause === undefined ? undefined : describeError(error.cause),
  };
}
