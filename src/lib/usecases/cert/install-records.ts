import {DmpError} from '../../errors/dmp-error.ts'
import type {EventOutcome, EventPhase, JournalEvent} from '../../ports/journal.ts'
import type {LoadedProfile} from '../../profile/loaded-profile.ts'
import type {SettingValue} from '../../profile/setting.ts'
import {
  canonicalValue,
  type InstallHistory,
  type InstallRecord,
  type KeptValue,
  noHistory,
  readHistory,
} from '../../renewal/install-history.ts'
import type {SettingChanges} from '../../renewal/installation.ts'
import {refused} from './install-candidates.ts'
import type {LifecycleBench} from './ports.ts'

async function historyPath({files, profiles}: Pick<LifecycleBench, 'files' | 'profiles'>, profile: string) {
  const {configFolder} = await profiles.locations()
  return files.resolve(configFolder, 'certificates', profile, 'history.json')
}

/** @throws DmpError DMP_CERT_INSTALL_REFUSED {history}: it is there and cannot be understood */
export async function historyOf(
  bench: Pick<LifecycleBench, 'files' | 'profiles'>,
  profile: string,
): Promise<InstallHistory> {
  const path = await historyPath(bench, profile)
  if (!(await bench.files.exists(path))) return noHistory
  const history = readHistory(new TextDecoder().decode(await bench.files.read(path)))
  if (!history) throw refused('history', profile, path)
  return history
}

export async function saveHistory(
  bench: Pick<LifecycleBench, 'files' | 'profiles'>,
  profile: string,
  history: InstallHistory,
): Promise<void> {
  await bench.files.write(await historyPath(bench, profile), `${JSON.stringify(history, null, 2)}\n`, {
    force: true,
  })
}

/** What the profile's own file says of the settings that change: absent ones stay absent when it is taken back. */
export function keptValues(
  {values, origins}: LoadedProfile,
  changes: SettingChanges,
): {readonly before: Record<string, KeptValue>; readonly after: Record<string, KeptValue>} {
  const own = (key: string) => (origins.get(key)?.kind === 'profile' ? values.get(key) : undefined)
  const keys = [...changes.keys()]
  return {
    before: Object.fromEntries(keys.map((key) => [key, own(key) ?? null])),
    after: Object.fromEntries(keys.map((key) => [key, changes.get(key) ?? null])),
  }
}

/** Changes that say something new: what the profile says already, by its file or by default, is left as it is. */
export function realChanges(
  {values, origins}: LoadedProfile,
  changes: Iterable<readonly [string, SettingValue | undefined]>,
): SettingChanges {
  const says = (key: string) => values.get(key)
  return new Map(
    [...changes].filter(([key, value]) =>
      value === undefined
        ? origins.get(key)?.kind === 'profile'
        : canonicalValue(says(key) ?? null) !== canonicalValue(value),
    ),
  )
}

/** A setting given by a variable, a flag or a project file wins over the profile: changing the profile would do nothing. */
export function refuseOverridden({profile, origins}: LoadedProfile, changes: SettingChanges): void {
  for (const key of changes.keys()) {
    const origin = origins.get(key)
    if (origin && origin.kind !== 'profile' && origin.kind !== 'default')
      throw refused('overridden', profile.name, origin.where)
  }
}

/**
 * Does what changes the certificates of a profile, alone, and only while the profile says what was read of it at first.
 * @throws DmpError DMP_CERT_INSTALL_REFUSED {at-work, meanwhile}
 */
export async function aloneIn(
  {profiles}: Pick<LifecycleBench, 'profiles'>,
  read: LoadedProfile,
  work: () => Promise<void>,
): Promise<void> {
  const {name} = read.profile
  const outcome = await profiles.alone(name, async () => {
    const now = await profiles.load({name})
    if (pairSettings(now) !== pairSettings(read)) throw refused('meanwhile', name, read.file)
    await work()
  })
  if (outcome === 'busy') throw refused('at-work', name, read.file)
}

function pairSettings({values}: LoadedProfile): string {
  const own = [...values].filter(([key]) => /^(?:certificates|structure)\./.test(key))
  return own
    .map(([key, value]) => `${key} ${canonicalValue(value)}`)
    .toSorted()
    .join('\n')
}

export interface Recording {
  readonly operation: 'certificate-install' | 'certificate-rollback'
  readonly record: InstallRecord
  /** Account of the machine. */
  readonly by: string
}

/** Does something that the journal knows of before and after; without its intent in the journal it is not done. */
export async function recorded(
  {journal, clock, profile}: Pick<LifecycleBench, 'journal' | 'clock' | 'profile'>,
  {operation, record, by}: Recording,
  act: () => Promise<void>,
): Promise<void> {
  const store = await journal()
  const {name} = await profile()
  const facts = {profile: name, certificates: record.certificates, by}
  const event = (phase: EventPhase, more: Partial<JournalEvent> = {}): JournalEvent => ({
    phase,
    operation,
    occurredAt: clock.now(),
    data: facts,
    ...more,
  })
  const [intentId = ''] = await store.record([{event: event('intent')}])
  const ended = (outcome: EventOutcome, cause?: string) =>
    store.record([
      {
        event: event('result', {
          intentId,
          outcome,
          data: {...facts, ...(cause ? {cause} : {})},
        }),
      },
    ])
  try {
    await act()
  } catch (error) {
    await ended('failure', error instanceof DmpError ? error.code : 'DMP_INTERNAL').catch(() => undefined)
    throw error
  }
  await ended('success')
}
