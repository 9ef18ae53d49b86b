/**
 * The test PKI of the sandbox: a root, an intermediate and the certificates of invented establishments, in the image
 * of the IGC-Santé TEST hierarchy (order of the subject's parts, key usages, category byte, policy, layout of the
 * PKCS#12 files) but under plainly invented names, so that nobody takes one for the other.
 *
 * Made on the user's machine at each initialisation, never delivered: whoever has the folder has the keys.
 * Source of the shapes: certificates published by the ANS for tests.
 *
 * It does not publish CRLs nor answer OCSP, and its addresses end in `.invalid`: revocation is "unknown" here.
 */
import {randomBytes} from 'node:crypto'
import {existsSync} from 'node:fs'
import {mkdir, readFile} from 'node:fs/promises'
import {join, resolve} from 'node:path'
import {DmpError} from '../../errors/dmp-error.ts'
import {type Credential, issueLeaf, makeAuthority, newKey, type Validity} from './authority.ts'
import {writePrivately} from './certificate-files.ts'
import {type CertificateUse, orgAuthCli, orgSign, sslServer} from './certificate-use.ts'
import {intermediateName, organisationName, rootName} from './distinguished-name.ts'
import {makePkcs12} from './pkcs12.ts'
import {inventedFiness, structureIdOfFiness} from './structure-id.ts'

export interface TestPkiOptions {
  /** Start of validity is an hour before. Default: now. */
  readonly now?: Date
  readonly authorityBits?: number
}

/** Files of one certificate; the key file is in clear, 0600. */
export interface CertificateFiles {
  readonly p12: string
  readonly certificate: string
  readonly key: string
}

/** An establishment with its pair of certificates. `finessEj` is the OU of both, `finessEg` the sending site. */
export interface TestEstablishment {
  readonly name: string
  readonly finessEj: string
  readonly finessEg: string
  /** Struct_IdNat of the certificates. */
  readonly unit: string
  readonly auth: CertificateFiles
  readonly sign: CertificateFiles
}

export type EstablishmentKey = 'main' | 'second' | 'site' | 'mismatched'

export interface TestPki {
  readonly folder: string
  readonly passphraseFile: string
  /** Root and intermediate, PEM. */
  readonly caFile: string
  readonly rootFile: string
  readonly intermediateFile: string
  readonly intermediateKeyFile: string
  /** PEM chain leaf + intermediate, and key. */
  readonly server: {readonly certificate: string; readonly key: string}
  readonly expiredServer: {readonly certificate: string; readonly key: string}
  /**
   * `main`: legal entity and site coincide; `second`: another one; `site`: certificates held by the legal entity for
   * a site; `mismatched`: AUTH of `main` with SIGN of `second`.
   */
  readonly establishments: Readonly<Record<EstablishmentKey, TestEstablishment>>
}

