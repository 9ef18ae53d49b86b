import {readFileSync} from 'node:fs'
import {readContainer} from '../../../src/lib/containers/read-container.ts'
import type {CheckReport, CheckSubject} from '../../../src/lib/pki/checks/check.ts'
import {reportOnCertificate, reportOnPair} from '../../../src/lib/pki/checks/run.ts'
import type {CertificateCheck} from '../../../src/lib/pki/finding.ts'
import {openssl} from '../test-keys.ts'
import {type Cast, keyPeriod, leafExtensions, leafName, now} from './cast.ts'
import {type Minted, ran} from './mint.ts'
import {type Case, fact, type Part} from './row.ts'
import {theirVerdict} from './verify.ts'

/** The same question of a sample that has the fault, and of one that has not. */
interface Fault<Sample> {
  readonly id: CertificateCheck
  readonly says: string
  readonly bad: (cast: Cast) => Sample
  readonly good: (cast: Cast) => Sample
  readonly ours: (cast: Cast, sample: Sample) => CheckReport
  /** Has it the fault, for OpenSSL? */
  readonly theirs: (cast: Cast, sample: Sample) => boolean
  readonly by: string
}

function fault<Sample>({id, says, bad, good, ours, theirs, by}: Fault<Sample>): Case {
  const found = (cast: Cast, sample: Sample) => ours(cast, sample).findings.some(({check}) => check === id)
  const word = (has: boolean, hasNot: boolean, told: string) => fact(`${has} ${hasNot}`, told)
  const shown = (has: boolean, hasNot: boolean) =>
    `${has ? 'found' : 'not found'}; without it ${hasNot ? 'found' : 'not found'}`
  return {
    says: `${id} ${says}`,
    ids: [id],
    ours: (cast) => {
      const [has, hasNot] = [found(cast, bad(cast)), found(cast, good(cast))]
      return word(has, hasNot, shown(has, hasNot))
    },
    theirs: (cast) => {
      const [has, hasNot] = [theirs(cast, bad(cast)), theirs(cast, good(cast))]
      return word(has, hasNot, `${shown(has, hasNot)} (\`${by}\`)`)
    },
  }
}

const subject = (cast: Cast, {certificate}: Minted, more: Partial<CheckSubject> = {}): CheckSubject => ({
  ...{role: 'leaf', certificate, now, environment: 'sandbox', pool: cast.pool},
  trusted: [cast.root().certificate],
  ...more,
})
const one = (cast: Cast, minted: Minted, more?: Partial<CheckSubject>) =>
  reportOnCertificate(subject(cast, minted, more))
const pair = (cast: Cast, [auth, sign]: readonly [Minted, Minted]) =>
  reportOnPair({auth: subject(cast, auth, {role: 'auth'}), sign: subject(cast, sign, {role: 'sign'}), now})

const usual = (cast: Cast) => cast.leaf('usual')
const seal = (cast: Cast, name = 'seal', wish: Parameters<Cast['leaf']>[1] = {}) =>
  cast.leaf(name, {use: 'sign', key: 'seal', subject: leafName('DMP SIGN'), ...wish})
const shown = ({path}: Minted, ...args: string[]) => openssl(['x509', '-in', path, '-noout', ...args])
const fails = (cast: Cast, leaf: Minted, error: string, at = now, args: readonly string[] = []) =>
  theirVerdict(cast, `fault-${leaf.name}`, {
    leaf,
    pool: [cast.authority()],
    trusted: [cast.root()],
    at,
    args,
  }).told.includes(`error ${error} `)
const day = 86_400_000
const end = (minted: Minted) => Date.parse(shown(minted, '-enddate').replace('notAfter=', ''))
const unit = (minted: Minted) => /OU=(\w+)/.exec(shown(minted, '-subject', '-nameopt', 'RFC2253'))?.[1]
const publicKey = (minted: Minted) => shown(minted, '-pubkey')
const bundled = (path: string) => readContainer(readFileSync(path), path)

