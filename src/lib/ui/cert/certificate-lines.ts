import type {CertificateFacts, StructureFacts} from '../../usecases/cert/certificate-facts.ts'
import type {ExtensionFacts} from '../../usecases/cert/extension-facts.ts'
import type {Screen} from '../screen.ts'
import type {Translator} from '../translate.ts'
import {labelled, oneLine, type Row} from './labelled.ts'

/** One certificate: what it is in its head line, then every field. */
export function certificateLines(facts: CertificateFacts, screen: Screen): string[] {
  const {t, color} = screen
  const {product, environment, subject, label, position, role, pem} = facts
  const head = [
    `${position}.`,
    color.bold(t(`cert.product.${product}`)),
    t(`cert.environment.${environment.verdict}`),
    oneLine(subject.CN ?? subject.OU ?? ''),
    ...(label ? [oneLine(`« ${label} »`)] : []),
    ...(ended(facts) ? [color.red(daysText(facts, t))] : []),
    ...(role === 'leaf' ? [color.green(t('cert.leaf'))] : []),
  ]
  return [
    head.filter(Boolean).join('  '),
    ...labelled(rowsOf(facts, screen), '   ', screen),
    ...(pem ? pem.trimEnd().split('\n') : []),
  ]
}

function ended({validity}: CertificateFacts): boolean {
  return validity.state !== 'valid' || validity.daysLeft < 0
}

function daysText({validity}: CertificateFacts, t: Translator): string {
  const state = validity.state === 'valid' && validity.daysLeft < 0 ? 'out-of-use' : validity.state
  return t(`cert.days.${state}`, {days: Math.abs(validity.daysLeft)})
}

function rowsOf(facts: CertificateFacts, {t}: Screen): Row[] {
  const {validity, issuer, structure, serialNumber, publicKey, environment} = facts
  const heard = environment.signs.filter(({says}) => says !== 'nothing')
  return [
    ['cert.label.subject', facts.subject.dn],
    ...(facts.masked ? [['cert.label.masked', t('cert.masked')] as Row] : []),
    ['cert.label.issuer', issuer.dn, issuerText(issuer, t)],
    ...(structure ? [['cert.label.structure', structureText(structure, t)] as Row] : []),
    ['cert.label.validity', `${validity.notBefore} → ${validity.notAfter}`],
    ['cert.label.end-of-use', `${validity.endOfUse} (${daysText(facts, t)})`],
    ...(facts.product === 'AUTHORITY'
      ? []
      : [['cert.label.renewable', t('cert.renewable', {until: validity.renewableUntil})] as Row]),
    ['cert.label.serial', serialNumber.hex, serialNumber.decimal],
    ['cert.label.key', `${keyText(publicKey)}, ${facts.signatureAlgorithm}`],
    ...extensionRows(facts.extensions, t),
    [
      'cert.label.environment',
      t('cert.environment.signs', {count: heard.length, all: environment.signs.length}),
      ...heard.map(({id, found, says}) =>
        t('cert.sign', {sign: t(`cert.sign.${id}`), found, says: t(`cert.environment.${says}`)}),
      ),
    ],
    ['cert.label.sha1', facts.fingerprints.sha1],
    ['cert.label.sha256', facts.fingerprints.sha256],
  ]
}

function issuerText({file, trusted, forged}: CertificateFacts['issuer'], t: Translator): string {
  if (trusted) return t('cert.issuer.known', {file: file ?? ''})
  return t(forged ? 'cert.issuer.forged' : 'cert.issuer.unknown')
}

export function structureText({type, id, checkDigitOk, deprecated}: StructureFacts, t: Translator): string {
  const key = checkDigitOk === null ? 'none' : checkDigitOk ? 'right' : 'wrong'
  return [
    t(`cert.structure.${type}`),
    id,
    `(${t(`cert.check-digit.${key}`)}${deprecated ? `, ${t('cert.structure.deprecated')}` : ''})`,
  ].join(' ')
}

export function keyText({algorithm, bits}: CertificateFacts['publicKey']): string {
  return bits > 0 ? `${algorithm.toUpperCase()} ${bits}` : algorithm.toUpperCase()
}

/** Only what the certificate has. */
export function extensionRows(extensions: ExtensionFacts, t: Translator): Row[] {
  const {privateKeyUsage: period, basicConstraints, category} = extensions
  const critical = (oid: string) => (extensions.critical.includes(oid) ? ` ${t('cert.critical')}` : '')
  const list = (label: string, values: readonly string[]): Row[] =>
    values.length > 0 ? [[label, ...values]] : []
  const ca = `CA${basicConstraints.pathLength === null ? '' : `, pathlen ${basicConstraints.pathLength}`}`
  const usage = extensions.keyUsage.join(', ')
  return [
    ...list('cert.label.key-usage', usage ? [`${usage}${critical('2.5.29.15')}`] : []),
    ...list(
      'cert.label.extended-usage',
      extensions.extendedKeyUsage.map(({oid, name}) => `${name ? `${name} (${oid})` : oid}`),
    ),
    ...list('cert.label.constraints', basicConstraints.ca ? [`${ca}${critical('2.5.29.19')}`] : []),
    ...list(
      'cert.label.policies',
      extensions.policies.map(({oid, cps}) => [oid, ...cps].join('  ')),
    ),
    ...list(
      'cert.label.alt-names',
      extensions.subjectAltName.map(({type, value}) => `${type}: ${value}`),
    ),
    ...list(
      'cert.label.key-period',
      period ? [`${period.notBefore ?? '–'} → ${period.notAfter ?? '–'}`] : [],
    ),
    ...list(
      'cert.label.category',
      category === null ? [] : [`${category} ${categoryText(category, t)}`.trim()],
    ),
    ...list('cert.label.card-type', extensions.cardType === null ? [] : [String(extensions.cardType)]),
    ...list('cert.label.card-number', extensions.cardNumber === null ? [] : [extensions.cardNumber]),
    ...list('cert.label.profession', extensions.profession === null ? [] : [String(extensions.profession)]),
    ...list('cert.label.crl', extensions.crl),
    ...list('cert.label.delta-crl', extensions.deltaCrl),
    ...list('cert.label.ocsp', extensions.ocsp),
    ...list('cert.label.ca-issuers', extensions.caIssuers),
    ...list('cert.label.ski', extensions.subjectKeyId === null ? [] : [extensions.subjectKeyId]),
    ...list('cert.label.aki', extensions.authorityKeyId === null ? [] : [extensions.authorityKeyId]),
    ...list(
      'cert.label.unknown-extensions',
      extensions.unknown.map(
        ({oid, hex, critical: must}) => `${oid}${must ? ` ${t('cert.critical')}` : ''}  ${hex}`,
      ),
    ),
  ]
}

function categoryText(category: string, t: Translator): string {
  const key = `cert.category.${category}`
  return t.has(key) ? t(key) : ''
}
