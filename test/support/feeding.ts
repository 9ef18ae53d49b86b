/** Small documents of invented patients, ready to be given to `dmp document submit`. */
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {projectRoot} from './program.ts'

interface ListedPatient {
  readonly key: string
  readonly matricule: string
  readonly traits: Readonly<
    Record<'birthName' | 'givenNames' | 'firstGiven' | 'sex' | 'birthDate' | 'birthPlace', string>
  >
}

const listed = JSON.parse(readFileSync(join(projectRoot, 'data/sandbox-patients.json'), 'utf8')) as {
  oid: string
  patients: ListedPatient[]
}

/** A patient of the sandbox as the columns of a manifest or of a patient file. */
export function patientColumns(key = 'active-linked'): Record<string, string> {
  const found = listed.patients.find((patient) => patient.key === key)
  if (!found) throw new Error(`no sandbox patient ${key}`)
  const {traits} = found
  return {
    ins: found.matricule,
    ins_oid: listed.oid,
    identity_status: 'QUAL',
    birth_name: traits.birthName,
    given_names: traits.givenNames,
    first_given: traits.firstGiven,
    sex: traits.sex,
    birth_date: traits.birthDate,
    birth_place: traits.birthPlace,
    ipp: `IPP-${key}`,
  }
}

/** Everything that must never show: the INS and names of the sandbox's first patient. */
export function identityWords(key = 'active-linked'): string[] {
  const {ins = '', birth_name = '', given_names = ''} = patientColumns(key)
  return [ins, ins.slice(0, 13), birth_name, given_names]
}

let serial = 0

/** A text document and its patient's file in `folder`; answers the arguments after `dmp document submit`. */
export function writtenDocument(folder: string, key = 'active-linked'): string[] {
  serial += 1
  mkdirSync(folder, {recursive: true})
  const file = join(folder, `note-${serial}.txt`)
  writeFileSync(file, `Note ${serial}\nRien de particulier.\n`)
  const patient = join(folder, `patient-${key}.json`)
  writeFileSync(patient, JSON.stringify(patientColumns(key)), {mode: 0o600})
  const flags = ['--type', '11488-4', '--date', '2026-03-02', '--visible']
  return [file, '--patient', patient, ...flags]
}

/** A manifest of `count` text documents. */
export function writtenManifest(folder: string, count: number, key = 'active-linked'): string {
  mkdirSync(folder, {recursive: true})
  const rows = Array.from({length: count}, () => {
    serial += 1
    const file = `row-${serial}.txt`
    writeFileSync(join(folder, file), `Ligne ${serial}\n`)
    return JSON.stringify({file, type_code: '11488-4', document_date: '2026-03-02', ...patientColumns(key)})
  })
  const manifest = join(folder, `manifest-${serial}.ndjson`)
  writeFileSync(manifest, `${rows.join('\n')}\n`)
  return manifest
}
