import {DmpError} from '../../errors/dmp-error.ts'
import {type ExitCode, exitCodes} from '../../errors/exit-codes.ts'
import {compareTraits} from '../../ins/compare-traits.ts'
import {insFits} from '../../ins/ins-oids.ts'
import {maskIns} from '../../ins/matricule.ts'
import type {Workbench} from '../ports.ts'
import {type PatientWords, patientOfFlags} from '../submission/patient-of-flags.ts'
import {askExistence, calendarDay} from './ask-existence.ts'

/** One word for what it means for feeding and for whom to call. */
export type PatientVerdict = 'active' | 'active-without-ens' | 'closed' | 'none'

export interface PatientStatus {
  readonly ins: string
  readonly verdict: PatientVerdict
  /** Feeding goes on whenever the DMP is active, linked to Mon espace santé or not. */
  readonly feedable: boolean
  readonly linkedToEns: boolean | null
  /** As the DMP writes it; `INTERDIT`: the patient blocked this establishment, which feeds all the same. */
  readonly authorisation: string | null
  /** `date`: AAAA-MM-JJ */
  readonly closure: {readonly date: string | null; readonly reason: string | null} | null
  /** Traits that differ: names only; values are shown with --show-traits. */
  readonly differences: readonly {
    readonly trait: string
    readonly local?: string
    readonly returned?: string
  }[]
  readonly contacts: {readonly patient: string | null; readonly establishment: string | null}
}

interface StatusInput extends PatientWords {
  readonly showTraits: boolean
}

function verdictOf(existence: Awaited<ReturnType<typeof askExistence>>): PatientVerdict {
  if (existence.state !== 'active') return existence.state
  return existence.linkedToEns === false ? 'active-without-ens' : 'active'
}

/**
 * `patient status`: TD0.2 explained. Traits returned are shown beside ours and never replace them (REC_0.2-1120).
 * @throws DmpError DMP_MISSING_VALUE without a patient
 */
export async function patientStatus(bench: Workbench, input: StatusInput): Promise<PatientStatus> {
  const profile = await bench.profile()
  const named = await patientOfFlags(bench, input)
  if (!named.ins)
    throw new DmpError('DMP_MISSING_VALUE', {params: {names: '--patient'}, details: {missing: ['patient']}})
  const {ins} = insFits(named.ins, profile.environment, profile.ins.allowedOids, profile.ins.oidMapping)
  const existence = await askExistence(bench, ins)
  const {givenNames, ...traits} = existence.traits ?? {givenNames: []}
  const returned = {...traits, ...(givenNames.length > 0 ? {givenNames: givenNames.join(' ')} : {})}
  const identity = named.identity
  const differences = identity
    ? compareTraits(
        {...identity.traits, ...(identity.usedName ? {usedName: identity.usedName} : {})},
        returned,
      )
    : []
  const verdict = verdictOf(existence)
  return {
    ins: maskIns(ins.matricule),
    verdict,
    feedable: existence.state === 'active',
    linkedToEns: existence.linkedToEns ?? null,
    authorisation: existence.authorisation ?? null,
    closure: existence.closure
      ? {date: calendarDay(existence.closure.date) ?? null, reason: existence.closure.reason ?? null}
      : null,
    differences: differences.map(({trait, local, returned: theirs}) =>
      input.showTraits ? {trait, local, returned: theirs} : {trait},
    ),
    contacts: {
      patient: profile.contacts.patientSupport ?? null,
      establishment: profile.contacts.dmpSupport ?? null,
    },
  }
}

/** Anything a person must look at is a finding. */
export function patientExit({verdict, differences}: PatientStatus): ExitCode {
  return verdict === 'closed' || verdict === 'none' || differences.length > 0
    ? exitCodes.findings
    : exitCodes.done
}
