import type { ComplaintId, TenantId } from "@hearken/kernel";

/** What came of evaluating a complaint anew. */
export interface ReEvaluated {
  readonly complaintId: ComplaintId;
  /** `current`: nothing had to be done; `faulted`: set aside until an operator or a new fact comes. */
  readonly outcome: "evaluated" | "current" | "faulted";
  readonly fault?: string;
  /** Years whose holidays must be published. */
  readonly unreckonedYears: readonly number[];
}

/** Where alarms go; a pino logger is one. */
export interface AlarmLog {
  error(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** Raises the alarm about what an operator must look at. */
export function report(log: AlarmLog, tenantId: TenantId, done: readonly ReEvaluated[]): void {
  const years = new Set<number>();
  for (const { complaintId, outcome, fault, unreckonedYears } of done) {
    if (outcome === "faulted")
      log.error({ tenantId, complaintId, fault }, "a complaint cannot be evaluated and is set aside");
    if (outcome === "evaluated") for (const year of unreckonedYears) years.add(year);
  }
  if (years.size > 0) log.warn({ tenantId, years: [...years] }, "due times wait for holidays that are not published");
}
