import {readFileSync} from 'node:fs'
import {certificateSources} from '../../../src/lib/certificate-sources/certificate-sources.ts'
import type {Container} from '../../../src/lib/containers/container.ts'
import {readPkcs12Structure} from '../../../src/lib/containers/pkcs12-structure.ts'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import {localFiles} from '../../../src/lib/files/local-files.ts'
import {type DerNode, readDer} from '../../../src/lib/pki/der.ts'
import {octets} from '../../../src/lib/pki/der-values.ts'
import {element, openssl} from '../test-keys.ts'
import type {Cast} from './cast.ts'
import {ran} from './mint.ts'
import {type Case, fact, type Part, type Word} from './row.ts'

const secret = 'Phrase d’essai'
const ascii = 'magasin-essai'

/** What our opener makes of a file and a password: each certificate, and whether the key is that of its leaf. */
async function opened(path: string, password: string): Promise<Word> {
  const sources = certificateSources({
    files: localFiles,
    env: {},
    secrets: async () => ({get: async () => password}),
  })
  try {
    return told(await sources.open(path, {passphrase: {from: 'prompt'}}))
  } catch (error) {
    if (!(error instanceof DmpError)) throw error
    if (error.code === 'DMP_KEY_PASSPHRASE_WRONG') return fact('wrong password')
    const {algorithm, problem} = error.params
    return fact('refused', `refused: ${algorithm ?? problem}`)
  }
}

function told({certificates, keys, leaf, findings}: Container): Word {
  const known = keys.filter(({spkiSha256}) => spkiSha256 !== undefined)
  const matching = known.filter(({spkiSha256, certificate}) => {
    const bound = certificate === undefined ? leaf : certificates[certificate]
    return bound?.publicKey.spkiSha256 === spkiSha256
  })
  const noted = findings.map(({check, variant}) => (variant ? `${check} ${variant}` : check))
  const remarks = noted.length === 0 ? '' : `; ${[...new Set(noted)].join(', ')}`
  const state =
    known.length === 0 ? `${keys.length} keys, closed` : `${matching.length} of ${keys.length} keys belong`
  const text = `opens: ${certificates.length} certificates, ${state}`
  return fact(`opens ${certificates.length} ${keys.length}`, `${text}${remarks}`)
}

/** The same by `openssl pkcs12`, its legacy provider allowed. */
function byOpenssl(path: string, password: string): Word {
  const {ok, said} = ran('openssl', [
    'pkcs12',
    '-legacy',
    '-in',
    path,
    '-nodes',
    '-passin',
    `pass:${password}`,
  ])
  if (!ok)
    return /invalid password|mac verify/i.test(said)
      ? fact('wrong password')
      : fact('refused', 'does not open')
  const count = (label: string) => said.split(`-----BEGIN ${label}-----`).length - 1
  const [certificates, keys] = [count('CERTIFICATE'), count('PRIVATE KEY')]
  return fact(`opens ${certificates} ${keys}`, `opens: ${certificates} certificates, ${keys} keys`)
}

/** A file written by `openssl pkcs12 -export` with these arguments. */
function exported(cast: Cast, name: string, args: readonly string[], password: string): string {
  const path = cast.mint.path(`${name}.p12`)
  const leaf = cast.leaf('usual')
  const chain = cast.mint.bundle('p12-chain', cast.authority(), cast.root())
  openssl([
    ...['pkcs12', '-export', '-inkey', leaf.keyPath, '-in', leaf.path, '-certfile', chain],
    ...['-out', path, '-passout', `pass:${password}`, ...args],
  ])
  return path
}

interface Wish {
  readonly args: readonly string[]
  readonly written?: string
  readonly tried?: string
  readonly why?: string
}

function archive(says: string, {args, written = secret, tried = written, why}: Wish): Case {
  const made = new WeakMap<Cast, string>()
  const path = (cast: Cast) => {
    const known = made.get(cast) ?? exported(cast, `p12-${says.replace(/\W+/g, '-')}`, args, written)
    made.set(cast, known)
    return known
  }
  return {
    says,
    ids: ['P12-01', 'P12-02', 'P12-03', 'P12-04'],
    ours: (cast) => opened(path(cast), tried),
    theirs: (cast) => byOpenssl(path(cast), tried),
    ...(why === undefined ? {} : {why}),
  }
}