const dates: Case[] = [
  fault({
    id: 'TIME-01',
    says: 'past its end',
    bad: (cast) => cast.leaf('ended', {from: '20200105090000Z', to: '20230105090000Z'}),
    good: usual,
    ours: one,
    theirs: (cast, leaf) => fails(cast, leaf, '10'),
    by: 'verify -attime',
  }),
  fault({
    id: 'TIME-02',
    says: 'before its beginning',
    bad: (cast) => cast.leaf('not-yet', {from: '20270105090000Z', to: '20300105090000Z'}),
    good: usual,
    ours: one,
    theirs: (cast, leaf) => fails(cast, leaf, '9'),
    by: 'verify -attime',
  }),
  fault({
    id: 'TIME-03',
    says: 'ends within 60 days',
    bad: (cast) => cast.leaf('soon', {to: '20260715090000Z'}),
    good: usual,
    ours: one,
    theirs: (cast, leaf) => fails(cast, leaf, '10', now + 60 * day),
    by: 'verify -attime, 60 days later',
  }),
  fault({
    id: 'TIME-04',
    says: 'key period that ends before the certificate',
    bad: (cast) =>
      seal(cast, 'pkup', {
        extensions: [...leafExtensions('test', 'sign'), keyPeriod('20250105090000Z', '20271205090000Z')],
      }),
    good: (cast) =>
      seal(cast, 'pkup-whole', {
        extensions: [...leafExtensions('test', 'sign'), keyPeriod('20250105090000Z', '20280105090000Z')],
      }),
    ours: one,
    theirs: (_cast, leaf) => {
      const told = /Not After: (.*)/.exec(shown(leaf, '-ext', 'privateKeyUsagePeriod'))?.[1] ?? ''
      return Date.parse(told) < end(leaf)
    },
    by: 'x509 -ext privateKeyUsagePeriod -enddate; verify does not look at it',
  }),
  fault({
    id: 'TIME-05',
    says: 'pair whose ends are more than 30 days apart',
    bad: (cast) => [usual(cast), seal(cast, 'seal-late', {to: '20280301090000Z'})] as const,
    good: (cast) => [usual(cast), seal(cast)] as const,
    ours: pair,
    theirs: (_cast, [auth, sign]) => Math.abs(end(auth) - end(sign)) > 30 * day,
    by: 'x509 -enddate',
  }),
  fault({
    id: 'TIME-06',
    says: 'authority that ends before the certificate',
    bad: (cast) => cast.leaf('outliving', {to: '20340105090000Z'}),
    good: usual,
    ours: one,
    theirs: (cast, leaf) =>
      theirVerdict(cast, 'outliving', {
        leaf,
        pool: [cast.authority()],
        trusted: [cast.root()],
        at: leaf.certificate.notAfter - 1000,
      }).told.includes('error 10'),
    by: 'verify -attime, at its end',
  }),
]

const chains: Case[] = [
  fault({
    id: 'CHAIN-03',
    says: 'file without the authority',
    bad: (cast) => cast.mint.bundle('bare', usual(cast), cast.root()),
    good: (cast) => cast.mint.bundle('whole', usual(cast), cast.authority(), cast.root()),
    ours: (cast, path) => one(cast, usual(cast), {container: bundled(path)}),
    theirs: (cast, path) =>
      !ran('openssl', [
        ...['verify', '-attime', String(now / 1000), '-trusted', cast.root().path],
        ...['-untrusted', path, usual(cast).path],
      ]).ok,
    by: 'verify -untrusted FILE',
  }),
  fault({
    id: 'CHAIN-04',
    says: 'a certificate twice in the file',
    bad: (cast) => cast.mint.bundle('double', usual(cast), cast.authority(), cast.root(), cast.authority()),
    good: (cast) => cast.mint.bundle('whole', usual(cast), cast.authority(), cast.root()),
    ours: (cast, path) => one(cast, usual(cast), {container: bundled(path)}),
    theirs: (_cast, path) => {
      const pkcs7 = openssl(['crl2pkcs7', '-nocrl', '-certfile', path])
      const list = openssl(['pkcs7', '-print_certs'], pkcs7).match(/-----BEGIN[^-]+-----[^-]+/g) ?? []
      return new Set(list).size < list.length
    },
    by: 'pkcs7 -print_certs',
  }),
  fault({
    id: 'USE-02',
    says: 'policy of another product',
    bad: (cast) =>
      cast.leaf('policy', {
        environment: 'production',
        extensions: leafExtensions('production', 'auth', '1.2.250.1.213.1.7.1.1.2.3.1'),
      }),
    good: (cast) => cast.leaf('usual-production', {environment: 'production'}),
    ours: one,
    theirs: (_cast, leaf) =>
      !shown(leaf, '-ext', 'certificatePolicies').includes('1.2.250.1.213.1.7.1.1.2.4.1'),
    by: 'x509 -ext certificatePolicies',
  }),
  fault({
    id: 'ID-04',
    says: 'pair of two structures',
    bad: (cast) =>
      [usual(cast), seal(cast, 'seal-other', {subject: leafName('DMP SIGN', '10B0221636')})] as const,
    good: (cast) => [usual(cast), seal(cast)] as const,
    ours: pair,
    theirs: (_cast, [auth, sign]) => unit(auth) !== unit(sign),
    by: 'x509 -subject',
  }),
]

