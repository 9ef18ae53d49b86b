import {mkdirSync, renameSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import type {DemoReport} from './outcome.ts'
import {reportPage} from './report-page.ts'

const COLUMNS = [
  'line',
  'file',
  'case',
  'patient',
  'type',
  'expected',
  'state',
  'ok',
  'uniqueId',
  'inDmp',
  'warnings',
  'code',
  'message',
] as const

/** A CSV cell; what a spreadsheet would run as a formula is made text. */
export function csvCell(value: unknown): string {
  const text = Array.isArray(value) ? value.join(' ') : String(value)
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function csv({documents}: DemoReport): string {
  const lines = documents.map((one) => COLUMNS.map((column) => csvCell(one[column])).join(';'))
  return `\ufeff${[COLUMNS.join(';'), ...lines].join('\r\n')}\r\n`
}

/** Writes report.json, report.csv and report.html, each whole or not at all. */
export function writeReportFiles(folder: string, report: DemoReport): void {
  mkdirSync(folder, {recursive: true})
  const files = {
    'report.json': `${JSON.stringify(report, null, 2)}\n`,
    'report.csv': csv(report),
    'report.html': reportPage(report),
  }
  for (const [name, content] of Object.entries(files)) {
    const draft = join(folder, `.${name}.${process.pid}`)
    writeFileSync(draft, content, {mode: 0o600})
    renameSync(draft, join(folder, name))
  }
}
