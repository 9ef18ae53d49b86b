import {readdir, readFile, stat} from 'node:fs/promises'
import {availableParallelism, release, totalmem, type} from 'node:os'
import {join} from 'node:path'
import type {CrashExtract, LogExtract, SupportFile, Surroundings} from '../ports/support-folder.ts'
import {rotatedLogPaths} from './log-file.ts'
import {redact} from './redact.ts'

const MEBIBYTE = 1024 * 1024
const localeVariables = ['LANG', 'LC_ALL', 'LC_MESSAGES', 'DMP_LANG', 'TERM', 'NO_COLOR', 'CI']

async function factsOf(path: string, name: string): Promise<SupportFile | undefined> {
  return stat(path).then(
    ({size, mtime}) => ({name, size, modified: mtime.toISOString()}),
    () => undefined,
  )
}

/** The technical log of a folder, oldest file first; a line that is not ours is shown and counts for nothing. */
export async function readLog(folder: string, count: number): Promise<LogExtract> {
  const files: SupportFile[] = []
  const failures: Record<string, number> = {}
  let lines: string[] = []
  for (const path of rotatedLogPaths(folder).toReversed()) {
    const facts = await factsOf(path, path.slice(folder.length + 1))
    if (!facts) continue
    files.push(facts)
    const found = (await readFile(path, 'utf8').catch(() => '')).split('\n').filter(Boolean)
    for (const code of found.flatMap(failureOf)) failures[code] = (failures[code] ?? 0) + 1
    lines = [...lines, ...found].slice(-count)
  }
  const sorted = Object.entries(failures).sort(([a], [b]) => (a < b ? -1 : 1))
  return {files, lines: lines.map((line) => redact(line)), failures: Object.fromEntries(sorted)}
}

function failureOf(line: string): string[] {
  try {
    const {what, code} = JSON.parse(line) as {what?: unknown; code?: unknown}
    return what === 'failure' && typeof code === 'string' && /^DMP_[A-Z_]{1,60}$/.test(code) ? [code] : []
  } catch {
    return []
  }
}

/** Crash files of a folder. */
export async function readCrashes(folder: string): Promise<CrashExtract> {
  const names = await readdir(folder).catch(() => [])
  const found = await Promise.all(names.map((name) => factsOf(join(folder, name), name)))
  const files = found
    .filter((facts) => facts !== undefined)
    .sort((a, b) => (`${a.modified} ${a.name}` < `${b.modified} ${b.name}` ? 1 : -1))
  const [newest] = files
  const last = newest ? await readFile(join(folder, newest.name), 'utf8').catch(() => '') : undefined
  return {files, last: last === undefined ? null : redact(last)}
}

export function describeSurroundings(env: Readonly<Record<string, string | undefined>>): Surroundings {
  const locale = localeVariables.flatMap((name) => (env[name] ? [[name, env[name]] as const] : []))
  return {
    locale: Object.fromEntries(locale),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    ownVariables: Object.keys(env)
      .filter((name) => name.startsWith('DMP_'))
      .sort(),
    terminal: Boolean(process.stdout.isTTY),
    cpus: availableParallelism(),
    memoryMiB: Math.round(totalmem() / MEBIBYTE),
    system: `${type()} ${release()}`,
  }
}

/** Masks a text for somebody outside; the home folder's name is often that of a person. */
export function maskForTicket(text: string, home: string): string {
  return redact(home.length > 1 ? text.replaceAll(home, '~') : text)
}
