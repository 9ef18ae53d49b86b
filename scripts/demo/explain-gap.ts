/**
 * The loop closed: what the hospital declares against what the embedded DMP counts, and the gap between the two explained
 * from the traces, to the last document.
 */
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import type {GapReport} from '../../src/lib/stats/gap-report.ts'
import type {Translator} from '../../src/lib/ui/translate.ts'
import {catalogueFile, declaredCounts, declaredFile, type IndicatorId, indicatorIds} from './declaration.ts'
import type {Outcome, Step} from './outcome.ts'
import type {Answer} from './program.ts'
import type {DemoBench} from './steps.ts'

export interface GapWish {
  readonly documents: readonly Outcome[]
  /** uniqueIds and type of the new version and of the document taken back. */
  readonly replacement: {readonly uniqueId: string; readonly type: string}
  readonly deleted: string
  readonly at: number
  /** Folder of the demo's report. */
  readonly output: string
  readonly t: Translator
}

export interface ExplainedGap {
  readonly steps: readonly Step[]
  /** File of the page. */
  readonly page: string
  /** The table as lines. */
  readonly lines: readonly string[]
}

type Gap = GapReport['gaps'][number]
type Made = Readonly<Record<IndicatorId, readonly {readonly cause: string; readonly uniqueId: string}[]>>

/** The documents that make the gap, by indicator: the demo refused, replaced and deleted them itself. */
function madeGap({documents, replacement, deleted}: GapWish): Made {
  const refused = documents.filter(({state}) => state === 'refused')
  return {
    CONS: refused.map(({uniqueId}) => ({cause: 'dmp-closed', uniqueId})),
    CRH: [{cause: 'replacement', uniqueId: replacement.uniqueId}],
    BIO: [{cause: 'deleted', uniqueId: deleted}],
    LDL: [],
    IMG: [],
  }
}

const said = ({error, exit}: Answer) => error?.code ?? `exit ${exit}`

export async function explainGap(bench: DemoBench, wish: GapWish): Promise<ExplainedGap> {
  const {program, backlog, place, say} = bench
  const {documents, replacement, at, output, t} = wish
  const put = (name: string, text: string) => {
    const path = join(backlog.folder, name)
    writeFileSync(path, text, {mode: 0o600})
    return path
  }
  const elastic = join(backlog.folder, 'elastic.csv')
  const dialect =
    t.language === 'fr'
      ? ['--format', 'kibana-fr', '--separator', 'semicolon']
      : ['--format', 'kibana-lens-en', '--raw']
  const exported = await program.run('sandbox', 'export', ...place, ...dialect, '--output', elastic)
  const counts = declaredCounts(documents, [replacement.type])
  const files = [
    ...['--elastic', elastic, '--declared', put('declared.csv', declaredFile(counts, at))],
    ...['--indicators', put('indicators.json', catalogueFile)],
    ...['--details', join(output, 'gap-documents.csv'), '--force'],
  ]
  const page = join(output, 'gap.html')
  const compared = await program.run('stats', 'compare', ...files, '--output', page)
  const report: GapReport | undefined = compared.data
  if (report) writeFileSync(join(output, 'gap.json'), `${JSON.stringify(report, null, 2)}\n`, {mode: 0o600})
  const gaps = report?.gaps ?? []
  const made = madeGap(wish)
  return {
    page,
    lines: tableOf(gaps, t),
    steps: [
      step(
        say('export'),
        `dmp sandbox export ${dialect.join(' ')} --output elastic.csv`,
        'exit 0',
        said(exported),
      ),
      step(
        say('compare'),
        'dmp stats compare --elastic elastic.csv --declared declared.csv --indicators indicators.json --output gap.html',
        'exit 10',
        said(compared),
      ),
      ...indicatorIds.map((id) => {
        const gap = gaps.find(({key}) => key.indicator === id)
        const due = expectedWords(counts.get(id) ?? 0, made[id])
        return step(say('explain', {indicator: id}), `gap.json: ${id}`, due, gap ? gapWords(gap) : '–')
      }),
      step(
        say('behind'),
        'gap-documents.csv',
        listWords(Object.values(made).flat()),
        listWords(report?.documents ?? []),
      ),
    ],
  }
}

const step = (name: string, command: string, expected: string, got: string): Step => ({
  ...{name, command, expected, got},
  ok: expected === got,
})

const words = (declared: number | null, elastic: number | null, causes: readonly string[], rest?: number) =>
  `${declared} − ${elastic} = ${[...causes, `unexplained ${rest ?? '?'}`].join(' + ')}`

function gapWords({declared, elastic, causes, unexplained}: Gap): string {
  return words(
    declared,
    elastic,
    causes.map(({code, amount}) => `${code} ${amount}`),
    unexplained,
  )
}

function expectedWords(declared: number, made: Made[IndicatorId]): string {
  const codes = [...new Set(made.map(({cause}) => cause))]
  const causes = codes.map((code) => `${code} ${made.filter(({cause}) => cause === code).length}`)
  return words(declared, declared - made.length, causes, 0)
}

const listWords = (list: readonly {readonly cause: string; readonly uniqueId: string}[]) =>
  list
    .map(({cause, uniqueId}) => `${cause} ${uniqueId}`)
    .toSorted()
    .join(', ')

/** Declared, measured, gap, causes, and what no cause explains. */
function tableOf(gaps: readonly Gap[], t: Translator): string[] {
  const head = ['indicator', 'declared', 'elastic', 'difference', 'unexplained', 'cause']
  const rows = gaps.map(({key, declared, elastic, difference, unexplained, causes}) => [
    key.indicator,
    ...[declared, elastic, difference, unexplained].map((figure) => String(figure ?? '–')),
    causes.map(({code, amount}) => `${t(`stats.cause.${code}`)} ${amount}`).join(', ') || '–',
  ])
  const all = [head.map((name) => t(`stats.column.${name}`)), ...rows]
  const widths = head.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0)))
  return all.map((row) =>
    row
      .map((cell, at) => {
        const width = widths[at] ?? 0
        return at > 0 && at < head.length - 1 ? cell.padStart(width) : cell.padEnd(width)
      })
      .join('  ')
      .trimEnd(),
  )
}
