/**
 * One masked file for a ticket: what runs here, how it is set up, in what state the journals are, what the technical
 * log and the crash files say. Nothing of a patient, no secret, no name of a person; everything goes through the
 * mask once more as a whole before it is written.
 */
import type {Clock} from '../ports/clock.ts'
import type {Files} from '../ports/files.ts'
import type {Profiles} from '../ports/profiles.ts'
import type {SupportFolder} from '../ports/support-folder.ts'
import type {Say} from './config-ports.ts'
import {type JournalPart, journalPart} from './report-journal.ts'
import {type ProfilePart, profilePart} from './report-profile.ts'

const LOG_LINES = 200

export interface ReportPorts {
  readonly clock: Pick<Clock, 'now'>
  readonly files: Pick<Files, 'write' | 'resolve'>
  readonly profiles: Pick<Profiles, 'list' | 'load' | 'locations'>
  readonly support: SupportFolder
  readonly product: {readonly name: string; readonly version: string}
  readonly runtime: {readonly node: string; readonly openssl: string; readonly platform: string}
  readonly say: Say
}

export interface ReportSummary {
  readonly file: string
  /** Bytes. */
  readonly size: number
  readonly profiles: readonly string[]
  readonly journals: readonly JournalPart[]
  readonly logLines: number
  readonly crashFiles: number
  /** How often each error code ended a command, as far as the log goes back. */
  readonly failures: Readonly<Record<string, number>>
}

/** @throws DmpError DMP_FILE_EXISTS, DMP_FILE_UNWRITABLE */
export async function writeReport(
  ports: ReportPorts,
  {output, force}: {readonly output?: string | undefined; readonly force: boolean},
): Promise<ReportSummary> {
  const createdAt = new Date(ports.clock.now()).toISOString()
  const name = `dmp-report-${createdAt.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')}.txt`
  const mask = await ports.support.mask()
  const content = masked(await gather(ports, createdAt), mask)
  const text = `${mask(head(ports, content))}\n${JSON.stringify(content, null, 2)}\n`
  const file = ports.files.resolve(output ?? name)
  await ports.files.write(file, text, {force})
  const {profiles, journals, log, crashes} = content
  return {
    file,
    size: new TextEncoder().encode(text).length,
    profiles: profiles.map((profile) => profile.name),
    journals,
    logLines: log.lines.length,
    crashFiles: crashes.files.length,
    failures: log.failures,
  }
}

/** Every text of a value masked, in keys too; numbers are counts and sizes of ours. */
function masked<T>(value: T, mask: (text: string) => string): T {
  if (typeof value === 'string') return mask(value) as T
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => masked(item, mask)) as T
  const pairs = Object.entries(value).map(([key, item]) => [mask(key), masked(item, mask)])
  return Object.fromEntries(pairs) as T
}

async function gather(ports: ReportPorts, createdAt: string) {
  const {profiles, support, product, runtime} = ports
  const known = await profiles.list()
  const parts: ProfilePart[] = []
  for (const {name, environment} of known) parts.push(await profilePart(profiles, name, environment))
  const journals: JournalPart[] = []
  for (const {name, journal} of parts) if (journal) journals.push(await journalPart(support, name, journal))
  return {
    createdAt,
    product,
    runtime,
    surroundings: await support.surroundings(),
    places: await profiles.locations(),
    profiles: parts,
    journals,
    log: await support.log(LOG_LINES),
    crashes: await support.crashes(),
  }
}

/** The part for human readers; `#` keeps it apart from the JSON that follows. */
function head({say}: ReportPorts, content: Awaited<ReturnType<typeof gather>>): string {
  const {createdAt, product, runtime, profiles, journals, log, crashes} = content
  const failures = Object.entries(log.failures).map(([code, count]) => `${code} × ${count}`)
  const lines = [
    say('report.head.title', {product: product.name, version: product.version, date: createdAt}),
    say('report.head.masked'),
    '',
    `node ${runtime.node}, OpenSSL ${runtime.openssl}, ${runtime.platform}`,
    ...profiles.map(({name, environment, fault}) =>
      say('report.head.profile', {name, environment, state: fault ?? 'ok'}),
    ),
    ...journals.map(({profile, state, events, faults}) =>
      say('report.head.journal', {profile, state, events, faults: faults.length}),
    ),
    say('report.head.log', {lines: log.lines.length, failures: failures.join(', ') || '–'}),
    say('report.head.crashes', {count: crashes.files.length}),
    '',
  ]
  return lines.map((line) => `# ${line}`.trimEnd()).join('\n')
}
