import {readdir, readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {DmpError} from '../errors/dmp-error.ts'
import type {ProfileWish} from '../ports/profiles.ts'
import {buildProfile} from '../profile/build-profile.ts'
import {checkProfile} from '../profile/check-profile.ts'
import {chooseProfile, isProfileName, refuseImplicitProduction} from '../profile/choose-profile.ts'
import type {Finding, LoadedProfile, ProfileChoice, ProfileSummary} from '../profile/loaded-profile.ts'
import type {Environment} from '../profile/profile.ts'
import {missingKeys, placeParams, resolveValues} from '../profile/resolve-values.ts'
import type {ProductIdentity} from '../profile/setting.ts'
import {environmentLayer, fileLayer, flagLayer, strangeVariables} from './layers.ts'
import {configFolder, findProjectFile, type Surroundings} from './locations.ts'
import {placePaths} from './place-paths.ts'
import {readPlainSettings} from './plain-settings.ts'
import type {SettingsDocument} from './settings-document.ts'

export interface LoadProfileOptions extends Surroundings, ProfileWish {
  readonly product: ProductIdentity
}

const SUFFIX = '.yaml'

/** The YAML library is loaded for the texts that need it. */
async function readSettings(
  text: string,
  file: string,
  kind: 'profile' | 'project',
): Promise<SettingsDocument> {
  const plain = kind === 'profile' ? readPlainSettings(text) : undefined
  if (plain) return plain
  const {readSettingsDocument} = await import('./settings-document.ts')
  return readSettingsDocument(text, file, kind)
}

/** Reads and parses a file; within one loading, each file once. */
type Reading = (file: string) => Promise<SettingsDocument>

function profileReading(): Reading {
  const read = new Map<string, Promise<SettingsDocument>>()
  return (file) => {
    const before = read.get(file)
    if (before) return before
    const document = readText(file).then((text) => readSettings(text, file, 'profile'))
    read.set(file, document)
    return document
  }
}

/** The profiles of this user, by name, each with its environment as far as its file can be read. */
export async function listProfiles(around: Surroundings): Promise<readonly ProfileSummary[]> {
  return summaries(around, profileReading())
}

/** @param only the one whose environment matters: no other file is read then */
async function summaries(
  around: Surroundings,
  read: Reading,
  only?: string,
): Promise<readonly ProfileSummary[]> {
  const files = await readdir(join(configFolder(around), 'profiles')).catch(() => [])
  const names = files.filter((file) => file.endsWith(SUFFIX)).map((file) => file.slice(0, -SUFFIX.length))
  return Promise.all(
    names
      .filter(isProfileName)
      .toSorted()
      .map(async (name) => {
        const file = profileFile(around, name)
        const known = only === undefined || only === name
        return {name, file, environment: known ? await environmentOf(file, read) : 'unknown'}
      }),
  )
}

async function environmentOf(file: string, read: Reading): Promise<Environment | 'unknown'> {
  try {
    const {entries} = await read(file)
    const stated = entries.find(({key}) => key === 'environment')?.raw ?? 'sandbox'
    return isEnvironment(stated) ? stated : 'unknown'
  } catch (error) {
    // Listing goes on: the faults of a file are told when that profile is used.
    if (error instanceof DmpError) return 'unknown'
    throw error
  }
}

function isEnvironment(text: unknown): text is Environment {
  return text === 'sandbox' || text === 'test' || text === 'formation' || text === 'production'
}

export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown'
    throw new DmpError('DMP_FILE_UNREADABLE', {params: {file, reason}, cause})
  }
}

/**
 * Chooses a profile and decides its values: flags, then variables, then the project file, then the profile's own file,
 * then defaults. Every value keeps its origin.
 * @throws DmpError DMP_PROFILE_*, DMP_PROJECT_KEY_FORBIDDEN, DMP_PRODUCTION_NOT_NAMED, DMP_ENVIRONMENT_MISMATCH
 */
