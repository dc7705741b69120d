/** What a sign of a text means, as it is compared, and the place of the sign in the text; a sign may mean several. */
export interface Meant {
  readonly value: string;
  readonly place: number;
}

/** Finds in what is left of a text: from which of it to which (not included) a part stands, one occurrence in another too. */
export function finderIn(left: readonly Meant[]): (part: string) => readonly (readonly [from: number, end: number])[] {
  const text = left.map(({ value }) => value).join("");
  const starts = new Map<number, number>();
  let offset = 0;
  for (const [index, { value }] of left.entries()) {
    starts.set(offset, index);
    offset += value.length;
  }
  starts.set(offset, left.length);
  return (part) => {
    const found: (readonly [number, number])[] = [];
    for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + 1)) {
      const [from, end] = [starts.get(at), starts.get(at + part.length)];
      if (from !== undefined && end !== undefined) found.push([from, end]);
    }
    return found;
  };
}
