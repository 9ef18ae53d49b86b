import {spawnSync} from 'node:child_process'
import {randomBytes} from 'node:crypto'
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'

/** A private home for one run: sandbox folder, profile, state, sample files. Nothing of the machine's user is touched. */
export interface Place {
  readonly root: string
  readonly folder: string
  /** Environment of every child. */
  readonly env: Readonly<Record<string, string>>
  /** Sandbox folder with the test PKI. */
  readonly box: string
  /** Invented patient whose DMP is active, with the columns of a manifest. */
  readonly patientFile: string
  /** Start of the built program. */
  readonly program: string
  remove(): void
}

const patient = {
  ins: '265059999900141',
  ins_oid: '1.2.250.1.213.1.4.10',
  identity_status: 'QUAL',
  birth_name: 'EXEMPLE',
  given_names: 'ADELE MARIE',
  first_given: 'ADELE',
  sex: 'F',
  birth_date: '19650512',
  birth_place: '99999',
}

/** The environment of a state of its own, so that two journals never meet on one root of identifiers. */
export function ownState(place: Place, name: string): Record<string, string> {
  return {...place.env, DMP_STATE_DIR: join(place.folder, `state-${name}`)}
}

/** Makes the home and the sandbox folder with the built program. */
export function makePlace(root: string): Place {
  const folder = mkdtempSync(join(tmpdir(), 'dmp-bench-'))
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    LANG: 'fr_FR.UTF-8',
    DMP_CONFIG_DIR: join(folder, 'config'),
    DMP_STATE_DIR: join(folder, 'state'),
    // The pace of the DMP is not what is measured here; a sandbox profile may go faster.
    DMP_LIMITS_SUBMIT_PER_SECOND: '1000',
    DMP_LIMITS_PER_DAY: '10000000',
  }
  const place: Place = {
    root,
    folder,
    env,
    box: join(folder, 'box'),
    patientFile: join(folder, 'patient.json'),
    program: join(root, 'bin/run.js'),
    remove: () => rmSync(folder, {recursive: true, force: true}),
  }
  mkdirSync(join(folder, 'files'))
  writeFileSync(place.patientFile, JSON.stringify(patient))
  const made = spawnSync(process.execPath, [place.program, 'sandbox', 'init', '--dir', place.box], {
    env,
    encoding: 'utf8',
  })
  if (made.status !== 0) {
    place.remove()
    throw new Error(`dmp sandbox init: exit ${made.status}\n${made.stderr}`)
  }
  return place
}

const LINE = 'Compte rendu fictif : état général conservé, apyrétique, sortie autorisée à domicile.\n'

/** Writes an invented text of about `bytes` bytes, unlike any other; the folder is the run's own. */
export function writeText({folder}: Place, name: string, bytes: number): string {
  const path = join(folder, 'files', name)
  const block = Buffer.from(LINE.repeat(1000))
  const file = openSync(path, 'w', 0o600)
  try {
    let left = bytes - writeSync(file, `Document ${randomBytes(16).toString('hex')}\n`)
    for (; left > block.length; left -= block.length) writeSync(file, block)
    const line = Buffer.byteLength(LINE)
    writeSync(file, block, 0, Math.max(1, Math.floor(left / line)) * line)
  } finally {
    closeSync(file)
  }
  return path
}

/** Folder of third-party schemas and rules, when this machine has one: `DMP_SHARED_DATA`, else beside the checkout. */
export function schemaPackFolder(root: string): string | undefined {
  const folder = process.env['DMP_SHARED_DATA'] ?? join(root, '../shared/data')
  return existsSync(join(folder, 'schemas')) ? folder : undefined
}

interface Manifest {
  readonly commands: Readonly<Record<string, {readonly flags: Readonly<Record<string, unknown>>}>>
}

/** Arguments that have one document checked without sending it. */
export function validateArguments(place: Place, file: string): string[] {
  const {commands} = JSON.parse(readFileSync(join(place.root, 'oclif.manifest.json'), 'utf8')) as Manifest
  const validate = commands['document:validate']
  const words = ['--patient', place.patientFile, '--type', '11488-4', '--date', '2026-03-02']
  if (!validate) return ['document', 'submit', file, ...words, '--visible', '--dry-run']
  return ['document', 'validate', file, ...words, ...('visible' in validate.flags ? ['--visible'] : [])]
}
