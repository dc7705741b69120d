import type { Board } from "./board.js";
import { meets } from "./levels.js";

/** Asks again the facts that follow from others, where one of those changed; all of them when nothing was asked yet. */
export function settleDerived(board: Board, changed: ReadonlySet<string> | undefined): void {
  const { asker } = board;
  for (const { name, cases, reads } of asker.rules.derived) {
    if (changed !== undefined && !meets(reads, changed)) continue;
    const found = cases.find(({ when }) => when === undefined || asker.ask(when, false));
    board.set(name, found === undefined ? "" : found.from === undefined ? found.is : asker.ask(found.from, ""));
  }
}