const INDEX = 'test-pki.json'
const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Makes the whole PKI in an empty or new folder; refuses to write over one. */
export async function makeTestPki(path: string, options: TestPkiOptions = {}): Promise<TestPki> {
  const folder = resolve(path)
  if (existsSync(join(folder, INDEX))) throw new DmpError('DMP_SANDBOX_FOLDER_TAKEN', {params: {folder}})
  await mkdir(folder, {recursive: true, mode: 0o700})
  const start = (options.now ?? new Date()).getTime() - HOUR
  const years = (count: number): Validity => ({
    notBefore: new Date(start),
    notAfter: new Date(new Date(start).setUTCFullYear(new Date(start).getUTCFullYear() + count)),
  })
  const bits = options.authorityBits ?? 3072
  const [rootKey, intermediateKey, ...keys] = await Promise.all(
    [bits, bits, ...Array.from({length: 7}, () => 2048)].map(newKey),
  )
  if (!rootKey || !intermediateKey) throw new RangeError('no key made')
  const root = await makeAuthority(rootName, rootKey, years(10))
  const intermediate = await makeAuthority(intermediateName, intermediateKey, years(9), root)
  const passphrase = randomBytes(24).toString('base64url')
  const nextKey = () => {
    const key = keys.pop()
    if (!key) throw new RangeError('too few keys')
    return key
  }

  const organisation = async (
    slug: string,
    name: string,
    finess: string,
    cn: string,
    use: CertificateUse,
  ) => {
    const subject = organisationName(name, structureIdOfFiness(finess), cn)
    const leaf = await issueLeaf(intermediate, subject, use, years(3), nextKey())
    return keepCertificate(folder, slug, leaf, [intermediate, root], passphrase)
  }
  const establishment = async (slug: string, name: string, finessEj: string, finessEg: string) => ({
    name,
    finessEj,
    finessEg,
    unit: structureIdOfFiness(finessEj),
    auth: await organisation(`${slug}-auth`, name, finessEj, 'DMP AUTH FICTIF', orgAuthCli),
    sign: await organisation(`${slug}-sign`, name, finessEj, 'DMP SIGN FICTIF', orgSign),
  })
  const [first, other, entity, site] = [1, 2, 3, 4].map(inventedFiness) as [string, string, string, string]
  const main = await establishment('main', 'Centre hospitalier fictif', first, first)
  const second = await establishment('second', 'Clinique fictive des Essais', other, other)
  const held = await establishment('site', 'Groupe hospitalier fictif', entity, site)
  const mismatched = {...main, sign: second.sign}

  const serverKey = nextKey()
  const server = async (slug: string, validity: Validity) => {
    const subject = organisationName('DMP sandbox', structureIdOfFiness(inventedFiness(9)), 'localhost')
    const leaf = await issueLeaf(intermediate, subject, sslServer, validity, serverKey)
    return {
      certificate: await writePrivately(
        folder,
        `${slug}.pem`,
        leaf.certificatePem + intermediate.certificatePem,
      ),
      key: await writePrivately(folder, `${slug}.key.pem`, leaf.keyPem),
    }
  }
  const expired = {notBefore: new Date(start - 400 * DAY), notAfter: new Date(start - 30 * DAY)}

  const pki: TestPki = {
    folder,
    passphraseFile: await writePrivately(folder, 'passphrase.txt', `${passphrase}\n`),
    caFile: await writePrivately(folder, 'ca.pem', root.certificatePem + intermediate.certificatePem),
    rootFile: await writePrivately(folder, 'root.pem', root.certificatePem),
    intermediateFile: await writePrivately(folder, 'intermediate.pem', intermediate.certificatePem),
    intermediateKeyFile: await writePrivately(folder, 'intermediate.key.pem', intermediate.keyPem),
    server: await server('server', years(3)),
    expiredServer: await server('server-expired', expired),
    establishments: {main, second, site: held, mismatched},
  }
  await writePrivately(folder, INDEX, `${JSON.stringify(relative(pki), null, 2)}\n`)
  return pki
}

/** The PKI made earlier in `folder`. */
export async function readTestPki(path: string): Promise<TestPki> {
  const folder = resolve(path)
  try {
    const stored: unknown = JSON.parse(await readFile(join(folder, INDEX), 'utf8'), (_key, value: unknown) =>
      typeof value === 'string' && value.startsWith('./') ? join(folder, value.slice(2)) : value,
    )
    return {...(stored as TestPki), folder}
  } catch (cause) {
    throw new DmpError('DMP_SANDBOX_NOT_INITIALISED', {
      params: {folder},
      cause,
    })
  }
}

/** The intermediate CA, to issue further certificates in tests. */
export async function readIntermediate(pki: TestPki): Promise<Credential> {
  return {
    certificatePem: await readFile(pki.intermediateFile, 'utf8'),
    keyPem: await readFile(pki.intermediateKeyFile, 'utf8'),
  }
}

/** Writes a certificate with its key: PKCS#12, PEM, key in clear. */
export async function keepCertificate(
  folder: string,
  slug: string,
  leaf: Credential,
  chain: readonly Credential[],
  passphrase: string,
): Promise<CertificateFiles> {
  const authorities = chain.map((authority) => authority.certificatePem)
  return {
    p12: await writePrivately(folder, `${slug}.p12`, await makePkcs12(leaf, authorities, passphrase)),
    certificate: await writePrivately(folder, `${slug}.pem`, leaf.certificatePem),
    key: await writePrivately(folder, `${slug}.key.pem`, leaf.keyPem),
  }
}

/** File paths are kept relative so that the folder may move. */
function relative(pki: TestPki): unknown {
  return JSON.parse(JSON.stringify(pki), (key, value: unknown) =>
    typeof value === 'string' && key !== 'folder' && value.startsWith(pki.folder)
      ? `.${value.slice(pki.folder.length)}`
      : value,
  )
}
