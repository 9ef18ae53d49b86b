import type {Visibility} from '../../visibility/visibility.ts'
import type {Workbench} from '../ports.ts'
import {patientOfFlags} from './patient-of-flags.ts'
import type {SubmissionRequest} from './submission-request.ts'

type Bench = Pick<Workbench, 'prompter' | 'files' | 'profile' | 'valueSets' | 'clock'>

const NOTHING: Visibility = {
  hiddenFromProfessionals: false,
  hiddenFromPatient: false,
  hiddenFromLegalRepresentatives: false,
}

const VISIBILITIES: Readonly<Record<string, Visibility>> = {
  visible: NOTHING,
  'hide-from-patient': {...NOTHING, hiddenFromPatient: true},
  'hide-from-professionals': {...NOTHING, hiddenFromProfessionals: true},
  'hide-from-legal-representatives': {...NOTHING, hiddenFromLegalRepresentatives: true},
}

async function askType({prompter, valueSets}: Bench): Promise<string> {
  const tables = await valueSets()
  return prompter.text('ask.type', {validate: (code) => tables.has('J66', code.trim()) || '?'})
}

/**
 * What a single file still lacks, asked one question at a time on a terminal; elsewhere nothing is asked and the error
 * names it all. A ready-made CDA lacks only what no CDA says: visibility and the identity's status.
 */
export async function askMissing(
  bench: Bench,
  request: SubmissionRequest,
  replacing = false,
): Promise<SubmissionRequest> {
  const {prompter} = bench
  if (!prompter.available) return request
  let asked = request
  const ready = /\.xml$/i.test(request.file)
  if (!ready && !asked.patient) {
    const named = await patientOfFlags(bench, {patient: await prompter.text('ask.patient')})
    asked = {
      ...asked,
      ...(named.identity ? {patient: named.identity} : {}),
      ...(named.identityStatus ? {identityStatus: named.identityStatus} : {}),
      ...(named.ipp ? {ipp: named.ipp} : {}),
    }
  }
  if (!asked.identityStatus) {
    const choices = ['QUAL', 'VALI', 'RECUP', 'PROV'].map((value) => ({value, label: value}))
    asked = {...asked, identityStatus: await prompter.choose('identity', choices)}
  }
  if (!ready && !asked.typeCode) asked = {...asked, typeCode: (await askType(bench)).trim()}
  if (!ready && !asked.date) {
    const today = new Date(bench.clock.now()).toISOString().slice(0, 10)
    asked = {...asked, date: await prompter.text('ask.date', {default: today})}
  }
  if (!asked.visibility && !replacing) {
    const choices = Object.keys(VISIBILITIES).map((value) => ({value, label: `flag.${value}`}))
    asked = {...asked, visibility: VISIBILITIES[await prompter.choose('ask.visibility', choices)] ?? NOTHING}
  }
  return asked
}
