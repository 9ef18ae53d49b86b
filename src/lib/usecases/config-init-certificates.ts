import {DmpError} from '../errors/dmp-error.ts'
import type {Certificate} from '../pki/certificate.ts'
import {environmentOf, expectedEnvironment} from '../pki/environment.ts'
import type {CertificateFinding} from '../pki/finding.ts'
import {checkPair} from '../pki/pair.ts'
import {certificatePem} from '../pki/pem.ts'
import {productOf} from '../pki/product.ts'
import {readStructureId} from '../pki/structure-id.ts'
import type {Environment, Profile} from '../profile/profile.ts'
import {type Answers, put} from './config-init-answers.ts'
import type {ConfigPorts} from './config-ports.ts'

interface Held {
  readonly path: string
  readonly leaf: Certificate
  readonly certificates: readonly Certificate[]
}

/** Rules on the pair, once the profile is known. */
export type PairCheck = (profile: Profile) => readonly CertificateFinding[]

/**
 * Reads what a pair of PKCS#12 files says: which is ORG AUTH_CLI and which ORG SIGN, legal entity (OU), name (O),
 * environment, authorities. Answers the check of the pair to run when the profile is known.
 * @throws DmpError DMP_PROFILE_INVALID {expected} when the two are not such a pair, DMP_ENVIRONMENT_MISMATCH,
 * DMP_KEY_FILE_UNREADABLE
 */
export async function answersFromCertificates(
  ports: ConfigPorts,
  from: readonly string[],
  answers: Answers,
): Promise<PairCheck> {
  if (from.length === 0) return () => []
  const held = await Promise.all(from.map((path) => open(ports, ports.files.resolve(path))))
  const auth = find(held, 'ORG_AUTH_CLI', 'auth')
  const sign = find(held, 'SIGN', 'sign')
  put(answers, 'certificates.auth.path', auth.path, 'certificate')
  put(answers, 'certificates.sign.path', sign.path, 'certificate')
  putStructure(answers, auth.leaf)
  putEnvironment(answers, auth)
  if (answers.get('environment')?.value === 'sandbox') await keepAuthorities(ports, answers, [auth, sign])
  return (profile) => {
    const all = [...auth.certificates, ...sign.certificates].filter(({isCa}) => isCa)
    return checkPair({
      auth: auth.leaf,
      sign: sign.leaf,
      authChain: auth.certificates,
      signChain: sign.certificates,
      environment: profile.environment,
      finessEj: profile.structure.finessEj,
      ...(profile.structure.siret === undefined ? {} : {siret: profile.structure.siret}),
      now: ports.clock.now(),
      caCertificates: profile.environment === 'sandbox' ? all : [],
    })
  }
}

async function open({keyFiles}: ConfigPorts, path: string): Promise<Held> {
  const {leaf, certificates} = await keyFiles.preview({kind: 'pkcs12', path, passphrase: {from: 'none'}})
  if (leaf) return {path, leaf, certificates}
  throw unfit(path, '--from', 'PKCS#12, certificates in clear')
}

function find(held: readonly Held[], product: 'ORG_AUTH_CLI' | 'SIGN', use: 'auth' | 'sign'): Held {
  const found = held.filter(({leaf}) => productOf(leaf) === product)
  if (found.length === 1 && found[0] && held.length === 2) return found[0]
  throw unfit(held.map(({path}) => path).join(', '), `certificates.${use}.path`, 'ORG AUTH_CLI + ORG SIGN')
}

function unfit(file: string, key: string, expected: string): DmpError {
  return new DmpError('DMP_PROFILE_INVALID', {params: {file, line: '–', key, expected}, details: {key}})
}

/** Since 2023 the certificates are those of the legal entity: their OU is the EJ, or its SIRET. */
function putStructure(answers: Answers, {subject}: Certificate): void {
  const unit = readStructureId(subject.organisationalUnit ?? '')
  if (unit?.kind === 'finess') put(answers, 'structure.finessEj', unit.number, 'certificate')
  if (unit?.kind === 'siret') put(answers, 'structure.siret', unit.number, 'certificate')
  if (subject.organisation) put(answers, 'structure.name', subject.organisation, 'certificate')
}

/** TEST certificates serve test unless a flag says sandbox or formation; production ones serve production alone. */
function putEnvironment(answers: Answers, {path, leaf}: Held): void {
  const {verdict} = environmentOf(leaf)
  if (verdict !== 'test' && verdict !== 'production') return
  put(answers, 'environment', verdict, 'certificate')
  const environment = answers.get('environment')?.value as Environment
  if (expectedEnvironment(environment) === verdict) return
  const params = {file: path, line: '–', key: 'environment', environment, found: verdict.toUpperCase()}
  throw new DmpError('DMP_ENVIRONMENT_MISMATCH', {
    params: {...params, allowed: expectedEnvironment(environment).toUpperCase()},
  })
}

/** Nothing but these files can vouch for a PKI made on this machine: its authorities are kept beside the profiles. */
async function keepAuthorities(ports: ConfigPorts, answers: Answers, held: readonly Held[]): Promise<void> {
  if (answers.has('trust.caFiles')) return
  const authorities = held.flatMap(({certificates}) => certificates.filter(({isCa}) => isCa))
  const once = [...new Map(authorities.map((authority) => [authority.sha256.hex, authority])).values()]
  if (once.length === 0) return
  const {configFolder} = await ports.profiles.locations()
  const name = once.map(({sha256}) => sha256.hex.slice(0, 8)).join('-')
  const path = ports.files.resolve(configFolder, 'authorities', `${name}.pem`)
  await ports.files.write(path, once.map(certificatePem).join(''), {force: true})
  put(answers, 'trust.caFiles', [path], 'certificate')
}
