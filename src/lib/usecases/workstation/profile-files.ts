import {DmpError} from '../../errors/dmp-error.ts'
import type {SecretSource} from '../../ports/secrets.ts'
import {isServerJournal} from '../../profile/journal-address.ts'
import type {KeySource, Profile} from '../../profile/profile.ts'
import type {LookedFile, ProfileFiles} from '../../workstation/profile-files.ts'
import type {DoctorBench} from './ports.ts'

type Bench = Pick<DoctorBench, 'loadedProfile' | 'secretOf' | 'journalPlace' | 'files'>
const MOST_BYTES = 64 << 20

type Named = Pick<LookedFile, 'setting' | 'need' | 'path'>

/** Each file that the profile names, opened and closed again. Nothing is written, and nobody is asked for a secret. */
export async function profileFiles(bench: Bench, signal?: AbortSignal): Promise<ProfileFiles> {
  let profile: Profile
  try {
    profile = (await bench.loadedProfile()).profile
  } catch (error) {
    if (error instanceof DmpError) return {state: 'unusable', code: error.code}
    throw error
  }
  const {lps, trust, insi, paramLps, environment} = profile
  const secret = (from: SecretSource, setting: string, need: LookedFile['need']) =>
    secretFile(bench, from, {setting, need}, signal)
  const authorities = (paths: readonly string[], setting: string, need: LookedFile['need']) =>
    paths.map((path) => certificateFile(bench, {setting, need, path}, path))
  const files = await Promise.all([
    // In the sandbox a fictitious number stands in.
    ...(environment === 'sandbox' && lps.homologation.from === 'none'
      ? []
      : [secret(lps.homologation, 'lps.homologation', 'feeding')]),
    ...authorities(trust.caFiles, 'trust.caFiles', 'feeding'),
    journal(bench, profile),
    ...(paramLps.file === undefined ? [] : [paramLpsFile(bench, paramLps.file)]),
    ...keyPaths(insi?.certificate).map((path) =>
      certificateFile(bench, {setting: 'insi.certificate', need: 'beside', path}, path),
    ),
    ...(insi && insi.idam.from !== 'none' ? [secret(insi.idam, 'insi.idam', 'beside')] : []),
    ...authorities(insi?.caFiles ?? [], 'insi.caFiles', 'beside'),
  ])
  return {state: 'looked', files}
}

function keyPaths(key: KeySource | undefined): readonly string[] {
  if (key === undefined || key.kind === 'pkcs11') return []
  return key.kind === 'pkcs12' ? [key.path] : [key.certificatePath, key.keyPath]
}

/** DER begins with a sequence, PEM says so; what is in it is for `config check` to judge, at a greater cost. */
function certificateFile({files}: Bench, named: Named, path: string): Promise<LookedFile> {
  return look(named, async () => {
    const bytes = Buffer.from(await files.read(path, {maxBytes: MOST_BYTES}))
    if (bytes[0] === 0x30 || bytes.includes('-----BEGIN ')) return
    throw new DmpError('DMP_FILE_UNREADABLE', {params: {file: path, reason: 'no-certificate'}})
  })
}

/** A secret in a file is read and forgotten; what a person or a command would give is not asked for. */
async function secretFile(
  bench: Bench,
  from: SecretSource,
  named: Named,
  signal: AbortSignal | undefined,
): Promise<LookedFile> {
  if (from.from === 'none') return {...named, result: 'bad', problem: 'not-set'}
  if (from.from !== 'file') return {...named, result: 'not-asked'}
  return look({...named, path: from.path}, () => bench.secretOf(from, named.setting, signal))
}

function paramLpsFile({files}: Bench, path: string): Promise<LookedFile> {
  return look({setting: 'paramLps.file', need: 'feeding', path}, () =>
    files.read(path, {maxBytes: MOST_BYTES}),
  )
}

async function journal(bench: Bench, {journal: {path}}: Profile): Promise<LookedFile> {
  const named = {setting: 'journal.path', need: 'feeding'} as const
  if (isServerJournal(path)) return {...named, result: 'not-asked'}
  const fault = await bench.journalPlace(path)
  return fault === undefined
    ? {...named, path, result: 'good'}
    : {...named, path, result: 'bad', problem: fault}
}

async function look(named: Named, open: () => Promise<unknown>): Promise<LookedFile> {
  try {
    await open()
    return {...named, result: 'good'}
  } catch (error) {
    return {...named, result: 'bad', problem: problemOf(error)}
  }
}

/** The code of an error, with what it says of the file. */
function problemOf(error: unknown): string {
  if (!(error instanceof DmpError)) throw error
  const {problem, reason} = error.params
  return [error.code, problem ?? reason].filter((part) => part !== undefined).join(' ')
}
