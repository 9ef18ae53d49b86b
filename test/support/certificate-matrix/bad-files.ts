import {execFileSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import {mkdirSync, readFileSync, symlinkSync} from 'node:fs'
import {readDer} from '../../../src/lib/pki/der.ts'
import {element, indefinite, openssl} from '../test-keys.ts'
import type {Cast} from './cast.ts'

/** How the program is to end on a file, and the stable word of what is wrong with it. */
export interface Bad {
  readonly name: string
  readonly make: (cast: Cast) => Uint8Array | string
  /** `reads`: nothing is wrong with its form. */
  readonly problem: string | RegExp
}

const integer = (...bytes: number[]) => element(0x02, Uint8Array.from(bytes))
const oid = (hex: string) => element(0x06, Buffer.from(hex, 'hex'))
const text = (tag: number, value: string) => element(tag, Buffer.from(value, 'utf8'))
const algorithm = element(0x30, oid('2a864886f70d01010b'), element(0x05))
const attribute = (type: string, value: Uint8Array) => element(0x30, oid(type), value)
const named = (...rdns: Uint8Array[][]) => element(0x30, ...rdns.map((rdn) => element(0x31, ...rdn)))
const plain = named([attribute('550403', text(0x0c, 'essai'))])

interface Fields {
  readonly serial?: Uint8Array
  readonly subject?: Uint8Array
  readonly from?: Uint8Array
  readonly to?: Uint8Array
}

/** A certificate that no tool would write, with a signature that nobody made. */
function written(cast: Cast, fields: Fields = {}): Uint8Array {
  const {spki} = cast.leaf('usual').certificate.publicKey
  const {serial = integer(1), subject = plain, from, to} = fields
  const validity = element(0x30, from ?? text(0x17, '260101000000Z'), to ?? text(0x17, '490101000000Z'))
  const tbs = element(0x30, serial, algorithm, plain, validity, subject, spki)
  return element(0x30, tbs, algorithm, element(0x03, Uint8Array.of(0, 1, 2, 3)))
}

/** Bytes without meaning that are the same in every run. */
function noise(size: number): Buffer {
  const pieces = Array.from({length: 1000}, (_, at) => createHash('sha512').update(`dmp ${at}`).digest())
  return Buffer.alloc(size, Buffer.concat(pieces))
}

const der = (cast: Cast) => Buffer.from(cast.leaf('usual').certificate.der)
const pem = (cast: Cast) => readFileSync(cast.leaf('usual').path, 'utf8')

export const badFiles: readonly Bad[] = [
  {name: 'empty.pem', make: () => '', problem: 'empty'},
  {name: 'random.p12', make: () => noise(10_000_000), problem: /./},
  {
    name: 'random-in-a-sequence.p12',
    make: () => Buffer.concat([Buffer.from('30840098967a', 'hex'), noise(9_999_994)]),
    problem: /./,
  },
  {name: 'truncated.der', make: (cast) => der(cast).subarray(0, 600), problem: 'asn1:truncated'},
  {
    name: 'trailing.der',
    make: (cast) => Buffer.concat([der(cast), Buffer.from('\n')]),
    problem: 'asn1:trailing-bytes',
  },
  {name: 'twice.der', make: (cast) => Buffer.concat([der(cast), der(cast)]), problem: 'asn1:trailing-bytes'},
  {name: 'wrong-tag.der', make: () => element(0x30, integer(1)), problem: 'unknown-format'},
  {
    name: 'set-in-place-of-sequence.der',
    make: (cast) => Buffer.concat([Uint8Array.of(0x31), der(cast).subarray(1)]),
    problem: /./,
  },
  {
    name: 'indefinite.der',
    make: (cast) => indefinite(0x30, written(cast).subarray(4)),
    problem: 'x509:indefinite-length',
  },
  {
    name: 'nested.der',
    make: () => Array.from({length: 4000}).reduce<Uint8Array>((inner) => indefinite(0x30, inner), integer(1)),
    problem: 'asn1:too-deep',
  },
  {
    name: 'huge-serial.der',
    make: (cast) => written(cast, {serial: element(0x02, Buffer.alloc(30_000, 1))}),
    problem: /^x509:/,
  },
  {name: 'no-serial.der', make: (cast) => written(cast, {serial: integer()}), problem: /^x509:/},
  {
    name: 'no-such-day.der',
    make: (cast) => written(cast, {from: text(0x17, '260231000000Z')}),
    problem: /^x509:/,
  },
  {name: 'open.pem', make: (cast) => pem(cast).replace(/-----END[^-]+-----/, ''), problem: /./},
  {name: 'not-base64.pem', make: (cast) => pem(cast).replace('MII', 'M*I'), problem: /./},
  {name: 'many-begins.pem', make: () => '-----BEGIN CERTIFICATE-----\n'.repeat(350_000), problem: /./},
  {name: 'page.cer', make: () => '<!DOCTYPE html><html>connexion</html>', problem: 'html'},
  {name: 'without-certificate.pem', make: () => 'rien ici\n', problem: /./},
]

/** Odd in what they say, sound in their form. */
export const oddFiles: readonly {
  readonly name: string
  readonly make: Bad['make']
  readonly shows: object
}[] = [
  {
    name: 'negative-serial.der',
    make: (cast) => written(cast, {serial: integer(0x80)}),
    shows: {serialNumber: {decimal: '-128'}},
  },
  {
    name: 'long-serial.der',
    make: (cast) => written(cast, {serial: integer(...Array<number>(40).fill(0x7f))}),
    shows: {serialNumber: {hex: '7F'.repeat(40)}},
  },
  {
    name: 'several-in-one-rdn.der',
    make: (cast) =>
      written(cast, {
        subject: named([
          attribute('550403', text(0x0c, 'a,b+c=d;\\"<>#')),
          attribute('55040b', text(0x13, 'OU')),
        ]),
      }),
    shows: {subject: {OU: 'OU'}},
  },
  {
    name: 'nul-in-name.der',
    make: (cast) =>
      written(cast, {subject: named([attribute('550403', text(0x0c, 'dmp.example\0.invalid\u001b[31m'))])}),
    shows: {subject: {CN: 'dmp.example\0.invalid\u001b[31m'}},
  },
  {
    name: 'before-1950.der',
    make: (cast) => written(cast, {from: text(0x18, '19010101000000Z')}),
    shows: {validity: {notBefore: '1901-01-01T00:00:00Z'}},
  },
  {
    name: 'after-2050.der',
    make: (cast) => written(cast, {to: text(0x18, '99991231235959Z')}),
    shows: {validity: {notAfter: '9999-12-31T23:59:59Z'}},
  },
]

/** Paths that are no files with content; all are to be named and refused. */
export const badPaths: readonly {readonly name: string; readonly make: (path: string) => void}[] = [
  {name: 'folder.p12', make: (path) => mkdirSync(path)},
  {name: 'pipe.p12', make: (path) => execFileSync('mkfifo', [path])},
  {name: 'gone.p12', make: (path) => symlinkSync('/nonexistent/auth.p12', path)},
  {name: 'itself.p12', make: (path) => symlinkSync(path, path)},
  {name: 'endless.p12', make: (path) => symlinkSync('/dev/zero', path)},
]

/** Two authorities that vouch for each other, and what they signed. */
export function circleBundle(cast: Cast): string {
  const to = '20991231235959Z'
  const b = cast.link('bad-b', cast.root(), {subject: '/C=FR/CN=B', to})
  const a = cast.link('bad-a', b, {subject: '/C=FR/CN=A', key: 'stranger', to})
  const again = cast.link('bad-b-again', a, {subject: '/C=FR/CN=B', to})
  return cast.mint.bundle('circle', cast.leaf('bad-leaf', {issuer: b, to}), again, a)
}

/** The certificate of one and the key of another. */
export function strangersKey(cast: Cast): string {
  const key = openssl(['pkey', '-in', cast.mint.key('seal')])
  return cast.mint.write('strangers-key.pem', `${pem(cast)}${key}`)
}

/** A file whose MAC asks for two thousand million rounds. */
export function tirelessArchive(cast: Cast): string {
  const path = cast.mint.path('tireless.p12')
  const {keyPath, path: leaf} = cast.leaf('usual')
  const args = [
    '-inkey',
    keyPath,
    '-in',
    leaf,
    '-certpbe',
    'NONE',
    '-passout',
    'pass:magasin-essai',
    '-out',
    path,
  ]
  openssl(['pkcs12', '-export', ...args])
  const [version, info, mac] = readDer(readFileSync(path)).children
  const [digest, salt] = mac?.children ?? []
  const raw = [version, info, digest, salt].map((node) => node?.raw ?? new Uint8Array())
  const rounds = element(0x02, Buffer.from('77359400', 'hex'))
  const parts = [raw[2], raw[3]].map((part) => part ?? new Uint8Array())
  return cast.mint.write('tireless.p12', element(0x30, ...raw.slice(0, 2), element(0x30, ...parts, rounds)))
}
