/**
 * The sample backlog: invented documents of every kind for the sandbox's patients, some of them wrong on purpose, and
 * the manifest that lists them. `x_expect` says how each must end, `x_case` why, in words.
 */
import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {
  pdfA1b,
  sampleJpeg,
  samplePdf,
  sampleRtf,
  sampleText,
  sampleTiff,
} from '../../test/support/sample-bodies.ts'
import {faultyRows} from './faulty-rows.ts'
import {type DemoPatient, identityColumns} from './patients.ts'
import {level1Cda, level3Cda} from './ready-cda.ts'

/** One line of the manifest, columns as in the documentation. */
export type Row = Readonly<Record<string, string>>

export interface Backlog {
  readonly folder: string
  readonly manifest: string
  readonly rows: readonly Row[]
}

export interface Draft {
  /** Relative to the backlog's folder. */
  readonly file: string
  readonly bytes: Uint8Array | string
  readonly row: Row
}

/** Patients whose record can be fed. */
const FED = [
  'active-linked',
  'active-linked-2',
  'active-linked-3',
  'active-linked-4',
  'active-unlinked',
  'homonym-1',
  'homonym-2',
  'changed-ins',
] as const

interface Kind {
  readonly name: string
  readonly extension: string
  readonly type: string
  readonly title: string
  make(seed: string): Uint8Array
}

const KINDS: readonly Kind[] = [
  {name: 'pdfa', extension: 'pdf', type: '11488-4', title: 'Consultation de cardiologie', make: pdfA1b},
  {
    name: 'pdf',
    extension: 'pdf',
    type: '34112-3',
    title: 'Compte rendu de séjour',
    make: (seed) => samplePdf({text: `Compte rendu de sejour invente ${seed}`, seed}),
  },
  {name: 'text', extension: 'txt', type: '11502-2', title: 'Examens biologiques', make: sampleText},
  {name: 'rtf', extension: 'rtf', type: '11490-0', title: 'Lettre de liaison', make: sampleRtf},
  {name: 'jpeg', extension: 'jpg', type: '52040-3', title: 'Photographie de plaie', make: sampleJpeg},
  {
    name: 'tiff',
    extension: 'tif',
    type: '18748-4',
    title: 'Imagerie numérisée',
    make: (seed) => sampleTiff({seed, pages: 2}),
  },
]

/** Columns of a document that the backlog does not build on a ready-made CDA. */
export function documentColumns(patient: DemoPatient, file: string, type: string, title: string): Row {
  return {
    file,
    source_id: `GED-${file.replaceAll(/\W+/g, '-')}`,
    ...identityColumns(patient),
    type_code: type,
    title,
    document_date: '2026-03-02T10:15:00+01:00',
    service_start: '2026-03-02T09:30:00+01:00',
  }
}

function goodRows(patients: readonly DemoPatient[]): Draft[] {
  return patients.flatMap((patient) =>
    KINDS.map(({name, extension, type, title, make}) => {
      const file = `${patient.key}/${name}.${extension}`
      const row = {...documentColumns(patient, file, type, title), x_expect: 'accepted', x_case: name}
      return {file, bytes: make(`${patient.key} ${name}`), row}
    }),
  )
}

function readyRows(patients: readonly DemoPatient[]): Draft[] {
  const makers = [
    {name: 'cda-level1', make: level1Cda},
    {name: 'cda-level3', make: level3Cda},
  ]
  return patients.flatMap((patient) =>
    makers.map(({name, make}) => {
      const file = `${patient.key}/${name}.xml`
      const {text} = make(patient, 'Consultation du 2 mars', `Texte inventé pour ${patient.key}.`)
      const row = {
        file,
        source_id: `GED-${patient.key}-${name}`,
        ipp: patient.ipp,
        identity_status: 'QUAL',
        x_expect: 'accepted',
        x_case: name,
      }
      return {file, bytes: text, row}
    }),
  )
}

const mask = (row: Row, masked: 'masque_ps' | 'invisible_patient' | 'invisible_rep_legaux'): Row => ({
  ...row,
  masque_ps: 'N',
  invisible_patient: 'N',
  invisible_rep_legaux: 'N',
  [masked]: 'Y',
})

/** Documents that not everybody may see: stated line by line. */
function maskedRows(of: (key: string) => DemoPatient): Draft[] {
  const cases = [
    ['active-linked', 'masque_ps', 'hidden-from-professionals'],
    ['active-linked-2', 'invisible_patient', 'hidden-from-patient'],
    ['minor', 'invisible_rep_legaux', 'minor-hidden-from-representatives'],
  ] as const
  return cases.map(([key, masked, name]) => {
    const file = `${key}/${name}.txt`
    const row = documentColumns(of(key), file, '11488-4', 'Consultation')
    return {file, bytes: sampleText(name), row: {...mask(row, masked), x_expect: 'accepted', x_case: name}}
  })
}

/** Writes the backlog into `folder`. Good lines come first, so that what refers to them finds them sent. */
export function writeBacklog(folder: string, patients: ReadonlyMap<string, DemoPatient>): Backlog {
  const of = (key: string): DemoPatient => {
    const found = patients.get(key)
    if (!found) throw new Error(`no patient ${key} in the sandbox`)
    return found
  }
  const fed = FED.map(of)
  const drafts = [...goodRows(fed), ...readyRows(fed.slice(0, 2)), ...maskedRows(of), ...faultyRows(of)]
  for (const {file, bytes} of drafts) {
    const path = join(folder, file)
    mkdirSync(join(path, '..'), {recursive: true})
    writeFileSync(path, bytes, {mode: 0o600})
  }
  const manifest = join(folder, 'manifest.ndjson')
  const rows = drafts.map(({row}) => row)
  writeFileSync(manifest, `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`, {mode: 0o600})
  return {folder, manifest, rows}
}
