/** One remark of the official schemas or rules. */
export interface SchemaFinding {
  readonly layer: 'xsd' | 'schematron'
  /** Absent: an error, which makes the document non-conformant. */
  readonly severity?: 'warning'
  readonly line?: number
  readonly text: string
}

export interface SchemaVerdict {
  readonly findings: readonly SchemaFinding[]
  /** Layers that could not be applied, and why; an unavailable layer is said, never passed over. */
  readonly unavailable: readonly {readonly layer: 'xsd' | 'schematron'; readonly reason: string}[]
}

/** XSD and Schematron published by the authorities, applied when a pack is configured (EX_2.1-1090). */
export interface SchemaPack {
  checkCda(
    documents: readonly {readonly name: string; readonly bytes: Uint8Array}[],
    signal?: AbortSignal,
  ): Promise<readonly SchemaVerdict[]>
}
