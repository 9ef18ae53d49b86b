import type {CertScan, ScanFinding, ScannedCertificate} from '../../usecases/cert/scan-report.ts'
import {count} from '../figures.ts'
import type {Translator} from '../translate.ts'
import {partWords, problemWords} from './problem-words.ts'

/** The sentence of a finding. */
export function sentence({message, params}: ScanFinding, t: Translator): string {
  return t(message, params)
}

/** What was seen, as pairs of a name and a number. */
export function figures({counts, closed}: CertScan): readonly (readonly [string, number])[] {
  const {files, sources, certificates, authorities, keys, pairs, unreadable} = counts
  return [
    ['files', files],
    ['sources', sources],
    ['certificates', certificates],
    ['authorities', authorities],
    ['keys', keys],
    ['pairs', pairs],
    ['closed', closed.length],
    ['unreadable', unreadable],
  ]
}

/** `main (auth), main (sign)`. */
export function usage({usedBy}: ScannedCertificate): string {
  return usedBy.map(({profile, use}) => `${profile} (${use})`).join(', ')
}

/** The first place, and how many others there are. */
export function places(paths: readonly string[], t: Translator): string {
  const [first = ''] = paths
  return paths.length > 1 ? `${first} ${t('cert.scan.more-places', {count: paths.length - 1})}` : first
}

/** Why a file could not be looked at: a code of the system, or of the reader, in words where there are some. */
export function troubleWords(problem: string, t: Translator): string {
  if (problem === 'EACCES' || problem === 'EPERM') return t('cert.scan.trouble.denied', {problem})
  if (problem === 'vanished') return t('cert.scan.trouble.vanished')
  if (problem === 'EFBIG') return t('cert.scan.trouble.too-large')
  if (problem === 'too-deep') return t('cert.scan.trouble.too-deep')
  // of a part of a file that holds others: `certificate 3: asn1:truncated@12`
  const [, part = '', kind = problem] = /^(.+?): ([a-z0-9]+:.+|[a-z0-9-]+)$/.exec(problem) ?? []
  const words = problemWords(kind, t)
  if (words !== undefined) return part === '' ? words : `${partWords(part, t)} : ${words}`
  return /^E[A-Z0-9]+$/.test(problem)
    ? t('cert.scan.trouble.other', {problem})
    : t('cert.scan.trouble.unknown')
}

export const whole = (value: number, t: Translator) => count(value, t.language)
