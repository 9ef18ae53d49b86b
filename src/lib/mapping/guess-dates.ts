import {dateReader} from './date-form.ts'

/** Forms that exports use, the likeliest first; the canonical form needs no declaration. */
const FORMS = [
  'dd/MM/yyyy',
  'dd/MM/yyyy HH:mm',
  'dd/MM/yyyy HH:mm:ss',
  'dd/MM/yyyy[ HH:mm[:ss]]',
  'yyyyMMdd',
  'yyyyMMddHHmmss',
  'yyyyMMddHHmm',
  'yyyy-MM-dd HH:mm:ss',
  'yyyy-MM-dd[ HH:mm[:ss]]',
  'yyyy-MM-ddTHH:mm:ss',
  'yyyy/MM/dd',
  'dd-MM-yyyy[ HH:mm[:ss]]',
  'dd.MM.yyyy[ HH:mm[:ss]]',
  'MM/dd/yyyy[ HH:mm[:ss]]',
] as const

export interface GuessedDates {
  readonly form?: string
  /** Day and month could change places in every date seen. */
  readonly ambiguous: boolean
  /** Dates that the form does not read. */
  readonly others: number
}

const CANONICAL = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2}))?$/

const reads = (form: string, text: string) => {
  const found = dateReader(form)?.(text, 'Europe/Paris', true)
  return found !== undefined && ('text' in found || found.reason === 'date-ambiguous')
}

/** The form that reads most dates of a column: none where they are canonical; undefined when no form reads half of them. */
export function guessDates(texts: readonly string[], numbers: boolean): GuessedDates | undefined {
  const canonical = texts.filter((text) => CANONICAL.test(text)).length
  if (canonical === texts.length) return {ambiguous: false, others: 0}
  if (numbers) return {form: 'excel', ambiguous: false, others: 0}
  let [form, most] = ['', canonical]
  for (const one of FORMS) {
    const count = texts.filter((text) => reads(one, text)).length
    if (count > most) [form, most] = [one, count]
  }
  if (most * 2 <= texts.length) return undefined
  const ambiguous = form.startsWith('dd/MM') && texts.every((text) => Number(text.split('/')[0]) <= 12)
  return {...(form === '' ? {} : {form}), ambiguous, others: texts.length - most}
}
