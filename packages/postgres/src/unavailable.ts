/** The database cannot serve now: away, restarting, full, or slower than its limits. Try again later; the cause is chained. */
export class DatabaseUnavailable extends Error {
  override name = "DatabaseUnavailable";
}

/** The connection broke during COMMIT: nobody knows whether the work was done. Ask again by idempotency key. */
export class CommitUnknown extends DatabaseUnavailable {
  override name = "CommitUnknown";
}

const LOST = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ENOTFOUND", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH"]);
const LOST_MESSAGE =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed)/;
/** Admin shutdown, crash, starting up, idle timeouts, too many connections: the session is gone or never was. */
const LOST_STATE = new Set(["57P01", "57P02", "57P03", "57P04", "57P05", "25P03", "25P04", "53300"]);
/** Serialization failure, deadlock, lock not had in time: the same work may well succeed now. */
const AGAIN_STATE = new Set(["40001", "40P01", "55P03"]);
/** Statement timeout, out of memory or disk, a server that has become read only. */
const OVERLOADED_STATE = new Set(["57014", "53000", "53100", "53200", "25006"]);

/** The SQLSTATE or system code of an error, also of one that TypeORM wrapped. */
export function codeOf(error: unknown): string | undefined {
  const inner = unwrap(error);
  if (typeof inner !== "object" || inner === null || !("code" in inner)) return undefined;
  return typeof inner.code === "string" ? inner.code : undefined;
}

/** Whether the connection under an error is gone. */
export function isConnectionLost(error: unknown): boolean {
  const code = codeOf(error);
  if (code !== undefined && (LOST.has(code) || LOST_STATE.has(code) || code.startsWith("08"))) return true;
  return LOST_MESSAGE.test(messageOf(error));
}

/** The message of an error, also of one that TypeORM wrapped; empty when it has none. */
export function messageOf(error: unknown): string {
  const inner = unwrap(error);
  if (typeof inner !== "object" || inner === null || !("message" in inner)) return "";
  return typeof inner.message === "string" ? inner.message : "";
}

/** Whether the whole unit of work should be tried again. */
export function isTransient(error: unknown): boolean {
  return AGAIN_STATE.has(codeOf(error) ?? "");
}

/** An error of the database as the edge should see it: `DatabaseUnavailable` where waiting helps, else unchanged. */
export function asUnavailable(error: unknown): unknown {
  if (error instanceof DatabaseUnavailable) return error;
  if (isConnectionLost(error))
    return new DatabaseUnavailable("the connection to the database is lost", { cause: error });
  if (isTransient(error)) return new DatabaseUnavailable("the database is too contended", { cause: error });
  if (OVERLOADED_STATE.has(codeOf(error) ?? "")) {
    return new DatabaseUnavailable("the database is overloaded or read only", { cause: error });
  }
  return error;
}

function unwrap(error: unknown): unknown {
  if (typeof error !== "object" || error === null || !("driverError" in error)) return error;
  return error.driverError;
}
