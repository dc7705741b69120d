/** How much a client may ask for. */
export interface AllowanceOptions {
  /** Units of cost that come back each second; `Infinity`: no limit. */
  readonly perSecond: number;
  /** The most that can be saved up; ten seconds' worth when absent. */
  readonly burst?: number;
  /** Milliseconds, of a clock that never goes back. */
  readonly now?: () => number;
}

export interface Allowance {
  /** Takes `cost` from what the client has left; answers 0, or in how many seconds it may be asked again. */
  take(client: string, cost: number): number;
}

interface Account {
  left: number;
  at: number;
}

const REMEMBERED = 50_000;

/** A bucket for each client: who asks for more than comes back has to wait, and nobody else. */
export function openAllowance({
  perSecond,
  burst = perSecond * 10,
  now = () => performance.now(),
}: AllowanceOptions): Allowance {
  const accounts = new Map<string, Account>();
  return {
    take(client, cost) {
      if (perSecond === Infinity) return 0;
      const at = now();
      const account = accounts.get(client) ?? { left: burst, at };
      account.left = Math.min(burst, account.left + ((at - account.at) / 1_000) * perSecond);
      account.at = at;
      // Moved to the end: the client that has not asked for longest is forgotten first.
      accounts.delete(client);
      if (accounts.size >= REMEMBERED) accounts.delete(accounts.keys().next().value ?? "");
      accounts.set(client, account);
      // What costs more than can ever be saved up passes once the bucket is full.
      const needed = Math.min(cost, burst);
      if (account.left < needed) return Math.ceil((needed - account.left) / perSecond);
      account.left -= cost;
      return 0;
    },
  };
}
