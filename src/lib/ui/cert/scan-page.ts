import type {CertScan} from '../../usecases/cert/scan-report.ts'
import {civilTime} from '../figures.ts'
import {type Part, stackedBar} from '../html/charts.ts'
import {type Markup, markup} from '../html/markup.ts'
import {htmlPage, htmlTable} from '../html/page.ts'
import type {Translator} from '../translate.ts'
import {figures, sentence, troubleWords, usage, whole} from './scan-words.ts'

/** Rows of each table: a page that a browser opens at once. The CSV has them all. */
const MOST_ROWS = 2000
/** Places that are named of one certificate. */
const MOST_PLACES = 20

/** Colours of the page for each state. */
const colours = {
  valid: 'accepted',
  ending: 'deferred',
  expired: 'refused',
  'not-yet': 'unknown',
  replaced: 'held',
} as const
const states = ['valid', 'ending', 'replaced', 'not-yet', 'expired'] as const

/** The inventory as one page for a person: figures, problems gravest first, certificates, keys, what was not read. */
export function scanPage(scan: CertScan, t: Translator): string {
  return htmlPage({
    language: t.language,
    title: t('cert.scan.title'),
    content: [
      head(scan, t),
      tiles(scan, t),
      stateChart(scan, t),
      findings(scan, t),
      certificates(scan, t),
      keys(scan, t),
      unreadable(scan, t),
    ].filter((part) => part !== undefined),
  })
}

function head({at, roots, followed, complete, verdict}: CertScan, t: Translator): Markup {
  const folders = roots.map((root) => markup`<code>${root}</code> `)
  return markup`<h1>${t('cert.scan.title')}</h1>
<p class="soft">${civilTime(at, t.language)} · ${folders}</p>
<p id="verdict" data-verdict="${verdict}">${t(`cert.check.verdict.${verdict}`)}</p>
${followed.map((one) => markup`<p class="soft">${t('cert.scan.followed', {...one})}</p>`)}
${complete ? undefined : markup`<p id="partial"><strong>${t('cert.scan.partial')}</strong></p>`}
`
}

function tiles(scan: CertScan, t: Translator): Markup {
  const items = figures(scan).map(
    ([name, value]) =>
      markup`<li><strong data-figure="${name}" data-value="${value}">${whole(value, t)}</strong>${t(`cert.scan.tile.${name}`)}</li>`,
  )
  return markup`<ul class="tiles">${items}</ul>
`
}

function stateChart(scan: CertScan, t: Translator): Markup | undefined {
  const own = scan.certificates.filter(({authority}) => !authority)
  if (own.length === 0) return undefined
  const parts: Part[] = states.map((state) => ({
    kind: colours[state],
    name: t(`cert.scan.state.${state}`),
    value: own.filter((one) => one.state === state).length,
  }))
  return stackedBar('chart-states', t('cert.scan.head.state'), parts, (value) => whole(value, t))
}

function section(title: string, table: Markup, all: number, t: Translator): Markup {
  const rest =
    all > MOST_ROWS
      ? markup`<p class="soft">${t('cert.scan.more', {count: whole(all - MOST_ROWS, t)})}</p>`
      : undefined
  return markup`<h2>${title}</h2>
${table}${rest}
`
}

const words = (names: readonly string[], t: Translator) => names.map((name) => t(`cert.scan.head.${name}`))

function findings(scan: CertScan, t: Translator): Markup | undefined {
  if (scan.findings.length === 0) return undefined
  const rows = scan.findings.slice(0, MOST_ROWS).map(
    (
      finding,
    ) => markup`<tr data-check="${finding.check}" data-severity="${finding.severity}"><td>${t(`check.severity.${finding.severity}`)}</td><td><code>${finding.check}</code></td><td class="id">${finding.path}</td><td>${sentence(finding, t)}</td></tr>
`,
  )
  const table = htmlTable({id: 'findings', head: words(['severity', 'check', 'place', 'finding'], t), rows})
  return section(t('cert.scan.section.findings'), table, scan.findings.length, t)
}

function certificates(scan: CertScan, t: Translator): Markup | undefined {
  const own = scan.certificates.filter(({authority}) => !authority)
  if (own.length === 0) return undefined
  const rows = own.slice(0, MOST_ROWS).map((one) => {
    const paths = one.paths.slice(0, MOST_PLACES).map((path) => markup`${path}<br>`)
    return markup`<tr data-sha256="${one.sha256}" data-state="${one.state}"><td style="color:var(--${colours[one.state]})">${t(`cert.scan.state.${one.state}`)}</td><td class="number">${one.notAfter.slice(0, 10)}</td><td class="number">${one.daysLeft}</td><td>${one.product}<br>${one.environment}</td><td>${one.subject}</td><td>${usage(one) || '–'}</td><td>${one.keys.length > 0 ? t('cert.scan.key-found') : '–'}</td><td class="id">${paths}${one.paths.length > MOST_PLACES ? '…' : ''}</td></tr>
`
  })
  const names = ['state', 'end', 'days', 'product', 'subject', 'used-by', 'key', 'place']
  const table = htmlTable({id: 'certificates', head: words(names, t), rows, numbers: [1, 2]})
  return section(t('cert.scan.section.certificates'), table, own.length, t)
}

function keys(scan: CertScan, t: Translator): Markup | undefined {
  if (scan.keys.length === 0) return undefined
  const subjects = new Map(scan.certificates.map(({sha256, subject}) => [sha256, subject]))
  const rows = scan.keys.slice(0, MOST_ROWS).map(
    ({
      path,
      format,
      encrypted,
      encryption,
      certificate,
    }) => markup`<tr data-encrypted="${String(encrypted)}"><td class="id">${path}</td><td>${format}</td><td>${encrypted ? (encryption ?? t('cert.scan.key-encrypted')) : t('cert.scan.key-clear')}</td><td>${(certificate && subjects.get(certificate)) || '–'}</td></tr>
`,
  )
  const table = htmlTable({id: 'keys', head: words(['place', 'format', 'protection', 'subject'], t), rows})
  return section(t('cert.scan.section.keys'), table, scan.keys.length, t)
}

function unreadable(scan: CertScan, t: Translator): Markup | undefined {
  const all = [
    ...scan.unreadable.map(({path, problem}) => ({path, why: troubleWords(problem, t)})),
    ...scan.closed.map((path) => ({path, why: t('cert.scan.trouble.closed')})),
  ]
  if (all.length === 0) return undefined
  const rows = all.slice(0, MOST_ROWS).map(
    ({path, why}) => markup`<tr><td class="id">${path}</td><td>${why}</td></tr>
`,
  )
  const table = htmlTable({id: 'unreadable', head: words(['place', 'finding'], t), rows})
  return section(t('cert.scan.unreadable'), table, scan.counts.unreadable + scan.closed.length, t)
}
