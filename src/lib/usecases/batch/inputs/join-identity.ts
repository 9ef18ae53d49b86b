import type {Identities} from '../../../identities/identities.ts'
import {sameName} from '../../../ins/names.ts'
import type {Ins, StrictTraits} from '../../../ins/patient-identity.ts'
import type {SubmissionRequest} from '../../submission/submission-request.ts'
import type {Candidate, Verdict} from '../candidate.ts'

/**
 * Gives a record the identity that the identities file states for its IPP. What the record says itself must be the
 * same: a row and the file that disagree, a patient about whom the file is in doubt, an IPP that it does not know are
 * held for a person. So is a record under a number that the file calls a former one: a document goes under the current
 * INS only (EX_GEN-1300). A record with a verdict stays as it is.
 */
export function joinIdentity(candidate: Candidate, identities: Identities): Candidate {
  const {request, verdict, deletion, local} = candidate
  const ipp = request?.ipp ?? local.ipp
  if (verdict) return candidate
  if (isUnderFormer(candidate, identities)) return held(candidate, 'identity-former-ins')
  if (ipp === undefined) return candidate
  const found = identities.find(ipp)
  if (!found) {
    const ownIns = request?.patient ?? request?.statedIns ?? deletion?.ins
    if (identities.hasNear(ipp)) return held(candidate, 'identity-near')
    return ownIns || deletion ? candidate : held(candidate, 'identity-absent')
  }
  if ('doubt' in found) return held(candidate, found.doubt)
  if (deletion) {
    const differs = deletion.ins && isOthers(deletion.ins, found.ins, identities)
    return differs ? held(candidate, 'identity-disagrees', {field: 'ins'}) : candidate
  }
  if (!request) return candidate
  const {ins, identity} = found
  const field = disagreement(request, ins, identity?.traits)
  if (field) return held(candidate, 'identity-disagrees', {field})
  return {
    ...candidate,
    request: {
      ...request,
      ...(identity ? {patient: {...identity, ...request.patient}} : {}),
      statedIns: ins,
      identityStatus: request.identityStatus ?? 'QUAL',
    },
  }
}

/** What was deposited under a former number is deleted under it. */
function isOthers(stated: Ins, known: Ins, {currentOf}: Pick<Identities, 'currentOf'>): boolean {
  return !sameIns(stated, known) && currentOf(stated.matricule) !== known.matricule
}

/** Whether a record, or the header of its document, puts the patient under a number that he had before. */
function isUnderFormer({request, document}: Candidate, {currentOf}: Pick<Identities, 'currentOf'>): boolean {
  if (!request) return false
  const all = [request.patient?.ins, request.statedIns, document?.person]
  return all.some((one) => one?.matricule !== undefined && currentOf(one.matricule) !== undefined)
}

function held(candidate: Candidate, reason: string, params?: Verdict['params']): Candidate {
  return {...candidate, verdict: {class: 'held', reason, ...(params ? {params} : {})}}
}

type Stated = NonNullable<SubmissionRequest['statedIns']>

const sameIns = (stated: Stated, known: Ins) =>
  stated.matricule === known.matricule && (stated.oid ?? known.oid) === known.oid

/** The first column in which the record and the file differ; never its value. */
function disagreement(
  {patient, statedIns, statedTraits}: SubmissionRequest,
  ins: Ins,
  traits: StrictTraits | undefined,
): string | undefined {
  for (const stated of [statedIns, patient?.ins]) if (stated && !sameIns(stated, ins)) return 'ins'
  if (!traits) return undefined
  const own: Partial<StrictTraits> = {...statedTraits, ...patient?.traits}
  const differs = (name: keyof StrictTraits) => own[name] !== undefined && own[name] !== traits[name]
  const isOther = (name: 'birthName' | 'firstGiven') => {
    const text = own[name]
    return text !== undefined && text !== traits[name] && !sameName(text, traits[name])
  }
  const trait = EXACT.find(differs) ?? (['birthName', 'firstGiven'] as const).find(isOther)
  return trait && COLUMNS[trait]
}

const EXACT: readonly (keyof StrictTraits)[] = ['sex', 'birthDate', 'birthPlace']

const COLUMNS: Readonly<Record<keyof StrictTraits, string>> = {
  birthName: 'birth_name',
  givenNames: 'given_names',
  firstGiven: 'first_given',
  sex: 'sex',
  birthDate: 'birth_date',
  birthPlace: 'birth_place',
}
