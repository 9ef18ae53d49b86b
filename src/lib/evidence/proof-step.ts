/** Every step of a verification, in the order in which they are made and told. */
export const proofSteps = [
  'archive',
  'checksums',
  'facts',
  'signature-form',
  'signature-value',
  'certificate-digests',
  'issuer-serials',
  'signing-time',
  'chain',
  'anchor',
  'revocation',
  'manifest',
  'document',
  'answer',
] as const
export type ProofStepName = (typeof proofSteps)[number]

/** `unknown`: what it takes is not there, so nothing is said. */
export interface ProofStep {
  readonly step: ProofStepName
  readonly verdict: 'holds' | 'fails' | 'unknown'
  /** Which case of it; part of the message key. */
  readonly reason: string
  readonly params: Readonly<Record<string, string | number>>
}

/**
 * `proven`: every step holds, revocation aside where nothing is known of it; `unproven`: nothing fails, and the signature,
 * the authority or the document could not be looked at; `broken`.
 */
export type ProofVerdict = 'proven' | 'unproven' | 'broken'

const FORGIVEN: readonly ProofStepName[] = ['revocation', 'answer']

export function proofVerdict(steps: readonly ProofStep[]): ProofVerdict {
  if (steps.some(({verdict}) => verdict === 'fails')) return 'broken'
  const open = steps.filter(({verdict, step}) => verdict === 'unknown' && !FORGIVEN.includes(step))
  return open.length > 0 ? 'unproven' : 'proven'
}
