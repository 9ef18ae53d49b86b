/** A question that a draft leaves to a person; message `map.doubt.<code>`. Params never hold a trait or an INS. */
export interface DraftDoubt {
  readonly code: string
  readonly params: Readonly<Record<string, string | number>>
}

export type Doubt = (code: string, params?: DraftDoubt['params']) => void

/** What stands in a source column, blanks and empty cells left out. */
export type ValuesOf = (name: string) => readonly string[]