const keys: Case[] = [
  fault({
    id: 'KEY-01',
    says: 'key of another certificate',
    bad: (cast) => cast.mint.key('seal'),
    good: (cast) => usual(cast).keyPath,
    ours: (cast, path) => {
      const keyOf = readContainer(Buffer.from(openssl(['pkey', '-in', path])), path).keys[0]?.spkiSha256
      return one(cast, usual(cast), {keyMatches: keyOf === usual(cast).certificate.publicKey.spkiSha256})
    },
    theirs: (cast, path) => openssl(['pkey', '-in', path, '-pubout']) !== publicKey(usual(cast)),
    by: 'pkey -pubout, x509 -pubkey',
  }),
  fault({
    id: 'KEY-02',
    says: 'RSA 1024',
    bad: (cast) => {
      cast.mint.key('rsa1024', 'rsa1024')
      return cast.leaf('key-rsa1024', {key: 'rsa1024'})
    },
    good: usual,
    ours: one,
    theirs: (cast, leaf) => fails(cast, leaf, '66', now, ['-auth_level', '2']),
    by: 'verify -auth_level 2',
  }),
  fault({
    id: 'KEY-03',
    says: 'one key for both of a pair',
    bad: (cast) => [usual(cast), seal(cast, 'seal-same-key', {key: 'common'})] as const,
    good: (cast) => [usual(cast), seal(cast)] as const,
    ours: pair,
    theirs: (_cast, [auth, sign]) => publicKey(auth) === publicKey(sign),
    by: 'x509 -pubkey',
  }),
  fault({
    id: 'KEY-04',
    says: 'exponent 3',
    bad: (cast) => {
      cast.mint.key('cube', 'rsa2048cube')
      return cast.leaf('cube', {key: 'cube'})
    },
    good: usual,
    ours: one,
    theirs: (_cast, leaf) => Number(/Exponent: (\d+)/.exec(shown(leaf, '-text'))?.[1]) < 65_537,
    by: 'x509 -text',
  }),
  fault({
    id: 'FILE-03',
    says: 'key in clear',
    bad: (cast) => usual(cast).keyPath,
    good: (cast) => {
      const path = cast.mint.path('closed.key')
      openssl(['pkcs8', '-topk8', '-in', usual(cast).keyPath, '-out', path, '-passout', 'pass:essai'])
      return path
    },
    ours: (cast, path) => one(cast, usual(cast), {container: bundled(path)}),
    theirs: (_cast, path) => ran('openssl', ['pkey', '-in', path, '-noout', '-passin', 'pass:']).ok,
    by: 'pkey -passin pass:',
  }),
  fault({
    id: 'FILE-05',
    says: 'DER in a file named .pem',
    bad: (cast) => cast.mint.write('der.pem', usual(cast).certificate.der),
    good: (cast) => usual(cast).path,
    ours: (cast, path) => one(cast, usual(cast), {container: bundled(path)}),
    theirs: (_cast, path) => !ran('openssl', ['x509', '-in', path, '-inform', 'PEM', '-noout']).ok,
    by: 'x509 -inform PEM',
  }),
]

export const faultPart: Part = {
  title: 'Single faults',
  about:
    'Each asked of a sample that has the fault and of one that has not, wherever OpenSSL has a means to see it.',
  cases: [...dates, ...chains, ...keys],
}
