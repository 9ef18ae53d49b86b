/** What the built program really sends, recorded between it and the embedded DMP: bytes for other tools to judge. */
import {mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {level1Cda, level3Cda} from '../../scripts/demo/ready-cda.ts'
import {readSandboxFolder, startSandboxHost} from '../../src/lib/sandbox/host.ts'
import {readPatients} from '../../src/lib/sandbox/patients/patient-list.ts'
import {makeHome, projectRoot, runJson} from '../support/program.ts'
import {pdfA1b, sampleJpeg, samplePdf, sampleRtf, sampleText, sampleTiff} from '../support/sample-bodies.ts'
import {lotOf, type RecordedLot, type RecordedMessage, takeApart} from './recorded-message.ts'
import {startRecorder} from './recorder.ts'

export interface RecordedRun {
  readonly caPem: string
  /** TD2.1, in the order sent; the last one is the replacement. */
  readonly lots: readonly RecordedLot[]
  /** TD3.1b, TD3.3c and TD0.2. */
  readonly others: readonly RecordedMessage[]
  close(): Promise<void>
}

type Row = Readonly<Record<string, string>>

const bodies: readonly (readonly [extension: string, type: string, make: (seed: string) => Uint8Array])[] = [
  ['pdf', '11488-4', pdfA1b],
  ['pdf', '34112-3', (seed) => samplePdf({text: 'Compte rendu invente', seed})],
  ['txt', '11502-2', sampleText],
  ['rtf', '11490-0', sampleRtf],
  ['jpg', '52040-3', sampleJpeg],
  ['tif', '18748-4', (seed) => sampleTiff({seed, pages: 2})],
]
const masks = ['masque_ps', 'invisible_patient', 'invisible_rep_legaux'] as const

type Patients = Awaited<ReturnType<typeof readPatients>>

function identity(patient: Patients[number]): Row {
  const {traits} = patient
  return {
    ipp: `IPP-${patient.key}`,
    ins: patient.matricule,
    ins_oid: patient.oid,
    identity_status: 'QUAL',
    birth_name: traits.birthName,
    first_given: traits.firstGiven,
    given_names: traits.givenNames,
    birth_date: traits.birthDate,
    sex: traits.sex,
    birth_place: traits.birthPlace,
    ...(patient.usedName ? {used_name: patient.usedName} : {}),
  }
}

/** Every kind of body, every patient who can be fed, every visibility, ready-made documents and one episode of two. */
function backlog(folder: string, patients: Patients): string {
  const rows: Row[] = []
  const write = (name: string, bytes: Uint8Array | string, row: Row): void => {
    writeFileSync(join(folder, name), bytes, {mode: 0o600})
    rows.push({file: name, source_id: `GED-${rows.length}`, ...row})
  }
  const fed = patients.filter(({dmp}) => dmp === 'active')
  const [first] = fed
  if (!first) throw new Error('no patient')
  const minor = patients.find(({key}) => key === 'minor') ?? first
  const dated = {document_date: '2026-03-02T10:15:00+01:00', service_start: '2026-03-02T09:30:00+01:00'}
  const visible = {masque_ps: 'N', invisible_patient: 'N', invisible_rep_legaux: 'N'}
  const common = {...dated, ...visible}
  fed.forEach((patient, index) => {
    const [extension, type, make] = bodies[index % bodies.length] ?? ['txt', '11488-4', sampleText]
    const name = `${patient.key}.${extension}`
    write(name, make(name), {...identity(patient), ...common, type_code: type})
  })
  for (const mask of masks)
    write(`${mask}.txt`, sampleText(mask), {...identity(minor), ...common, type_code: '11488-4', [mask]: 'Y'})
  for (const [name, make] of [['level1', level1Cda] as const, ['level3', level3Cda] as const]) {
    const plain = {matricule: first.matricule, oid: first.oid, ...first.traits}
    const row = {ipp: 'IPP000042', identity_status: 'QUAL', ...visible}
    write(`${name}.xml`, make(plain, 'Consultation', 'Texte inventé').text, row)
  }
  for (const part of ['one', 'two'])
    write(`${part}.txt`, sampleText(part), {
      ...identity(first),
      ...common,
      type_code: '11488-4',
      venue: 'VENUE-1',
    })
  const manifest = join(folder, 'manifest.ndjson')
  writeFileSync(manifest, rows.map((row) => JSON.stringify(row)).join('\n'), {mode: 0o600})
  return manifest
}

/** The profiles written by init name a port chosen before the start, and send documents one by one. */
function adjustProfiles(folder: string, port: number): void {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name)
    const text = readFileSync(file, 'utf8').replaceAll(
      /https:\/\/localhost:\d+/g,
      `https://localhost:${port}`,
    )
    writeFileSync(file, `${text}\ndocuments:\n  group: episode\n`)
  }
}

/** Runs the built program through submissions, a replacement, a deletion and a status, and keeps what it sent. */
export async function recordRun(): Promise<RecordedRun> {
  const home = makeHome()
  const {env} = home
  const box = join(home.path, 'box')
  const run = async (...args: string[]) => {
    const {answer, stdout} = await runJson(args, {env, cwd: home.path})
    if (!answer.ok) throw new Error(`dmp ${args.join(' ')}: ${stdout}`)
    return answer
  }
  await run('sandbox', 'init', '--dir', box)
  const clock = {now: Date.now, sleep: (ms: number) => new Promise<void>((done) => setTimeout(done, ms))}
  const programData = join(projectRoot, 'data')
  // The hop of the recorder may bunch what the program spaces: the quota has tests of its own.
  const sandbox = await startSandboxHost({folder: box, port: 0, perSecond: 100}, {programData, clock})
  const {pki} = await readSandboxFolder(box)
  const recorder = await startRecorder(pki, sandbox.port)
  const close = async (): Promise<void> => {
    await recorder.close()
    await sandbox.close()
    home.remove()
  }
  try {
    adjustProfiles(join(home.path, 'config', 'profiles'), recorder.port)
    const folder = join(home.path, 'backlog')
    mkdirSync(folder)
    const patients = await readPatients(programData, Date.now())
    const manifest = backlog(folder, patients)
    const sent = await run('document', 'submit', '--manifest', manifest)
    const [first, second] = sent.data.documents as readonly {readonly uniqueId: string}[]
    const file = join(folder, 'corrected.txt')
    const patient = join(folder, 'patient.json')
    const [oldest] = patients
    writeFileSync(file, sampleText('corrected'))
    writeFileSync(patient, JSON.stringify(oldest ? identity(oldest) : {}), {mode: 0o600})
    const details = ['--patient', patient, '--type', '11488-4', '--date', '2026-03-03T08:00:00+01:00']
    await run('document', 'replace', first?.uniqueId ?? '', '--file', file, ...details)
    const mistaken = second?.uniqueId ?? ''
    await run('document', 'delete', mistaken, '--reason', 'other', '--yes', '--confirm', mistaken)
    const messages = recorder.calls.filter(({body}) => body.length > 0).map(takeApart)
    return {
      caPem: readFileSync(pki.caFile, 'utf8'),
      lots: messages.filter(({path}) => path.endsWith('/repository')).map(lotOf),
      others: messages.filter(({path}) => !path.endsWith('/repository')),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
