import type {Cast} from './cast.ts'

/**
 * What one side says. `key` is compared (`accepted`, `refused`, `good`, a fact); `told` is shown, and names why.
 */
export interface Word {
  readonly key: string
  readonly told: string
}

export interface Case {
  /** In plain words; unique within its part. */
  readonly says: string
  /** Checks of the registry that this case makes speak. */
  readonly ids?: readonly string[]
  /** Runs before OpenSSL is asked anything of this case, and its answer is kept. */
  readonly ours: (cast: Cast) => Word | Promise<Word>
  /** Undefined: it has no means to judge this, and `why` says so. */
  readonly theirs?: (cast: Cast) => Word | Promise<Word>
  /** Why the two may differ here. A case with a reason must differ: a reason that is none any more is a fault. */
  readonly why?: string
}

export interface Part {
  readonly title: string
  readonly about: string
  /** Heads of the columns of the two sides. */
  readonly other?: string
  readonly cases: readonly Case[]
}

export interface Row {
  readonly says: string
  readonly ours: string
  readonly theirs: string
  readonly agree: 'yes' | 'no' | 'not judged'
  readonly why: string
}

export function rowOf({says, why = ''}: Case, ours: Word, theirs: Word | undefined): Row {
  const agree = theirs === undefined ? 'not judged' : ours.key === theirs.key ? 'yes' : 'no'
  return {says, ours: ours.told, theirs: theirs?.told ?? '', agree, why}
}

export const accepted = (told = 'accepted'): Word => ({key: 'accepted', told})
export const refused = (told: string): Word => ({key: 'refused', told})
/** The same fact, read by both. */
export const fact = (value: string, told = value): Word => ({key: value, told})
