import type {InspectedSource, Inspection, KeyFacts} from '../../usecases/cert/cert-inspect.ts'
import type {ListFacts, RequestFacts} from '../../usecases/cert/companion-facts.ts'
import {spokenParams} from '../error-text.ts'
import {plainParams} from '../plain.ts'
import type {Screen} from '../screen.ts'
import {certificateLines, extensionRows, keyText, structureText} from './certificate-lines.ts'
import {labelled, oneLine, type Row} from './labelled.ts'
import {partWords, problemWords} from './problem-words.ts'

/** `dmp cert inspect`: source after source, its certificates first, then what came with them. */
export function inspectionLines({sources, failed}: Inspection, screen: Screen): string[] {
  const blocks = [
    ...sources.map((source) => sourceLines(source, screen)),
    ...failed.map(({path, error}) => {
      const params = plainParams(spokenParams(`error.${error.code}`, error.params, screen.t))
      return [
        `${screen.color.bold(oneLine(path))}  ${screen.color.red(screen.t(`error.${error.code}.what`, params))}`,
      ]
    }),
  ]
  return blocks.flatMap((block, index) => (index === 0 ? block : ['', ...block]))
}

function sourceLines(inspected: InspectedSource, screen: Screen): string[] {
  const {t, color} = screen
  const {source, certificates, requests, revocationLists, keys, storeEntries, problems, findings} = inspected
  return [
    `${color.bold(oneLine(source.path))}  ${t(`cert.format.${source.format}`)}`,
    ...labelled(sourceRows(inspected, screen), '  ', screen),
    ...certificates.flatMap((certificate) => ['', ...certificateLines(certificate, screen)]),
    ...requests.flatMap((request) => ['', ...requestLines(request, screen)]),
    ...revocationLists.flatMap((list) => ['', ...listLines(list, screen)]),
    ...(keys.length > 0 ? ['', color.bold(t('cert.keys'))] : []),
    ...keys.map((key) => `  ${oneLine(keyLine(key, screen))}`),
    ...(storeEntries.length > 0 ? ['', color.bold(t('cert.store'))] : []),
    ...storeEntries.map((entry) => `  ${oneLine(storeLine(entry, screen))}`),
    ...(problems.length + findings.length > 0 ? [''] : []),
    ...problems.map(({part, problem}) =>
      color.red(oneLine(`✘ ${partWords(part, t)}: ${problemText(problem, screen)}`)),
    ),
    ...findings.map(({check, severity, variant, params}) => {
      const own = `certificate.finding.${check}.${variant}`
      const text = oneLine(t(t.has(own) ? own : `certificate.finding.${check}`, params))
      return severity === 'info' ? `· ${check} ${text}` : color.yellow(`! ${check} ${text}`)
    }),
  ]
}

function sourceRows({source, keys}: InspectedSource, {t}: Screen): Row[] {
  const {protection, server, passwordNeeded, keyPasswordNeeded} = source
  const rows: Row[] = []
  if (server) rows.push(['cert.label.server', `${server.protocol}, ${server.cipher} (${server.address})`])
  if (protection)
    rows.push([
      'cert.label.protection',
      t('cert.protection', {
        certificates: protection.certificates === 'clear' ? t('cert.clear') : protection.certificates,
        mac: protection.mac
          ? `${protection.mac.hash} × ${protection.mac.iterations}`
          : t('cert.protection.no-mac'),
      }),
    ])
  if (
    passwordNeeded ||
    keyPasswordNeeded ||
    keys.some(({encrypted, matches}) => encrypted && matches !== null)
  )
    rows.push(['cert.label.password', t(passwordText({source}))])
  return rows
}

function passwordText({source}: Pick<InspectedSource, 'source'>): string {
  if (!source.passwordNeeded && !source.keyPasswordNeeded) return 'cert.password.opened'
  if (source.format === 'pkcs11') return 'cert.password.token'
  const {certificates = 'clear'} = source.protection ?? {}
  return certificates !== 'clear' ? 'cert.password.all' : 'cert.password.keys'
}

function keyLine(key: KeyFacts, {t}: Screen): string {
  const {form, encrypted, encryption, alias, certificate} = key
  const protection = encrypted ? (encryption ?? t('cert.key.closed')) : t('cert.key.clear')
  const bond = t(`cert.key.${bondOf(key)}`, {position: certificate ?? 0})
  return [t(`cert.key.form.${form}`), ...(alias ? [`« ${alias} »`] : []), `${protection},`, bond].join(' ')
}

function bondOf({encrypted, spkiSha256, certificate, matches}: KeyFacts): string {
  if (certificate !== null) return matches === null ? 'bound' : matches ? 'checked' : 'mismatch'
  return encrypted && spkiSha256 === undefined ? 'untold' : 'alone'
}

function storeLine(
  {store, thumbprint, friendlyName, exportable, hasPrivateKey}: InspectedSource['storeEntries'][number],
  {t}: Screen,
): string {
  const key =
    hasPrivateKey === false
      ? 'no-key'
      : exportable === undefined
        ? 'key'
        : exportable
          ? 'exportable'
          : 'not-exportable'
  return [store, thumbprint, ...(friendlyName ? [`« ${friendlyName} »`] : []), t(`cert.store.${key}`)]
    .filter(Boolean)
    .join('  ')
}

function requestLines(request: RequestFacts, screen: Screen): string[] {
  const {t, color} = screen
  const state = request.signatureOk === null ? 'unchecked' : request.signatureOk ? 'right' : 'wrong'
  return [
    color.bold(t('cert.request')),
    ...labelled(
      [
        ['cert.label.subject', request.subject.dn],
        ...(request.structure ? [['cert.label.structure', structureText(request.structure, t)] as Row] : []),
        ['cert.label.key', `${keyText(request.publicKey)}, ${request.signatureAlgorithm}`],
        ['cert.label.request-signature', t(`cert.request.${state}`)],
        ...extensionRows(request.extensions, t),
      ],
      '  ',
      screen,
    ),
  ]
}

function listLines(list: ListFacts, screen: Screen): string[] {
  const {t, color} = screen
  const head = color.bold(t('cert.list'))
  if (list.state === 'unreadable') return [head, `  ${color.red(t('cert.list.unreadable'))}`]
  return [
    head,
    ...labelled(
      [
        ['cert.label.issuer', list.issuer?.dn ?? '–'],
        [
          'cert.label.list-dates',
          `${list.thisUpdate} → ${list.nextUpdate ?? '–'} (${t(`cert.list.${list.state}`)})`,
        ],
        ['cert.label.revoked', String(list.revoked)],
      ],
      '  ',
      screen,
    ),
  ]
}

/** The offset stays: it is what a maintainer asks for. */
function problemText(problem: string, {t}: Screen): string {
  const words = problemWords(problem, t)
  return words === undefined ? problem : `${words} (${problem})`
}
