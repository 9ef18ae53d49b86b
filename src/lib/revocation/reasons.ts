/** CRLReason, RFC 5280 §5.3.1; 7 is not used. */
const reasons = [
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  undefined,
  'removeFromCRL',
  'privilegeWithdrawn',
  'aACompromise',
] as const

export function reasonName(code: number): string {
  return reasons[code] ?? String(code)
}

/** The one reason that may be lifted: a fresher source that says good wins over it. */
export const hold = 'certificateHold'
/** In a delta list alone: no longer suspended. */
export const lifted = 'removeFromCRL'
