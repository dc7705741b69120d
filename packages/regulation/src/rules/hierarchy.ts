/** Who stands under whom, and who is complained of. */
export interface Accusation {
  readonly over: ReadonlyMap<string, string>;
  readonly accused: readonly string[];
}

/** The first of some posts that is neither complained of nor under one that is. */
export function firstUntainted(posts: readonly string[], accusation: Accusation): string | undefined {
  return posts.find((post) => !isUnderAccused(post, accusation));
}

/** Whether the post is complained of, or stands under one that is. */
export function isUnderAccused(post: string, { over, accused }: Accusation): boolean {
  const seen = new Set<string>();
  for (let at = post; at !== "" && !seen.has(at); at = over.get(at) ?? "") {
    if (accused.includes(at)) return true;
    seen.add(at);
  }
  return false;
}