const ans = ['-certpbe', 'NONE', '-keypbe', 'PBE-SHA1-3DES', '-macalg', 'sha1', '-iter', '2048', '-maciter']
const rc2 = ['-legacy', '-certpbe', 'PBE-SHA1-RC2-40', '-keypbe', 'PBE-SHA1-3DES', '-macalg', 'sha1']

export const storePart: Part = {
  title: 'PKCS#12',
  about:
    'Each file is opened with the password given, and by `openssl pkcs12 -legacy`. Certificates and keys are counted; dmp says besides what is unusual.',
  cases: [
    archive('as the ANS delivers it: certificates in clear, 3DES key, SHA-1 MAC', {args: ans}),
    archive('the same, wrong password', {args: ans, tried: 'une autre'}),
    archive('RC2-40 certificates, 3DES key', {args: rc2}),
    archive('RC2-40, wrong password', {args: rc2, tried: 'une autre'}),
    archive('RC2-40 certificates and key', {args: [...rc2, '-keypbe', 'PBE-SHA1-RC2-40']}),
    archive('RC2-128 certificates, two-key 3DES key', {
      args: ['-legacy', '-certpbe', 'PBE-SHA1-RC2-128', '-keypbe', 'PBE-SHA1-2DES', '-macalg', 'sha1'],
    }),
    archive('3DES certificates and key', {args: ['-descert', '-keypbe', 'PBE-SHA1-3DES', '-macalg', 'sha1']}),
    archive('PBES2 AES-256, SHA-256 MAC', {args: []}),
    archive('PBES2 AES-256, wrong password', {args: [], tried: 'une autre'}),
    archive('PBES2 AES-128', {args: ['-certpbe', 'AES-128-CBC', '-keypbe', 'AES-128-CBC']}),
    archive('PBES2, SHA-512 MAC', {args: ['-macalg', 'sha512']}),
    archive('MAC of 100 000 rounds', {args: ['-iter', '100000']}),
    archive('no MAC', {args: ['-nomac']}),
    archive('no MAC, wrong password', {
      args: ['-nomac'],
      tried: 'une autre',
      why: 'without a MAC only senseless bytes show it: OpenSSL names the cipher, dmp the password',
    }),
    archive('empty password', {args: [], written: ''}),
    archive('ASCII password, empty one tried', {args: ans, written: ascii, tried: ''}),
    archive('password with accents', {args: [], written: 'clé d’été n°1 €'}),
    archive('password with accents, RC2-40', {args: rc2, written: 'clé d’été n°1 €'}),
    archive('password outside of 16 bits', {args: [], written: 'hôpital🏥'}),
    archive('RC4-128 certificates', {
      args: ['-legacy', '-certpbe', 'PBE-SHA1-RC4-128', '-macalg', 'sha1'],
      why: 'dmp names RC4 and opens it nowhere; no IGC-Santé file was met with it',
    }),
    archive('everything in clear', {args: ['-certpbe', 'NONE', '-keypbe', 'NONE']}),
    {
      says: 'leaf after its authorities',
      ids: ['P12-04'],
      ours: (cast) => opened(leafLast(cast), ascii),
      theirs: (cast) => byOpenssl(leafLast(cast), ascii),
    },
  ],
}

/** The bags of a file without MAC, the certificates in another order. */
function leafLast(cast: Cast): string {
  const whole = readFileSync(exported(cast, 'leaf-last', ['-certpbe', 'NONE', '-nomac'], ascii))
  const [version] = readDer(whole).children
  const safes = readDer(readPkcs12Structure(whole).authSafe).children
  const bytes = (node: DerNode | undefined) => node?.raw ?? new Uint8Array()
  const data = element(0x06, Buffer.from('2a864886f70d010701', 'hex'))
  const wrap = (content: Uint8Array) => element(0x30, data, element(0xa0, element(0x04, content)))
  const [certificates, key] = safes
  const bags = readDer(octets(certificates?.children[1]?.children[0] ?? readDer(whole))).children
  const turned = element(0x30, ...bags.toReversed().map(bytes))
  return cast.mint.write(
    'leaf-last.p12',
    element(0x30, bytes(version), wrap(element(0x30, wrap(turned), bytes(key)))),
  )
}

export {ascii as storePassword, byOpenssl, exported, opened}
