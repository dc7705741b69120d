/** An amount of money in the currency's smallest unit. */
export interface Money {
  readonly amountMinor: bigint;
  /** ISO 4217, for example `CNY`. */
  readonly currency: string;
}
