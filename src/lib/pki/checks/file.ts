import type {Container, ContainerFormat} from '../../containers/container.ts'
import {environmentOf} from '../environment.ts'
import {productOf} from '../product.ts'
import {readStructureId} from '../structure-id.ts'
import type {CertificateRule, CheckSubject, Verdict} from './check.ts'
import {toldByContainer} from './container.ts'
import {day, warning} from './fault.ts'

const others = 0o077

/** Where the file lies, who can read it, and whether its name tells the truth. */
export const fileRules: readonly CertificateRule[] = [
  {
    id: 'FILE-01',
    scope: 'file',
    severity: 'warning',
    source: 'ANSSI hygiene guide: a private key is readable by its owner alone',
    find: readable,
  },
  {
    id: 'FILE-02',
    scope: 'file',
    severity: 'warning',
    source: 'private keys of this PKI found in public places',
    find: ({role, file, container}) => {
      if (file?.places === undefined || container === undefined) return undefined
      const place = file.places[0]
      return place !== undefined && holdsKeys(container)
        ? warning('FILE-02', role, {path: file.path}, place)
        : []
    },
  },
  {
    id: 'FILE-03',
    scope: 'file',
    severity: 'warning',
    source: 'RFC 5958; ANSSI hygiene guide: keys at rest are encrypted',
    find: ({role, container}) => {
      if (container === undefined) return undefined
      const clear = container.keys.find((key) => !key.encrypted && isInFile(key))
      return clear ? warning('FILE-03', role, {path: clear.file ?? container.name}) : []
    },
  },
  {
    id: 'FILE-04',
    scope: 'file',
    severity: 'warning',
    source: 'field: after a renewal the old file often stays in use',
    find: ({role, file}) => {
      if (file === undefined || (file.copies === undefined && file.newerTwin === undefined)) return undefined
      const {newerTwin, copies = []} = file
      return [
        ...(newerTwin
          ? warning(
              'FILE-04',
              role,
              {path: file.path, newer: newerTwin.path, end: day(newerTwin.notAfter)},
              'older-twin',
            )
          : []),
        ...(copies[0]
          ? warning('FILE-04', role, {path: file.path, copy: copies[0], count: copies.length})
          : []),
      ]
    },
  },
  {
    id: 'FILE-05',
    scope: 'file',
    severity: 'warning',
    source: 'RFC 7468, RFC 7292, RFC 2315: the content says the format, not the name',
    find: format,
  },
  {
    id: 'FILE-06',
    scope: 'file',
    severity: 'warning',
    source: 'a published INSI-AUTO file that holds an INSI-MANU certificate',
    find: announced,
  },
]

/** A token or a store tells of keys that it keeps itself. */
const isInFile = ({form}: Container['keys'][number]) => form !== 'token' && form !== 'windows-store'
const holdsKeys = ({keys}: Container) => keys.some(isInFile)

function readable({role, file, container}: CheckSubject): Verdict {
  if (file === undefined || container === undefined) return undefined
  if (file.mode === undefined && file.readableBy === undefined) return undefined
  if (!holdsKeys(container)) return []
  const {path, mode = 0, readableBy = []} = file
  if (readableBy[0] !== undefined) return warning('FILE-01', role, {path, who: readableBy.join(', ')}, 'acl')
  return (mode & others) === 0
    ? []
    : warning('FILE-01', role, {path, mode: (mode & 0o777).toString(8).padStart(4, '0')})
}

/** Endings that promise a format; `.crt`, `.cer` and `.key` come in PEM and in DER. */
const promised: Readonly<Record<string, readonly ContainerFormat[]>> = {
  pem: ['pem', 'pkcs7', 'key', 'csr', 'crl'],
  der: ['der', 'key', 'csr', 'crl'],
  crt: ['pem', 'der'],
  cer: ['pem', 'der'],
  p7b: ['pkcs7'],
  p7c: ['pkcs7'],
  p12: ['pkcs12'],
  pfx: ['pkcs12'],
  jks: ['jks'],
  jceks: ['jceks'],
  csr: ['csr'],
  req: ['csr'],
  crl: ['crl'],
  key: ['key', 'pem'],
}

function ending({name}: Container): string {
  return /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
}

const fromFiles: readonly ContainerFormat[] = [
  ...(['pem', 'der', 'pkcs7', 'pkcs12', 'jks', 'jceks', 'csr', 'crl', 'key'] as const),
]

function format(subject: CheckSubject): Verdict {
  const {role, container} = subject
  if (container === undefined || !fromFiles.includes(container.format)) return undefined
  const told = toldByContainer(subject, 'FILE-05')
  const end = ending(container)
  const wanted = promised[end]
  const params = {path: container.name, ending: end, format: container.format}
  const own = [
    ...(wanted && !wanted.includes(container.format) ? warning('FILE-05', role, params, 'ending') : []),
    ...(container.format === 'pkcs7' && !container.certificates.some(({isCa}) => !isCa)
      ? warning('FILE-05', role, params, 'no-leaf')
      : []),
  ]
  return [...told, ...own.filter(({variant}) => !told.some((finding) => finding.variant === variant))]
}

/** Most names promise nothing that is looked at below. */
const telling = /INSI-|AUTH|SIGN|CACHET|TEST|PROD|[0-9][0-9AB][0-9]{7}/

/** What words of the path promise of the content, and what the content is. */
function announced({role, certificate, file}: CheckSubject): Verdict {
  if (file === undefined) return undefined
  const name = file.path.split(/[/\\]/).slice(-2).join('/').toUpperCase()
  if (!telling.test(name)) return []
  const says = (word: RegExp) => word.test(name)
  const {commonName = '', organisationalUnit = ''} = certificate.subject
  const product = productOf(certificate)
  const environment = environmentOf(certificate).verdict
  const finess = /(?<![0-9A-Z])[0-9][0-9AB][0-9]{7}(?![0-9A-Z])/.exec(name)?.[0]
  const owner = readStructureId(organisationalUnit)
  const wrong = (what: string, found: string) =>
    warning('FILE-06', role, {path: file.path, announced: what, found})
  if (says(/INSI-AUTO/) && commonName === 'INSI-MANU') return wrong('INSI-AUTO', commonName)
  if (says(/INSI-MANU/) && commonName === 'INSI-AUTO') return wrong('INSI-MANU', commonName)
  if (says(/AUTH_?CLI/) && product === 'SIGN') return wrong('AUTH_CLI', product)
  if (says(/(?<![A-Z])(?:SIGN|CACHET)(?![A-Z])/) && product === 'ORG_AUTH_CLI') return wrong('SIGN', product)
  if (says(/(?<![A-Z])TEST(?![A-Z])/) && environment === 'production') return wrong('TEST', environment)
  if (says(/(?<![A-Z])PROD(?:UCTION)?(?![A-Z])/) && environment === 'test') return wrong('PROD', environment)
  if (finess !== undefined && owner?.kind === 'finess' && owner.number !== finess)
    return wrong(finess, organisationalUnit)
  return []
}
