import type {SecretSource} from '../ports/secrets.ts'
import type {
  AuthorDefaults,
  InsiProfile,
  KeySource,
  LegalAuthenticatorDefaults,
  Profile,
  VihfUser,
} from './profile.ts'
import type {SettingValue} from './setting.ts'

/** Decided values by dotted key, each already of its setting's type. */
export type Values = ReadonlyMap<string, SettingValue>

/** The section `prefix` as an object, leaving out what is not set. */
function section(values: Values, prefix: string, names: readonly string[]): Record<string, SettingValue> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = values.get(`${prefix}.${name}`)
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

function keySource(values: Values, root: string): KeySource {
  const at = (name: string) => values.get(`${root}.${name}`)
  const text = (name: string) => at(name) as string
  switch (text('kind')) {
    case 'pem':
      return {
        kind: 'pem',
        certificatePath: text('certificatePath'),
        keyPath: text('keyPath'),
        passphrase: at('passphrase') as SecretSource,
      }
    case 'pkcs11':
      return {
        kind: 'pkcs11',
        modulePath: text('modulePath'),
        tokenLabel: text('tokenLabel'),
        keyLabel: text('keyLabel'),
        pin: at('pin') as SecretSource,
        ...(at('enginePath') === undefined ? {} : {enginePath: text('enginePath')}),
      }
    default:
      return {kind: 'pkcs12', path: text('path'), passphrase: at('passphrase') as SecretSource}
  }
}

function vihfUser(values: Values): VihfUser {
  const names =
    values.get('vihf.user.kind') === 'named'
      ? ['kind', 'id', 'family', 'given', 'professionCode', 'specialtyCode', 'rpps']
      : ['kind', 'responsibleId']
  return section(values, 'vihf.user', names) as unknown as VihfUser
}

/** What opens the key of each kind of source; without it there is no source. */
const OPENS: Readonly<Record<string, readonly string[]>> = {
  pkcs12: ['path'],
  pem: ['certificatePath', 'keyPath'],
  pkcs11: ['modulePath', 'tokenLabel', 'keyLabel'],
}

function insiSection(values: Values): Pick<Profile, 'insi'> {
  if (!values.has('insi.url')) return {}
  const root = 'insi.certificate'
  const needed = OPENS[String(values.get(`${root}.kind`))] ?? []
  const named = needed.length > 0 && needed.every((name) => values.has(`${root}.${name}`))
  const names = ['url', 'idam', 'instance', 'lpsName', 'lpsVersion', 'sender', 'caFiles']
  const insi = section(values, 'insi', names) as unknown as InsiProfile
  return {insi: named ? {...insi, certificate: keySource(values, root)} : insi}
}

/**
 * Arranges decided values as a {@link Profile}. The table of settings has checked their types and that the required
 * ones are there; this only gives them their place, which is why it may state types that it does not test.
 */
export function buildProfile(name: string, values: Values): Profile {
  const of = (prefix: string, ...names: string[]) => section(values, prefix, names) as never
  const at = (key: string) => values.get(key) as never
  const optional = (key: string) => (values.has(key) ? {[key]: at(key)} : {})
  return {
    name,
    environment: at('environment'),
    endpoints: of(
      'endpoints',
      'base',
      'repository',
      'registry',
      'patients',
      'paramLps',
      'webPs',
      'serverName',
    ),
    ...optional('proxy'),
    timeouts: {
      connectMs: at('timeouts.connect'),
      answerMs: at('timeouts.answer'),
      totalMs: at('timeouts.total'),
    },
    structure: of(
      'structure',
      'finessEj',
      'finessEg',
      'siret',
      'name',
      'kind',
      'legalStatus',
      'sector',
      'contentTypeCode',
      'practiceSettingCode',
      'ippOid',
    ),
    certificates: {
      auth: keySource(values, 'certificates.auth'),
      sign: keySource(values, 'certificates.sign'),
    },
    trust: of('trust', 'caFiles', 'publicCaFiles', 'revocation'),
    ins: of('ins', 'allowedOids', 'oidMapping'),
    ...insiSection(values),
    author: of(
      'author',
      'kind',
      'id',
      'family',
      'given',
      'specialtyCode',
      'roleCode',
      'softwareName',
      'modelName',
    ) as AuthorDefaults,
    legalAuthenticator: of('legalAuthenticator', 'id', 'family', 'given') as LegalAuthenticatorDefaults,
    lps: of('lps', 'name', 'version', 'id', 'homologation'),
    ids: of('ids', 'oidRoot', 'form'),
    vihf: {
      ...(of(
        'vihf',
        'version',
        'authModeName',
        'issuerDnOrder',
        'maxAgeSeconds',
        'authnContext',
        'structure',
      ) as Omit<Profile['vihf'], 'user'>),
      user: vihfUser(values),
    },
    xds: of(
      'xds',
      'signatureDigest',
      'signingCertificate',
      'signatureFormatCode',
      'hashAndSize',
      'patientIdBirthDate',
      'returnComposedObjects',
    ),
    limits: {
      ...(of('limits', 'submitPerSecond', 'perDay', 'windows', 'noticeContact') as Profile['limits']),
      certificateWaitMs: at('limits.certificateWait'),
      retryAfterMs: at('limits.retryAfter'),
    },
    unknown: {recheckAfterMs: at('unknown.recheckAfter')},
    answers: of('answers', 'warnings'),
    visibility: of('visibility', 'allowConceal'),
    documents: of('documents', 'pdf', 'group', 'idExtension'),
    hl7: of('hl7', 'valiMeansQualified'),
    paramLps: of('paramLps', 'file'),
    ...optional('schemaPack'),
    habilitation: of('habilitation', 'file'),
    journal: of('journal', 'path', 'password'),
    contacts: of('contacts', 'patientSupport', 'dmpSupport'),
    traces: {
      patientId: at('traces.patientId'),
      retentionMonths: at('traces.retention'),
    },
  }
}
