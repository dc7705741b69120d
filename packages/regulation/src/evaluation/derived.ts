import type { Board } from "./board.js";
import { meets } from "./levels.js";

/** Asks the facts that follow from others: those that nobody knows yet, and again where one of the others changed. */
export function settleDerived(board: Board, changed: ReadonlySet<string>): void {
  const { asker } = board;
  for (const { name, cases, reads } of asker.rules.derived) {
    if (board.valueOf(name) !== "" && !meets(reads, changed)) continue;
    const found = cases.find(({ when }) => when === undefined || asker.ask(when, false));
    board.set(name, found === undefined ? "" : found.from === undefined ? found.is : asker.ask(found.from, ""));
  }
}
