import type {FindingSeverity} from '../../pki/finding.ts'
import type {CertScan, ScannedCertificate} from '../../usecases/cert/scan-report.ts'
import {plainParams, plainValue} from '../plain.ts'
import type {Screen} from '../screen.ts'
import {tableLines} from '../table.ts'
import {figures, places, troubleWords, usage, whole} from './scan-words.ts'

/** Lines of each list on a screen; the files that may be written have them all. */
const MOST = 100

const paint = {error: 'red', warning: 'yellow', info: 'cyan'} as const satisfies Record<
  FindingSeverity,
  string
>
const verdictPaint = {ok: 'green', warning: 'yellow', error: 'red', expired: 'red'} as const
const statePaint = {
  valid: 'green',
  ending: 'yellow',
  expired: 'red',
  'not-yet': 'yellow',
  replaced: 'cyan',
} as const

/** `dmp cert scan`: problems first, gravest first, then the certificates and what could not be read, and the account. */
export function scanLines(scan: CertScan, screen: Screen): string[] {
  const {t, color} = screen
  const {csv, html} = scan.written
  return [
    ...(scan.complete ? [] : [color.yellow(t('cert.scan.partial')), '']),
    ...findingLines(scan, screen),
    ...certificateLines(scan, screen),
    ...unreadableLines(scan, screen),
    ...scan.closed.slice(0, MOST).map((path) => t('cert.scan.closed', {path})),
    ...more(scan.closed.length, screen),
    figures(scan)
      .map(([name, value]) => t(`cert.scan.count.${name}`, {count: whole(value, t)}))
      .join(' · '),
    ...scan.followed.map((one) =>
      t('cert.scan.followed', {root: plainValue(one.root), leadsTo: plainValue(one.leadsTo)}),
    ),
    ...scan.profilesUnread.map((profile) => t('cert.scan.profile-unread', {profile})),
    ...[csv, html].flatMap((path) => (path === null ? [] : [t('cert.scan.written', {path})])),
    color[verdictPaint[scan.verdict]](t(`cert.check.verdict.${scan.verdict}`)),
  ]
}

function findingLines({findings}: CertScan, screen: Screen): string[] {
  const {t, color} = screen
  if (findings.length === 0) return []
  const label = (severity: FindingSeverity) => t(`check.severity.${severity}`)
  const width = Math.max(...(['error', 'warning', 'info'] as const).map((one) => label(one).length))
  const lines = findings.slice(0, MOST).map(({check, severity, path, message, params}) => {
    const text = t(message, plainParams(params))
    const shown = plainValue(path)
    const where = text.includes(shown) ? '' : `${shown} : `
    return `${color[paint[severity]](label(severity).padEnd(width))}  ${check.padEnd(8)}  ${where}${text}`
  })
  return [...lines, ...more(findings.length, screen), '']
}

function certificateLines({certificates}: CertScan, screen: Screen): string[] {
  const {t} = screen
  const own = certificates.filter(({authority}) => !authority)
  if (own.length === 0) return [t('cert.scan.none'), '']
  const head = ['state', 'end', 'days', 'product', 'environment', 'subject', 'key', 'used-by', 'place']
  const rows = own.slice(0, MOST).map((one) => cells(one, screen))
  return [
    ...tableLines(
      head.map((name) => t(`cert.scan.head.${name}`)),
      rows,
      screen,
    ),
    ...more(own.length, screen),
    '',
  ]
}

function cells(one: ScannedCertificate, {t, color}: Screen): string[] {
  return [
    color[statePaint[one.state]](t(`cert.scan.state.${one.state}`)),
    one.notAfter.slice(0, 10),
    String(one.daysLeft),
    one.product,
    one.environment,
    plainValue(one.subject),
    one.keys.length > 0 ? t('cert.scan.key-found') : '–',
    usage(one) || '–',
    places(one.paths.map(plainValue), t),
  ]
}

function unreadableLines({unreadable, counts}: CertScan, screen: Screen): string[] {
  const {t} = screen
  if (counts.unreadable === 0) return []
  return [
    screen.color.bold(t('cert.scan.unreadable')),
    ...unreadable
      .slice(0, MOST)
      .map(({path, problem}) => `  ${plainValue(path)} : ${troubleWords(problem, t)}`),
    ...more(counts.unreadable, screen),
    '',
  ]
}

function more(all: number, {t}: Screen): string[] {
  return all > MOST ? [t('cert.scan.more', {count: whole(all - MOST, t)})] : []
}
