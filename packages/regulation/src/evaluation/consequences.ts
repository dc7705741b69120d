import type { Board } from "./board.js";
import type { Posts } from "../rules/rule.js";
import { nextRung } from "./ladder.js";
import type { Moment } from "./moment.js";
import type { Notice, Rung } from "./standing.js";

/** Who was told and how far the complaint rose, because a rule demands it. */
export class Consequences {
  readonly notices: Notice[] = [];
  readonly rungs: Rung[] = [];

  constructor(
    readonly board: Board,
    readonly moment: Moment,
  ) {}

  /** Tells posts once for each `key`. */
  notify(key: string, { code, clause, to }: { code: string; clause: string; to: Posts }): void {
    const posts = this.board.asker.posts(to);
    if (posts.length === 0 || this.notices.some((notice) => notice.key === key)) return;
    this.notices.push({ key, code, clause, to: posts, at: this.moment.now });
  }

  /** Raises the complaint to the post `wanted`, or from where it is to the `next` of the ladder. */
  climb(cause: string, { wanted, clause, owner }: { wanted: string; clause: string; owner: string }): void {
    const from = this.rungs.at(-1)?.to ?? null;
    const accused = this.board.list("accusedPosts");
    const { asker } = this.board;
    const ladder = asker.rules.ladders.find(({ when }) => asker.ask(when, false))?.posts ?? asker.rules.ladder;
    const to = nextRung(asker.rules, { wanted, from: this.#highest(ladder, from ?? owner), accused, ladder });
    if (to === undefined) return;
    this.rungs.push({ key: cause, rung: this.rungs.length + 1, from, to, at: this.moment.now, clause, cause });
  }

  /** Who has it already: the last rung climbed, or the higher post to which somebody passed it up. */
  #highest(ladder: readonly string[], from: string): string {
    const passedTo = this.board.text("passedTo");
    return ladder.indexOf(passedTo) > ladder.indexOf(from) ? passedTo : from;
  }
}
