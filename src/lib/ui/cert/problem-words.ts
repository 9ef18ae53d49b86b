import {problemKind} from '../../containers/problem-kind.ts'
import type {Translator} from '../translate.ts'

/** What is wrong with a source or a part of it, in words; undefined for a code that has none. */
export function problemWords(problem: string, t: Translator): string | undefined {
  const key = `error.DMP_CERT_SOURCE_UNREADABLE.problem.${problemKind(problem)}`
  return t.has(key) ? t(key) : undefined
}

const parts: readonly (readonly [RegExp, string])[] = [
  [/PEM block (\d+) \(line (\d+)\)/g, 'pem-block'],
  [/\bcertificate (\d+)/g, 'certificate'],
  [/^entry (\d+)/g, 'entry'],
  [/^store$/g, 'store'],
  [/^key$/g, 'key'],
  [/^request$/g, 'request'],
]

/** A part of a source as the reader of containers names it, in the user's language. */
export function partWords(part: string, t: Translator): string {
  return parts.reduce(
    (text, [form, name]) =>
      text.replace(form, (_whole, number: string, line: string) =>
        t(`cert.part.${name}`, {number: String(number), line: String(line)}),
      ),
    part,
  )
}