export async function loadProfile(options: LoadProfileOptions): Promise<LoadedProfile> {
  const projectFile = await findProjectFile(options.cwd)
  const project = projectFile
    ? await readSettings(await readText(projectFile), projectFile, 'project')
    : {entries: [], migrated: []}
  const wishes = {flag: options.name, environment: options.env['DMP_PROFILE'], project: project.profile}
  const read = profileReading()
  const named = wishes.flag || wishes.environment || wishes.project
  const choice = chooseProfile(wishes, await summaries(options, read, named || undefined))
  const file = profileFile(options, choice.name)
  const document = await read(file)
  return decide(options, choice, {
    file,
    document,
    project: fileLayer('project', projectFile ?? '', project.entries),
  })
}

/**
 * Reads a profile text as if it were the file of that name, without other layers.
 * @throws DmpError DMP_PROFILE_*, DMP_ENVIRONMENT_MISMATCH
 */
export async function readProfileText(
  options: LoadProfileOptions,
  name: string,
  text: string,
): Promise<LoadedProfile> {
  const file = profileFile(options, name)
  const document = await readSettings(text, file, 'profile')
  const alone = {...options, env: {}, flags: {}}
  return decide(alone, {name, by: 'flag'}, {file, document, project: new Map()})
}

export function profileFile(around: Surroundings, name: string): string {
  return join(configFolder(around), 'profiles', `${name}${SUFFIX}`)
}

interface Sources {
  readonly file: string
  readonly document: SettingsDocument
  readonly project: ReturnType<typeof fileLayer>
}

function decide(options: LoadProfileOptions, choice: ProfileChoice, sources: Sources): LoadedProfile {
  const {file, document, project} = sources
  const layers = [
    flagLayer(options.flags ?? {}),
    environmentLayer(options.env),
    project,
    fileLayer('profile', file, document.entries),
  ]
  const {values, origins} = resolveValues(layers, {
    product: options.product,
    journalPath: join(options.stateFolder, 'journals', choice.name, 'journal.sqlite'),
    place: placePaths(options),
  })
  const missing = missingKeys(values)
  if (missing.length > 0)
    throw new DmpError('DMP_PROFILE_INCOMPLETE', {
      params: {file, keys: missing.join(', ')},
      details: {file, keys: missing},
    })
  const profile = buildProfile(choice.name, values)
  refuseImplicitProduction(choice, profile.environment)
  const findings = checkProfile(profile, values)
  refuseFaults(findings, {profile, file, origins})
  const migrated: readonly Finding[] = document.migrated.length
    ? [{code: 'profile-migrated', severity: 'warning', params: {file, changes: document.migrated.join('; ')}}]
    : []
  return {
    profile,
    file,
    choice,
    values,
    origins,
    warnings: [...findings, ...migrated, ...strangeVariables(options.env)],
  }
}

/** The gravest finding, when it is an error, as the error that stops the loading. */
function refuseFaults(
  findings: readonly Finding[],
  loaded: Pick<LoadedProfile, 'profile' | 'file' | 'origins'>,
): void {
  const fault = findings.find(({severity}) => severity === 'error')
  if (!fault) return
  const key = fault.key ?? ''
  const origin = loaded.origins.get(key)
  const where = origin && origin.kind !== 'default' ? placeParams(origin) : {file: loaded.file, line: '–'}
  const params = {...where, key, environment: loaded.profile.environment, ...fault.params}
  const details = {...where, key, findings}
  if (fault.code === 'environment-mismatch') throw new DmpError('DMP_ENVIRONMENT_MISMATCH', {params, details})
  throw new DmpError('DMP_PROFILE_INVALID', {params: {...params, expected: expectation(fault)}, details})
}

/** What would be right, in a notation that needs no translation. */
function expectation({code, params}: Finding): string {
  switch (code) {
    case 'user-id-form':
      return 'A-Z a-z 0-9 . _ -'
    case 'oid-root-long':
      return `≤ ${params?.['most'] ?? ''}`
    case 'one-key-source':
      return 'auth ≠ sign'
    default:
      return '1.2.250.1.…'
  }
}
