/** One way of doing what is compared. */
export interface Contender<R> {
  readonly name: string;
  /** One round. */
  run(): Promise<R>;
}

/**
 * Rounds of every contender in turn (A B C, then C B A, …): a noisy neighbour meets all of them alike.
 * Answers the results by name, in the order of the rounds.
 */
export async function inTurn<R>(
  contenders: readonly Contender<R>[],
  rounds: number,
): Promise<ReadonlyMap<string, readonly R[]>> {
  const results = new Map<string, R[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const contender of round % 2 === 0 ? contenders : contenders.toReversed()) {
      results.get(contender.name)?.push(await contender.run());
    }
  }
  return results;
}
