import type {BatchReport} from '../../usecases/batch/show/batch-report.ts'
import type {ReportLine} from '../../usecases/batch/show/report-line.ts'
import {brief, civilTime, count} from '../figures.ts'
import {bytesOf, type Markup, markup} from '../html/markup.ts'
import {htmlTable} from '../html/page.ts'
import type {Translator} from '../translate.ts'

/** All lists together: the page stays small enough for mail, whatever the run. */
const MOST_BYTES = 1_500_000

const timeCell = (iso: string | null, t: Translator) => (iso === null ? '' : civilTime(iso, t.language))

function placeOf({file, line, part}: ReportLine): string {
  if (file === null) return ''
  const name = file.split(/[\\/]/).at(-1) ?? file
  return [name, line, part].filter((word) => word !== null).join(' · ')
}

/** By what the hospital finds its patient and its document; then the DMP's names and when. */
function row(line: ReportLine, t: Translator): Markup {
  const {ipp, venue, sourceId, typeCode, code, answer, attempts, uniqueId, sentAt, settledAt} = line
  const why = [code, answer?.code].filter(Boolean).join(' · ')
  return markup`<tr><td>${ipp}</td><td>${venue}</td><td>${sourceId}</td><td>${typeCode}</td><td><code>${why}</code></td><td class="number">${attempts}</td><td>${timeCell(settledAt ?? sentAt, t)}</td><td class="id">${uniqueId}</td><td>${placeOf(line)}</td></tr>
`
}

function heads(t: Translator): string[] {
  return ['ipp', 'venue', 'source', 'type', 'code', 'attempts', 'at', 'unique-id', 'place'].map((name) =>
    t(`batch-report.head.${name}`),
  )
}

/** Documents that took longest, whatever became of them. */
export function slowestSection({slowest}: BatchReport, t: Translator): Markup | undefined {
  if (slowest.length === 0) return undefined
  const rows = slowest.map(
    ({
      tookMs,
      state,
      ipp,
      venue,
      sourceId,
      uniqueId,
      sentAt,
    }) => markup`<tr><td class="number">${brief(tookMs ?? 0, t.language)}</td><td>${t(`state.${state}`)}</td><td>${ipp}</td><td>${venue}</td><td>${sourceId}</td><td>${timeCell(sentAt, t)}</td><td class="id">${uniqueId}</td></tr>
`,
  )
  const head = ['took', 'state', 'ipp', 'venue', 'source', 'sent', 'unique-id'].map((name) =>
    t(`batch-report.head.${name}`),
  )
  return markup`<h2>${t('batch-report.slowest')}</h2>
${htmlTable({id: 'slowest', head, rows, numbers: [0]})}`
}

/** Every list of documents that are not accepted, gravest first, cut where the page would grow too large. */
export function listSections({lists, files}: BatchReport, t: Translator): Markup[] {
  const whole = files
    .find((file) => file.endsWith('.csv'))
    ?.split(/[\\/]/)
    .at(-1)
  let left = MOST_BYTES
  return lists.map(({name, total, lines}) => {
    const rows: Markup[] = []
    for (const line of lines) {
      const made = row(line, t)
      left -= bytesOf(made)
      if (left < 0) break
      rows.push(made)
    }
    const cut =
      rows.length < total
        ? markup`<p class="soft">${t(whole ? 'batch-report.cut' : 'batch-report.cut-alone', {
            shown: count(rows.length, t.language),
            total: count(total, t.language),
            file: whole ?? '-',
          })}</p>`
        : undefined
    return markup`<h2>${t(`batch-report.list.${name}`)} (${count(total, t.language)})</h2>
${cut}${htmlTable({id: `list-${name}`, head: heads(t), rows, numbers: [5]})}`
  })
}
