/** One round of one way of doing what is compared. */
export type Contender = () => Promise<void>;

/** Rounds of every contender in turn (A B C, then C B A, …): a noisy neighbour meets all of them alike. */
export async function inTurn(contenders: readonly Contender[], rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    for (const contender of round % 2 === 0 ? contenders : contenders.toReversed()) await contender();
  }
}
