import type {GapReport, SideReading} from '../../stats/gap-report.ts'
import {count} from '../figures.ts'
import {type Markup, markup} from '../html/markup.ts'
import {htmlTable} from '../html/page.ts'
import {PageRoom} from '../html/page-room.ts'
import type {Translator} from '../translate.ts'
import {remarkWords} from './gap-words.ts'
import {noticeText, signText} from './reading-words.ts'

/** Lines that are left out, of each side. */
const MOST_SKIPPED = 500
const MOST_SKIPPED_BYTES = 120_000
const MOST_ITEMS = 40

const nameOf = (file: string) => file.split(/[\\/]/).at(-1) ?? file

/** What was decided about the files, that no line is lost, and what is doubtful: it stands before any figure. */
export function readingSection({sides, remarks}: GapReport, t: Translator): Markup {
  return markup`<h2 id="reading">${t('stats.page.reading')}</h2>
${list(
  remarks.map((remark) => remarkWords(remark, t)),
  t,
)}${[sides.elastic, sides.declared, ...(sides.stays ? [sides.stays] : [])].map((side, at) =>
  sideSection(side, at === 2 ? 'stays' : side.side, t),
)}`
}

function list(texts: readonly string[], t: Translator): Markup | undefined {
  if (texts.length === 0) return undefined
  const rest = texts.length - MOST_ITEMS
  const more = rest > 0 ? [t('stats.compare.more', {count: count(rest, t.language)})] : []
  return markup`<ul>${[...texts.slice(0, MOST_ITEMS), ...more].map((text) => markup`<li>${text}</li>`)}</ul>
`
}

function sideSection(reading: SideReading, side: string, t: Translator): Markup {
  const {balance, signs, notices, left} = reading
  const figure = (name: 'read' | 'used' | 'skipped') =>
    markup`<strong data-balance="${side}-${name}" data-value="${balance[name]}">${count(balance[name], t.language)}</strong> ${t(`stats.page.balance.${name}`)}`
  const lost = left.map(({reason, value, documents}) =>
    t('stats.compare.left', {
      side: t(`stats.side.${side}`),
      documents: count(documents, t.language),
      reason: t(`stats.left.${reason}`),
      value,
    }),
  )
  return markup`<h3>${t('stats.page.side', {side: t(`stats.side.${side}`)})}</h3>
<p>${figure('read')} = ${figure('used')} + ${figure('skipped')}</p>
${
  signs.length === 0
    ? undefined
    : markup`<div class="notice"><p><strong>${t('stats.page.signs')}</strong></p>${list(
        signs.map((sign) => signText(sign, t)),
        t,
      )}</div>`
}${list([...notices.map((notice) => noticeText(notice, t)), ...lost], t)}${decoding(reading, side, t)}${skipped(reading, side, t)}`
}

function decoding({files}: SideReading, side: string, t: Translator): Markup | undefined {
  if (files.length === 0) return undefined
  const rows = files.slice(0, MOST_ITEMS).map(({file, decoding: decided, balance, columns, preamble}) => {
    const told = Object.entries(decided).filter(([, value]) => typeof value !== 'object')
    const words = told.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(' ')
    const fields = columns.map(({field, header}) => `${field} ← ${header}`).join(', ')
    return markup`<tr><td>${nameOf(file)}</td><td class="id decisions">${words}</td><td>${fields}</td><td>${preamble.slice(0, 5).join(' / ')}</td><td class="number">${count(balance.read, t.language)}</td><td class="number">${count(balance.used, t.language)}</td><td class="number">${count(balance.skipped, t.language)}</td></tr>
`
  })
  const head = [
    t('stats.column.file'),
    t('stats.page.decisions'),
    t('stats.page.fields'),
    t('stats.page.preamble'),
    ...['read', 'used', 'skipped'].map((name) => t(`stats.page.balance.${name}`)),
  ]
  const table = htmlTable({
    id: `decoding-${side}`,
    head,
    rows,
    numbers: [4, 5, 6],
    label: t('stats.page.decoding'),
  })
  return markup`<details open><summary>${t('stats.page.decoding')}</summary>${table}</details>
`
}

function skipped({skipped: lines, balance}: SideReading, side: string, t: Translator): Markup | undefined {
  if (lines.length === 0) return undefined
  const room = new PageRoom(MOST_SKIPPED_BYTES)
  const rows = room.filled(
    lines.slice(0, MOST_SKIPPED),
    ({file, sheet, line, lastLine, column, reason, text}) => {
      const at = lastLine > line ? `${line}–${lastLine}` : `${line}`
      const place = [sheet, at, column].filter((part) => part !== undefined).join(' : ')
      return markup`<tr><td>${nameOf(file)}</td><td class="number">${place}</td><td>${t(`stats.skip.${reason}`)}</td><td>${text}</td></tr>
`
    },
  )
  const head = ['file', 'line', 'reason', 'text'].map((name) => t(`stats.column.${name}`))
  const label = t('stats.page.skipped', {count: count(balance.skipped, t.language)})
  const table = htmlTable({id: `skipped-${side}`, head, rows, numbers: [1], label})
  return markup`<details><summary>${label}</summary>${cut(rows.length, lines.length, t)}${table}</details>
`
}

/** That a list is not whole, and where the whole one is. */
export function cut(shown: number, total: number, t: Translator): Markup | undefined {
  if (shown >= total) return undefined
  const figures = {shown: count(shown, t.language), total: count(total, t.language)}
  return markup`<p class="soft">${t('stats.page.cut', figures)}</p>`
}
