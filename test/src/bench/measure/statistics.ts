/** Samples reduced to what is reported; the unit is that of the samples. */
export interface Summary {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** The value that a share `q` (0 to 1) of the samples does not exceed (nearest rank); NaN when there are none. */
export function quantile(samples: readonly number[], q: number): number {
  return ofSorted(ascending(samples), q);
}

/** The middle sample; of an even number the mean of the two in the middle. NaN when there are none. */
export function median(samples: readonly number[]): number {
  const sorted = ascending(samples);
  const upper = sorted[sorted.length >> 1] ?? Number.NaN;
  const lower = sorted[(sorted.length - 1) >> 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

export function summary(samples: readonly number[]): Summary {
  const sorted = ascending(samples);
  return { count: sorted.length, p50: ofSorted(sorted, 0.5), p99: ofSorted(sorted, 0.99), max: ofSorted(sorted, 1) };
}

/** Rounded to `digits` significant ones: what a figure of a noisy machine can bear. */
export function significant(value: number, digits = 3): number {
  return Number.isFinite(value) ? Number(value.toPrecision(digits)) : value;
}

function ofSorted(sorted: readonly number[], q: number): number {
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN;
}

function ascending(samples: readonly number[]): number[] {
  return [...samples].sort((a, b) => a - b);
}
