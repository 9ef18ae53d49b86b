import type {Bucket, BucketKey} from './buckets.ts'
import type {Split} from './counted-documents.ts'
import {monthStart} from './paris-month.ts'

export type Dialect = 'kibana-lens-en' | 'kibana-table-en' | 'kibana-fr'

export interface FileWish {
  readonly dialect: Dialect
  /** Values as they are stored (epoch ms, plain numbers) or as a field formatter shows them. */
  readonly values: 'raw' | 'formatted'
  /** `format:number:defaultLocale`, of formatted numbers. */
  readonly locale: 'fr' | 'en'
  /** `csv:separator`. */
  readonly separator: string
  /** `csv:quoteValues`. */
  readonly quotes: boolean
  readonly byteOrderMark: boolean
  readonly by: readonly Split[]
  readonly measure: 'unique' | 'records'
  readonly top: number | undefined
  /** Names of the fields in the index. */
  readonly fields: Readonly<Record<Split, string>>
}

const DOCUMENT = 'document_unique_id'

interface Words {
  term(field: string, top: number | undefined): string
  month(field: string): string
  readonly unique: string
  readonly records: string
  readonly other: string
  readonly missing: string
}

/** The French wording is recalled and not verified: Kibana's translations differ by version. */
const words: Readonly<Record<Dialect, Words>> = {
  'kibana-lens-en': {
    term: (field, top) => (top === undefined ? `Top values of ${field}` : `Top ${top} values of ${field}`),
    month: (field) => `${field} per month`,
    unique: `Unique count of ${DOCUMENT}`,
    records: 'Count of records',
    other: 'Other',
    missing: '(missing value)',
  },
  'kibana-table-en': {
    term: (field) => `${field}: Descending`,
    month: (field) => `${field} per month`,
    unique: `Unique count of ${DOCUMENT}`,
    records: 'Count',
    other: 'Other',
    missing: '(missing value)',
  },
  'kibana-fr': {
    term: (field, top) =>
      top === undefined ? `Premières valeurs de ${field}` : `${top} premières valeurs de ${field}`,
    month: (field) => `${field} par mois`,
    unique: `Nombre unique de ${DOCUMENT}`,
    records: 'Nombre d’enregistrements',
    other: 'Autre',
    missing: '(valeur manquante)',
  },
}

const BOM = '\u{feff}'

/** The file that a panel's "Download CSV" writes: CRLF on every line, the last one too (Kibana, export_csv.tsx). */
export function kibanaFile(buckets: readonly Bucket[], wish: FileWish): string {
  const {dialect, by, top, fields, measure, separator} = wish
  const {term, month, unique, records} = words[dialect]
  const header = [
    ...by.map((split) => (split === 'month' ? month(fields.month) : term(fields[split], top))),
    measure === 'unique' ? unique : records,
  ]
  const rows = buckets.map((bucket) => [
    ...bucket.keys.map((key, at) => keyText(key, by[at], wish)),
    numberText(bucket[measure], wish),
  ])
  const lines = [header, ...rows].map((cells) => cells.map((cell) => cellText(cell, wish)).join(separator))
  return `${wish.byteOrderMark ? BOM : ''}${lines.map((line) => `${line}\r\n`).join('')}`
}

function keyText(key: BucketKey, split: Split | undefined, {dialect, values}: FileWish): string {
  if (key.kind !== 'value') {
    if (values === 'raw') return `__${key.kind}__`
    return words[dialect][key.kind]
  }
  if (split !== 'month') return key.value
  // `dateFormat:scaled` writes a bucket of a day or more as its first day.
  return values === 'raw' ? String(monthStart(key.value)) : `${key.value}-01`
}

/** Thousands are grouped by a comma or, in French, by a blank (numeral.js). */
function numberText(value: number, {values, locale}: FileWish): string {
  if (values === 'raw') return String(value)
  return String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, locale === 'fr' ? ' ' : ',')
}

/** Quoted when anything but letters and digits stands in it, quotes doubled; what looks like a formula is made text. */
function cellText(value: string, {quotes, separator}: FileWish): string {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  const mustBe = text.includes(separator) || /["\r\n]/.test(text)
  return mustBe || (quotes && /[^a-zA-Z0-9]/.test(text)) ? `"${text.replaceAll('"', '""')}"` : text
}
