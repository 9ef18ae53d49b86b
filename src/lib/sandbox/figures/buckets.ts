import type {CountedDocument, Split} from './counted-documents.ts'

/** The value of a bucket, or what Kibana puts where there is none and where a "Top N" ends. */
export type BucketKey =
  | {readonly kind: 'value'; readonly value: string}
  | {readonly kind: 'missing'}
  | {readonly kind: 'other'}

export interface Bucket {
  /** One key for each split, in their order. */
  readonly keys: readonly BucketKey[]
  /** Entries, and documents by their uniqueId. */
  readonly records: number
  readonly unique: number
}

interface Group {
  readonly key: BucketKey
  readonly documents: CountedDocument[]
}

/**
 * Nested buckets, flattened into rows: months in their order, values by how much they count, then by name. With `top`,
 * the values after the N first of each bucket above are put together under `other`, so that nothing is lost but the name.
 */
export function bucketsOf(
  documents: readonly CountedDocument[],
  by: readonly Split[],
  top: number | undefined,
): readonly Bucket[] {
  const [split, ...rest] = by
  if (split === undefined) {
    const unique = new Set(documents.map(({uniqueId}) => uniqueId)).size
    return [{keys: [], records: documents.length, unique}]
  }
  return groupsOf(documents, split, top).flatMap(({key, documents: inside}) =>
    bucketsOf(inside, rest, top).map((bucket) => ({...bucket, keys: [key, ...bucket.keys]})),
  )
}

const MISSING: BucketKey = {kind: 'missing'}
const OTHER: BucketKey = {kind: 'other'}

const nameOf = (key: BucketKey) => (key.kind === 'value' ? key.value : '')
const byName = (a: Group, b: Group) => (nameOf(a.key) < nameOf(b.key) ? -1 : 1)

function groupsOf(documents: readonly CountedDocument[], split: Split, top: number | undefined): Group[] {
  const groups = new Map<string | undefined, Group>()
  for (const document of documents) {
    const value = document.values[split]
    const known = groups.get(value)
    if (known) known.documents.push(document)
    else
      groups.set(value, {
        key: value === undefined ? MISSING : {kind: 'value', value},
        documents: [document],
      })
  }
  if (split === 'month') return [...groups.values()].sort(byName)
  const ranked = [...groups.values()].sort((a, b) => b.documents.length - a.documents.length || byName(a, b))
  if (top === undefined || ranked.length <= top) return ranked
  const others = ranked.slice(top).flatMap(({documents: inside}) => inside)
  return [...ranked.slice(0, top), {key: OTHER, documents: others}]
}
