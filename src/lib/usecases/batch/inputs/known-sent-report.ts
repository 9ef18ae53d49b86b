import {DOUBT_CAUSES} from '../../../batch/at-the-dmp.ts'
import {DmpError} from '../../../errors/dmp-error.ts'
import {isHidden} from '../../../ins/hide-matricules.ts'
import {openCsv} from '../../../tabular/open-csv.ts'
import type {InputBench} from './input-options.ts'
import type {SentFact} from './sent-fact.ts'

/** A line of a report, under the names of its CSV. */
type Line = Readonly<Record<Name, string>>
type Name = 'action' | 'state' | 'code' | 'uniqueId' | 'sourceId' | 'registryStatus' | 'sentAt' | 'mayBeInDmp'

/** CSV columns of a report, and the names of the same facts in its JSON. */
const COLUMNS: Readonly<Record<Name, string>> = {
  action: 'action',
  state: 'state',
  code: 'code',
  uniqueId: 'unique_id',
  sourceId: 'source_id',
  registryStatus: 'in_dmp',
  sentAt: 'sent_at',
  mayBeInDmp: 'may_be_in_dmp',
}
const NAMES = Object.keys(COLUMNS) as Name[]
/** Absent from the reports of earlier versions. */
const NEW: Name = 'mayBeInDmp'

function lineOf(value: (name: Name) => unknown): Line {
  const word = (name: Name) => {
    const found = value(name)
    return typeof found === 'string' ? found.replace(/^'(?=[=+\-@])/, '').trim() : ''
  }
  return Object.fromEntries(NAMES.map((name) => [name, word(name)])) as Line
}

function unclear(file: string, reason = 'known-sent'): DmpError {
  return new DmpError('DMP_INPUT_UNCLEAR', {params: {file, reason, kinds: '', case: 'known-sent'}})
}

async function* csvLines({files, signal}: InputBench, file: string): AsyncGenerator<Line> {
  const table = await openCsv(await files.source(file), {}, signal)
  const places = new Map(NAMES.map((name) => [name, table?.header.indexOf(COLUMNS[name]) ?? -1]))
  const missing = [...places].some(([name, place]) => place === -1 && name !== NEW)
  if (!table || missing) throw unclear(file)
  for await (const block of table.records())
    for (const {cells, fault} of block) {
      if (fault) throw unclear(file)
      yield lineOf((name) => cells[places.get(name) ?? -1])
    }
}

/** Lines of a text as they come. */
async function* textLines({files, signal}: InputBench, file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', {fatal: true})
  let rest = ''
  for await (const chunk of (await files.source(file)).open(signal)) {
    const lines = (rest + decoder.decode(chunk, {stream: true})).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  yield rest
}

/** The JSON report has one record a line between its first line and its last. */
async function* jsonLines(bench: InputBench, file: string): AsyncGenerator<Line> {
  let known = false
  let whole = false
  for await (const text of textLines(bench, file)) {
    known ||= /^\{"schema":"dmp\.batch\.report-file\/1"/.test(text)
    if (!known) throw unclear(file)
    whole ||= text.startsWith('],"summary"')
    if (!text.startsWith('{"n":')) continue
    const record = JSON.parse(text.trim().replace(/,$/, '')) as Record<string, unknown>
    yield lineOf((name) => record[name])
  }
  if (!whole) throw unclear(file)
}

function factOf(line: Line): SentFact | undefined {
  const {action, state, uniqueId, sourceId, registryStatus} = line
  const about = {evidence: 'report', uniqueId} as const
  if (!uniqueId) return undefined
  if (action === 'delete') return state === 'accepted' ? {...about, fate: 'deleted'} : undefined
  const numbered = sourceId && action === 'submit' ? {...about, sourceId} : about
  if (state === 'accepted') return {...numbered, fate: registryStatus === 'deleted' ? 'deleted' : 'sent'}
  return mayBeThere(line) ? {...numbered, fate: 'unknown'} : undefined
}

/** A report of an earlier version does not say where a document was held from: whatever left once may be there. */
function mayBeThere({state, code, sentAt, mayBeInDmp}: Line): boolean {
  if (state === 'unknown' || state === 'sending') return true
  if (mayBeInDmp) return mayBeInDmp === 'yes'
  return state === 'held' && (DOUBT_CAUSES.includes(code) || sentAt !== '')
}

/**
 * What a report of a bulk run says was accepted, deleted, or of unknown outcome. One that was cut short is refused:
 * what it does not list could be sent twice.
 */
export async function* reportFacts(bench: InputBench, file: string): AsyncGenerator<SentFact> {
  try {
    const lines = file.toLowerCase().endsWith('.csv') ? csvLines(bench, file) : jsonLines(bench, file)
    for await (const line of lines) {
      const fact = factOf(line)
      // A number that shows an INS was hidden: what it stands for could be sent twice.
      if (fact && isHidden(line.sourceId)) throw unclear(file, 'known-sent-hidden')
      if (fact) yield fact
    }
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof TypeError) throw unclear(file)
    throw cause
  }
}
