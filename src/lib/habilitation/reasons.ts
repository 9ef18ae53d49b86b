import type {Right} from './matrix.ts'

/** What is known of a document, its record and who wants to read it; what is not stated is not judged. */
export interface Circumstances {
  /** Read with a certificate of establishment, which may not consult at all. */
  readonly establishment: boolean
  /** The patient blocked the professional or the establishment. */
  readonly blocked: boolean
  readonly masked: boolean
  /** Of the document. */
  readonly author: boolean
  /** Médecin traitant DMP of the patient. */
  readonly treatingDoctor: boolean
  readonly invisiblePatient: boolean
  readonly invisibleRepresentatives: boolean
  readonly closed: boolean
  /** Outside the care team, and without the patient's consent. */
  readonly noConsent: boolean
}

/** In the order in which they are told. */
export const reasons = [
  'certificate',
  'matrix',
  'blocked',
  'masked',
  'invisible-patient',
  'invisible-representatives',
  'closed',
  'consent',
] as const
export type Reason = (typeof reasons)[number]

export interface Step {
  readonly reason: Reason
  /** `others`: hides the document from others than this professional. */
  readonly effect: 'forbids' | 'allows' | 'unsure' | 'others'
}

export interface Judgement {
  readonly steps: readonly Step[]
  /** The first that forbids. */
  readonly first: Reason | null
  /** `may`: nothing that was stated forbids. */
  readonly verdict: 'may' | 'may-not' | 'unsure'
  /** What may forbid as well, and of which nothing was said. */
  readonly notStated: readonly Reason[]
}

const ofRight: Readonly<Record<Right, Step['effect']>> = {
  yes: 'allows',
  no: 'forbids',
  depends: 'unsure',
  pending: 'unsure',
  unknown: 'unsure',
}

/** Why a professional does not see a document: the matrix, and what adds to it, in their order. */
export function judge(right: Right, of: Circumstances): Judgement {
  const stated: readonly (readonly [Reason, boolean, Step['effect']])[] = [
    ['certificate', of.establishment, 'forbids'],
    ['matrix', true, ofRight[right]],
    ['blocked', of.blocked, 'forbids'],
    ['masked', of.masked, of.author || of.treatingDoctor ? 'allows' : 'forbids'],
    ['invisible-patient', of.invisiblePatient, 'others'],
    ['invisible-representatives', of.invisibleRepresentatives, 'others'],
    ['closed', of.closed, 'forbids'],
    ['consent', of.noConsent, 'forbids'],
  ]
  const steps = stated.filter(([, said]) => said).map(([reason, , effect]) => ({reason, effect}))
  const first = steps.find(({effect}) => effect === 'forbids')?.reason ?? null
  const unsure = steps.some(({effect}) => effect === 'unsure')
  return {
    steps,
    first,
    verdict: first !== null ? 'may-not' : unsure ? 'unsure' : 'may',
    notStated: (['blocked', 'masked', 'closed', 'consent'] as const).filter((reason) =>
      steps.every((step) => step.reason !== reason),
    ),
  }
}
