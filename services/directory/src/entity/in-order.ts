/** The things in the order of the ids that were asked for, with a gap where there is none: what a batch of a loader answers. */
export function inOrder<K, T extends { readonly id: K }>(ids: readonly K[], things: readonly T[]): (T | undefined)[] {
  const known = new Map(things.map((thing) => [thing.id, thing]));
  return ids.map((id) => known.get(id));
}

/** The things of each owner, in the order of the owners. */
export function perOwner<K, T>(owners: readonly K[], things: readonly T[], ownerOf: (thing: T) => K): T[][] {
  const known = Map.groupBy(things, ownerOf);
  return owners.map((owner) => known.get(owner) ?? []);
}
