/** What an insert found taken: `idempotency`, or the unique index of schema `intake`; `undefined` for any other error. */
export function takenKey(error: unknown): string | undefined {
  const inner = error instanceof Error && "driverError" in error ? error.driverError : error;
  if (!(inner instanceof Error) || !("code" in inner) || inner.code !== "23505") return undefined;
  if ("table" in inner && inner.table === "idempotency") return "idempotency";
  return "schema" in inner && inner.schema === "intake" && "constraint" in inner ? String(inner.constraint) : undefined;
}
