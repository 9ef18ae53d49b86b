/** A zip of a few members held in memory: the same members, the same bytes, wherever and whenever. */
export type WriteZip = (members: ReadonlyMap<string, Uint8Array>) => Promise<Uint8Array>
