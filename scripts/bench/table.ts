import type {Machine} from './machine.ts'
import type {Row} from './row.ts'

export interface Results {
  readonly schema: 'dmp.bench/1'
  /** A quick run is a smoke test: its figures are not worth keeping. */
  readonly quick: boolean
  readonly machine: Machine
  readonly rows: readonly Row[]
  /** What was not measured, and why. */
  readonly left: readonly string[]
}

const HEAD = ['Measure', 'Reference', 'Ours', 'Reference alone', 'Ratio', 'Median ratio', 'Aim', '']
const RIGHT = [false, false, true, true, true, true, true, false]

function amount(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)
}

const marks = {met: 'met', missed: '**missed**', reported: ''} as const

function aimOf({atMost, atLeast, goal, unit}: Row): string {
  if (atMost !== null) return `≤ ${atMost}`
  if (atLeast !== null) return `≥ ${atLeast}`
  return goal ? `(${goal.of === 'difference' ? '+' : '≤ '}${goal.atMost} ${unit})` : '–'
}

/** What is only told stands in brackets. */
function markOf({goal, verdict, unit}: Row): string {
  if (!goal) return marks[verdict]
  const seen = goal.of === 'difference' ? `+${amount(goal.found)} ${unit}, ` : ''
  return `(${seen}${goal.found <= goal.atMost ? 'met' : 'missed'})`
}

/** Cells of one line, in the order of the head. */
export function cells(row: Row): string[] {
  const {name, reference, unit, ours, theirs, ratio} = row
  return [
    name,
    reference,
    `${amount(ours.best)} ${unit}`,
    `${amount(theirs.best)} ${unit}`,
    ratio.best.toFixed(2),
    ratio.median.toFixed(2),
    aimOf(row),
    markOf(row),
  ]
}

/** The table as Markdown, columns aligned so that a terminal shows it well too. */
export function tableLines(rows: readonly Row[]): string[] {
  const body = rows.map(cells)
  const widths = HEAD.map((title, column) =>
    Math.max(3, title.length, ...body.map((line) => line[column]?.length ?? 0)),
  )
  const line = (texts: readonly string[]) =>
    `| ${texts
      .map((text, column) => {
        const width = widths[column] ?? 0
        return RIGHT[column] ? text.padStart(width) : text.padEnd(width)
      })
      .join(' | ')} |`
  const rule = `|${widths.map((width, column) => (RIGHT[column] ? `${'-'.repeat(width + 1)}:` : '-'.repeat(width + 2))).join('|')}|`
  return [line(HEAD), rule, ...body.map(line)]
}

export function machineLines({cpu, cores, memoryGb, os, node, date, load}: Machine): string[] {
  return [
    `Machine: ${cpu}, ${cores} cores, ${memoryGb} GB; ${os}; Node ${node}.`,
    `Date: ${date}. Load of the machine when the run began: ${load.toFixed(1)}.`,
  ]
}

export function resultLines({machine, rows, left}: Results): string[] {
  return [
    ...machineLines(machine),
    '',
    ...tableLines(rows),
    ...(left.length > 0 ? ['', ...left.map((reason) => `Not measured: ${reason}.`)] : []),
  ]
}

const BEGIN = '<!-- bench:begin (written by `npm run bench -- --update`) -->'
const END = '<!-- bench:end -->'

/** The page with the lines between its two marks replaced. @throws RangeError when it has no marks */
export function updatedPage(page: string, lines: readonly string[]): string {
  const begin = page.indexOf(BEGIN)
  const end = page.indexOf(END)
  if (begin < 0 || end < begin) throw new RangeError('the page has no marks for the table')
  return `${page.slice(0, begin + BEGIN.length)}\n\n${lines.join('\n')}\n\n${page.slice(end)}`
}
