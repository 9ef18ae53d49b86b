import {type GapCauseCode, gapCauses} from '../../stats/gap.ts'
import type {CausedDocument, GapReport} from '../../stats/gap-report.ts'
import {count} from '../figures.ts'
import {type Markup, markup} from '../html/markup.ts'
import {htmlTable} from '../html/page.ts'
import type {PageRoom} from '../html/page-room.ts'
import type {Translator} from '../translate.ts'
import {cut} from './compare-page-reading.ts'
import {shownPeriod} from './gap-words.ts'

/** Documents shown of each cause of a gap. */
const MOST_LINES = 500

export type DocumentsByKey = ReadonlyMap<string, ReadonlyMap<GapCauseCode, readonly CausedDocument[]>>

const HEAD = ['ipp', 'venue', 'sourceId', 'typeCode', 'unit', 'period', 'sign', 'state', 'reason'] as const
const DATES = ['declaredOn', 'submittedOn', 'uniqueId'] as const

export const documentsKey = (finess: string, indicator: string) => `${finess}|${indicator}`

/** The documents behind the causes, by FINESS and indicator. */
export function documentsByKey({documents}: GapReport): DocumentsByKey {
  const byKey = new Map<string, Map<GapCauseCode, CausedDocument[]>>()
  for (const document of documents) {
    const key = documentsKey(document.key.finess, document.key.indicator)
    const byCause = byKey.get(key) ?? new Map<GapCauseCode, CausedDocument[]>()
    const some = byCause.get(document.cause) ?? []
    some.push(document)
    byCause.set(document.cause, some)
    byKey.set(key, byCause)
  }
  return byKey
}

const stateWords = (state: string, t: Translator) => (t.has(`state.${state}`) ? t(`state.${state}`) : state)

/** By what the hospital finds its patient and its document; why; then the DMP's number. */
function row(document: CausedDocument, t: Translator): Markup {
  const {key, sign, uniqueId, typeCode, ipp, venue, sourceId, unit, state, reason, refusals} = document
  const why = [reason, ...refusals].filter(Boolean).join(' · ')
  return markup`<tr><td>${ipp}</td><td>${venue}</td><td>${sourceId}</td><td>${typeCode}</td><td>${unit}</td><td>${shownPeriod(key.period, t)}</td><td class="number">${sign > 0 ? '+1' : '-1'}</td><td>${stateWords(state, t)}</td><td class="id">${why}</td><td>${document.declaredOn}</td><td>${document.submittedOn}</td><td class="id">${uniqueId}</td></tr>
`
}

/** One folded list for each cause of one gap; the first lines of each, as long as the page has room. */
export function causeLists(
  id: string,
  byCause: ReadonlyMap<GapCauseCode, readonly CausedDocument[]> | undefined,
  room: PageRoom,
  t: Translator,
): Markup[] {
  const head = [...HEAD, ...DATES].map((name) => t(`stats.column.${name}`))
  return gapCauses.flatMap((code) => {
    const documents = byCause?.get(code)
    if (!documents) return []
    const rows = room.filled(documents.slice(0, MOST_LINES), (document) => row(document, t))
    const label = t('stats.page.list', {
      count: count(documents.length, t.language),
      cause: t(`stats.cause.${code}`),
    })
    const table =
      rows.length === 0 ? undefined : htmlTable({id: `${id}-${code}`, head, rows, numbers: [6], label})
    return markup`<details class="list" data-cause="${code}" data-documents="${documents.length}"><summary>${label}</summary>${cut(rows.length, documents.length, t)}${table}</details>
`
  })
}
