import process from "node:process";
import { MultiBar, Presets, type SingleBar } from "cli-progress";

const FEED_LINES = 6;

/** A progress bar, and beside it the last lines of the live feed. Silent when nobody watches. */
export interface Screen {
  advance(): void;
  feed(line: string): void;
  close(): void;
}

export function openScreen(total: number, isSilent: boolean): Screen {
  if (isSilent) return { advance: () => undefined, feed: () => undefined, close: () => undefined };
  if (!process.stderr.isTTY) return plainScreen(total);
  const bars = new MultiBar(
    { format: "{bar} {value}/{total} messages · {eta_formatted} left", hideCursor: true, clearOnComplete: false },
    Presets.shades_classic,
  );
  const bar = bars.create(total, 0);
  const lines: SingleBar[] = Array.from({ length: FEED_LINES }, () =>
    bars.create(1, 0, { line: "" }, { format: "  {line}" }),
  );
  const texts: string[] = [];
  return {
    advance: () => bar.increment(),
    feed: (line) => {
      texts.unshift(line);
      texts.length = Math.min(texts.length, FEED_LINES);
      texts.forEach((text, index) => lines[index]?.update(0, { line: text }));
    },
    close: () => bars.stop(),
  };
}

/** For logs and pipes: a line every tenth of the way, and a sample of the feed. */
function plainScreen(total: number): Screen {
  let done = 0;
  let heard = 0;
  const every = Math.max(1, Math.floor(total / 10));
  return {
    advance: () => {
      done += 1;
      if (done % every === 0 || done === total) process.stderr.write(`${done}/${total} messages\n`);
    },
    feed: (line) => {
      heard += 1;
      if (heard % 250 === 1) process.stderr.write(`  live: ${line}\n`);
    },
    close: () => process.stderr.write(`  live: ${heard} changes of obligations heard\n`),
  };
}
