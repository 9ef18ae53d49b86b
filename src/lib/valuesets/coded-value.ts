/** A code with the system that gives it meaning: an OID, or the literals `URN` and `ASTM` in XDS. */
export interface CodedValue {
  readonly code: string
  readonly codeSystem: string
  readonly displayName: string
}
