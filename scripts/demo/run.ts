/** The demo itself, on the pinned Node: `node scripts/demo/run.ts fr|en`. Exit 0 when all went as announced. */
import {mkdirSync, mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, relative, resolve} from 'node:path'
import type {Language} from '../../src/lib/ui/language.ts'
import {translator} from '../../src/lib/ui/translate.ts'
import {type Backlog, writeBacklog} from './backlog.ts'
import {explainGap} from './explain-gap.ts'
import {lookUp} from './look-up.ts'
import type {DemoReport, Outcome, Step} from './outcome.ts'
import {demoPatients} from './patients.ts'
import {Program} from './program.ts'
import {showProgress} from './progress.ts'
import {readSubmission} from './read-submission.ts'
import {writeReportFiles} from './report-files.ts'
import {askStatuses, type DemoBench, deleteOne, inspectAll, replaceOne} from './steps.ts'
import {sayIn} from './words.ts'

const root = resolve(import.meta.dirname, '../..')
const language: Language = process.argv[2] === 'fr' ? 'fr' : 'en'
const output = resolve(process.argv[3] ?? join(root, 'demo-output'))
const say = sayIn(language)
const t = translator(language)
const startedAt = Date.now()
const home = mkdtempSync(join(tmpdir(), 'dmp-demo-'))
const program = new Program(root, {
  PATH: process.env['PATH'] ?? '',
  HOME: home,
  DMP_CONFIG_DIR: join(home, 'config'),
  DMP_STATE_DIR: join(home, 'state'),
  DMP_LANG: language,
  DMP_PROFILE: 'sandbox',
})
const tell = (line: string) => void process.stdout.write(`${line}\n`)
const command = (text: string) => tell(`\n$ ${text}`)

let stopping = false
async function clear(): Promise<void> {
  await program.stop()
  rmSync(home, {recursive: true, force: true})
}
/** A signal, or the end of whoever started this: everything stops, nothing is left behind. */
function stop(): void {
  if (stopping) return
  stopping = true
  process.stderr.write(`\n${say('stopped')}\n`)
  void clear().finally(() => process.exit(130))
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
process.on('disconnect', stop)
process.on('exit', () => {
  program.kill()
  rmSync(home, {recursive: true, force: true})
})

async function openSandbox(): Promise<{
  readonly bench: DemoBench
  readonly control: string
  readonly box: string
}> {
  const box = join(home, 'sandbox')
  const place = ['--dir', box]
  const made = await program.run('sandbox', 'init', ...place)
  if (made.error) throw new Error(`${made.error.code} ${made.error.message}`)
  command('dmp sandbox init && dmp sandbox start --port 0')
  const {url, control} = await program.startSandbox(box)
  tell(say('sandbox', {url}))
  const folder = join(home, 'backlog')
  mkdirSync(folder)
  const shown = await program.run('sandbox', 'inspect', ...place, '--show-patients')
  const patients = demoPatients(shown.data.patients)
  const backlog = writeBacklog(folder, patients)
  tell(say('backlog', {count: backlog.rows.length, manifest: 'manifest.ndjson'}))
  return {bench: {program, backlog, patients, place, say}, control, box}
}

async function submitBacklog(backlog: Backlog, control: string, box: string): Promise<Outcome[]> {
  command('dmp document submit --manifest manifest.ndjson --visible')
  const reaching = backlog.rows.filter(
    ({x_expect}) => x_expect === 'accepted' || x_expect === 'refused',
  ).length
  const hide = showProgress(say('received'), box, control, reaching)
  const {data, error} = await program
    .run('document', 'submit', '--manifest', backlog.manifest, '--visible')
    .finally(hide)
  if (!data) throw new Error(`${error?.code} ${error?.message}`)
  return readSubmission(backlog, data, t)
}

function countStates(documents: readonly Outcome[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const {state} of documents) counts[state] = (counts[state] ?? 0) + 1
  return counts
}

function tellDocuments(documents: readonly Outcome[]): void {
  tell(`\n${say('documents')}`)
  const width = Math.max(...documents.map(({file}) => file.length))
  for (const {line, file, state, expected, ok, inDmp, code, warnings} of documents) {
    const word = t(`state.${state}`)
    const difference = ok ? '' : `  (${say('expected', {state: t(`state.${expected}`)})})`
    const remarks = [inDmp === 'Approved' ? '' : inDmp, code, ...warnings].filter(Boolean).join(' ')
    tell(
      `${ok ? '✔' : '✘'} ${String(line).padStart(3)} ${file.padEnd(width)}  ${word.padEnd(12)}${difference} ${remarks}`.trimEnd(),
    )
  }
}

function tellSteps(steps: readonly Step[]): void {
  tell(`\n${say('steps')}`)
  for (const {name, got, expected, ok} of steps)
    tell(
      `${ok ? '✔' : '✘'} ${name} : ${ok ? got : `${say('got', {got})} (${say('expected', {state: expected})})`}`,
    )
}

async function main(): Promise<boolean> {
  tell(say('title'))
  const {bench, control, box} = await openSandbox()
  const submitted = await submitBacklog(bench.backlog, control, box)
  command('dmp document replace … && dmp document delete … && dmp patient status … && dmp sandbox inspect')
  const replaced = await replaceOne(bench, submitted)
  const deleted = await deleteOne(bench, submitted)
  command('dmp ins search … && dmp ins verify …')
  // Neither writes to a record: one beside the other.
  const [statuses, found] = await Promise.all([askStatuses(bench), lookUp(bench)])
  const changed = new Map([...replaced.statuses, ...deleted.statuses])
  const {step, documents} = await inspectAll(bench, submitted, changed)
  command('dmp sandbox export … && dmp stats compare --elastic elastic.csv --declared declared.csv …')
  mkdirSync(output, {recursive: true})
  const explained = await explainGap(bench, {
    documents: submitted,
    replacement: replaced.version,
    deleted: deleted.uniqueId,
    at: startedAt,
    output,
    t,
  })
  const steps = [...replaced.steps, ...deleted.steps, ...statuses, ...found, step, ...explained.steps]
  const counts = countStates(documents)
  const wrong = [...documents, ...steps].filter(({ok}) => !ok).length
  const seconds = Math.round((Date.now() - startedAt) / 100) / 10
  const report: DemoReport = {
    startedAt: new Date(startedAt).toISOString(),
    seconds,
    ok: wrong === 0,
    counts,
    documents,
    steps,
  }
  writeReportFiles(output, report)
  tellDocuments(documents)
  tellSteps(steps)
  tell(`\n${say('gaps')}`)
  for (const line of explained.lines) tell(line)
  const sums = Object.entries(counts).map(([state, count]) => `${count} ${t(`state.${state}`)}`)
  tell(`\n${say('counts', {count: documents.length, counts: sums.join(', ')})}`)
  tell(say('gap', {page: relative(process.cwd(), explained.page)}))
  tell(say('report', {folder: join(relative(process.cwd(), output) || '.', 'report.html')}))
  tell(report.ok ? say('good', {seconds}) : say('bad', {count: wrong, seconds}))
  return report.ok
}

try {
  process.exitCode = (await main()) ? 0 : 1
} catch (error) {
  if (!stopping) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
} finally {
  if (!stopping) {
    await clear()
    process.removeListener('disconnect', stop)
    if (process.connected) process.disconnect()
  }
}
