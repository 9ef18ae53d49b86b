import {randomBytes} from 'node:crypto'
import {readFileSync} from 'node:fs'
import fc from 'fast-check'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import type {Container} from '../../../src/lib/containers/container.ts'
import {readContainer} from '../../../src/lib/containers/read-container.ts'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import {type Certificate, readCertificate} from '../../../src/lib/pki/certificate.ts'
import {buildChain, trustPath} from '../../../src/lib/pki/chain.ts'
import {describeWith} from '../../support/requires.ts'
import {element, type Issued, indefinite, layouts, TestPki} from '../../support/test-keys.ts'

const needs = [{program: 'openssl', package: 'openssl'}] as const

/** The problem of a source that holds nothing usable. */
const problemOf = (bytes: Uint8Array): unknown => {
  try {
    const {problems} = readContainer(bytes, 'given')
    return `read, ${problems[0]?.problem}`
  } catch (error) {
    if (!(error instanceof DmpError)) throw error
    expect(error).toMatchObject({code: 'DMP_CERT_SOURCE_UNREADABLE', params: {source: 'given'}})
    return error.params['problem']
  }
}

/** Whatever the bytes: a container or that one error, in little time. */
const survives = (bytes: Uint8Array): void => {
  const before = performance.now()
  problemOf(bytes)
  // what takes time by the square of its length takes minutes
  expect(performance.now() - before).toBeLessThan(10_000)
}

const integer = (...bytes: number[]) => element(0x02, Uint8Array.from(bytes))
const oid = (hex: string) => element(0x06, Buffer.from(hex, 'hex'))
const text = (tag: number, value: string) => element(tag, Buffer.from(value, 'latin1'))
const sha256Rsa = element(0x30, oid('2a864886f70d01010b'), element(0x05))
const utc = (value: string) => text(0x17, value)
const generalized = (value: string) => text(0x18, value)
const attribute = (type: string, value: Uint8Array) => element(0x30, oid(type), value)
const named = (...rdns: Uint8Array[][]) => element(0x30, ...rdns.map((rdn) => element(0x31, ...rdn)))
const plainName = named([attribute('550403', text(0x0c, 'essai'))])

interface Fields {
  readonly serial?: Uint8Array
  readonly name?: Uint8Array
  readonly from?: Uint8Array
  readonly to?: Uint8Array
}

/** A certificate in DER whose signature nobody made. */
function certificate(spki: Uint8Array, fields: Fields = {}): Uint8Array {
  const {
    serial = integer(1),
    name = plainName,
    from = utc('260101000000Z'),
    to = utc('290101000000Z'),
  } = fields
  const tbs = element(0x30, serial, sha256Rsa, name, element(0x30, from, to), name, spki)
  return element(0x30, tbs, sha256Rsa, element(0x03, Uint8Array.of(0, 1, 2, 3)))
}

describeWith(needs, 'a damaged source', () => {
  let pki: TestPki
  let auth: Issued
  let spki: Uint8Array
  let samples: Uint8Array[]
  beforeAll(() => {
    pki = new TestPki()
    auth = pki.leaf('AUTH')
    spki = auth.certificate.publicKey.spki
    samples = [
      auth.der,
      readFileSync(auth.certificatePath),
      readFileSync(auth.keyPath),
      ...(['ans', 'modern', 'rc2', 'noMac'] as const).map((name) =>
        readFileSync(pki.pkcs12(auth, name, layouts[name])),
      ),
    ]
  })
  afterAll(() => pki.remove())
  const read = (fields: Fields): Certificate => readCertificate(certificate(spki, fields))

  it('is named for what is wrong: cut short, or followed by something', () => {
    expect(problemOf(auth.der.subarray(0, 600))).toBe('asn1:truncated')
    expect(problemOf(Buffer.concat([auth.der, Buffer.from('\n')]))).toBe('asn1:trailing-bytes')
    expect(problemOf(Buffer.concat([auth.der, auth.der]))).toBe('asn1:trailing-bytes')
  })

  it('is refused in BER where DER is due', () => {
    const whole = certificate(spki)
    expect(problemOf(whole)).toBe('read, undefined')
    const loose = indefinite(0x30, whole.subarray(4))
    expect(problemOf(loose)).toBe('x509:indefinite-length')
  })

  it('is refused for a wrong tag, an endless nest or an endless list', () => {
    expect(problemOf(element(0x30, integer(1)))).toBe('unknown-format')
    expect(problemOf(element(0x30, element(0x04)))).toBe('unknown-format')
    const nest = Array.from({length: 4_000}).reduce<Uint8Array>(
      (inner) => indefinite(0x30, inner),
      integer(1),
    )
    expect(problemOf(nest)).toBe('asn1:too-deep')
    expect(problemOf(element(0x30, ...Array.from({length: 21_000}, () => integer(1))))).not.toMatch(/^read/)
  })

  it('takes no time, however large and meaningless', {timeout: 60_000}, () => {
    survives(randomBytes(10_000_000))
    survives(Buffer.concat([Uint8Array.of(0x30, 0x84, 0x00, 0x98, 0x96, 0x7a), randomBytes(9_999_994)]))
    survives(Buffer.from('-----BEGIN A-----\n'.repeat(550_000)))
    survives(Buffer.from('-----BEGIN CERTIFICATE-----\n'.repeat(350_000)))
    survives(Buffer.from(`-----BEGIN ${'A'.repeat(9_000_000)}`))
    survives(Buffer.from('-----BEGIN CERTIFICATE-----\n'.concat('A'.repeat(9_000_000))))
    survives(Buffer.from('M'.repeat(10_000_000)))
    survives(Buffer.from('['.repeat(1_000_000)))
    survives(Buffer.alloc(10_000_000, 0x30))
    const header = '======== Certificate 0 ========\n'
    for (const filling of ['\n', ' ', '\t\n', '=', 'cl', '(sha1)', '(sha1): ', header])
      survives(
        Buffer.from(`${header}(sha1): ${'a'.repeat(40)}\n${filling.repeat(2_000_000 / filling.length)}x`),
      )
    survives(Buffer.from(`{"Thumbprint":${'['.repeat(3_000_000)}`))
    survives(Buffer.from(`{"value":${JSON.stringify(Array(100_000).fill({Thumbprint: 1}))}}`))
  })

  it('may be a revocation list of a hundred thousand entries', () => {
    const entry = element(0x30, integer(1, 2, 3, 4), utc('260101000000Z'))
    const entries = Buffer.concat(Array<Uint8Array>(100_000).fill(entry))
    const long = (content: Uint8Array) => {
      const head = Buffer.from([0x30, 0x84, 0, 0, 0, 0])
      head.writeUInt32BE(content.length, 2)
      // DER writes a length in as few bytes as can be
      return Buffer.concat([head[2] === 0 ? Uint8Array.of(0x30, 0x83, ...head.subarray(3)) : head, content])
    }
    const fields = [sha256Rsa, plainName, utc('260101000000Z'), utc('260107000000Z'), long(entries)]
    const list = long(
      Buffer.concat([long(Buffer.concat(fields)), sha256Rsa, element(0x03, Uint8Array.of(0, 1))]),
    )
    const started = performance.now()
    const {format, revocationLists} = readContainer(list, 'list')
    expect([format, revocationLists.length]).toEqual(['crl', 1])
    expect(performance.now() - started).toBeLessThan(1_000)
  })

  it('may have a serial number that is huge, negative or none', () => {
    expect(read({serial: integer(0x80)}).serial).toEqual({hex: '80', decimal: '-128'})
    expect(read({serial: integer(0x00, 0x80)}).serial).toEqual({hex: '80', decimal: '128'})
    const forty = read({serial: integer(...Array<number>(40).fill(0x7f))})
    expect(forty.serial.hex).toBe('7F'.repeat(40))
    expect(() => read({serial: integer()})).toThrow(DmpError)
    expect(() => read({serial: element(0x02, Buffer.alloc(60_000, 1))})).toThrow(DmpError)
  })

  it('may have several attributes in one name, escapes, NUL and every kind of string', () => {
    const odd = named(
      [attribute('550403', text(0x0c, 'a,b+c=d;\\"<>#')), attribute('550404', text(0x13, 'NOM'))],
      [attribute('55040a', text(0x0c, 'CH\0.example'))],
      [attribute('55040b', element(0x1e, Buffer.from('00c9004c', 'hex')))],
      [attribute('550408', element(0x1c, Buffer.from('000000c90001f3e5', 'hex')))],
      [attribute('2a0304', integer(1))],
    )
    const {subject} = read({name: odd})
    expect(subject.rdns.map((rdn) => rdn.length)).toEqual([2, 1, 1, 1, 1])
    expect(subject.organisation).toBe('CH\0.example')
    expect(subject.rfc2253).toContain('O=CH\\00.example')
    expect(subject.rfc2253).toContain('CN=a\\,b\\+c=d\\;\\\\\\"\\<\\>#+SN=NOM')
    expect(subject.organisationalUnit).toBe('ÉL')
    expect(subject.state).toBe('É🏥')
    expect(subject.certificate).toContain('1.2.3.4=#020101')
    expect(() =>
      read({name: named([attribute('550403', element(0x1c, Buffer.from('ffffffff', 'hex')))])}),
    ).toThrow(DmpError)
  })

  it.each([
    [utc('500101000000Z'), '1950-01-01T00:00:00.000Z'],
    [utc('491231235959Z'), '2049-12-31T23:59:59.000Z'],
    [generalized('19491231235959Z'), '1949-12-31T23:59:59.000Z'],
    [generalized('00490101000000Z'), '0049-01-01T00:00:00.000Z'],
    [generalized('20500101000000Z'), '2050-01-01T00:00:00.000Z'],
    [generalized('99991231235959Z'), '9999-12-31T23:59:59.000Z'],
  ])('reads dates before 1950 and after 2050', (from, expected) => {
    expect(new Date(read({from}).notBefore).toISOString()).toBe(expected)
  })

  it.each([
    utc('260231000000Z'),
    utc('261301000000Z'),
    utc('260101250000Z'),
    utc('2601010000+0100'),
    utc(''),
  ])('refuses a date that is none', (from) => {
    expect(() => read({from})).toThrow(DmpError)
  })

  it('whose authorities vouch for each other in a circle still ends', () => {
    const a = pki.issue('a', undefined, {subject: '/CN=A', extensions: ['basicConstraints=critical,CA:TRUE']})
    const b = pki.issue('b', a, {subject: '/CN=B', extensions: ['basicConstraints=critical,CA:TRUE']})
    const aAgain = pki.issue('c', b, {
      subject: '/CN=A',
      extensions: ['basicConstraints=critical,CA:TRUE'],
      keyOf: a,
    })
    const leaf = pki.issue('leaf', b, {subject: '/CN=leaf', extensions: ['basicConstraints=CA:FALSE']})
    const pool = [b.certificate, aAgain.certificate]
    expect(buildChain(leaf.certificate, pool).length).toBeLessThanOrEqual(6)
    expect(trustPath(leaf.certificate, pool, [])).toMatchObject({kind: 'none'})
    const cyclic = [leaf, b, aAgain].map(({certificatePath}) => readFileSync(certificatePath)).join('')
    expect(readContainer(Buffer.from(cyclic), 'circle').leaf?.subject.commonName).toBe('leaf')
  })

  it('gives a container or that one error for any bytes', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({maxLength: 400}),
        fc.constantFrom('', '0', '-----BEGIN X-----\n'),
        (bytes, head) => survives(Buffer.concat([Buffer.from(head), bytes])),
      ),
      {numRuns: 2_000},
    )
  })

  it('gives a container or that one error for any good one with bytes changed, cut or put in', () => {
    const position = fc.double({min: 0, max: 1, noNaN: true, maxExcluded: true})
    const change = fc.record({
      at: position,
      kind: fc.constantFrom('set', 'cut', 'put', 'end'),
      byte: fc.nat(255),
    })
    fc.assert(
      fc.property(
        fc.nat(samples.length - 1),
        fc.array(change, {minLength: 1, maxLength: 4}),
        (which, changes) => {
          const bytes = changes.reduce<Buffer>(
            (current, {at, kind, byte}) => {
              const index = Math.floor(at * current.length)
              const [before, after] = [current.subarray(0, index), current.subarray(index)]
              if (kind === 'cut') return Buffer.concat([before, after.subarray(1 + (byte & 15))])
              if (kind === 'put') return Buffer.concat([before, Uint8Array.of(byte), after])
              if (kind === 'end') return Buffer.from(before)
              return Buffer.concat([before, Uint8Array.of(byte), after.subarray(1)])
            },
            Buffer.from(samples[which] ?? []),
          )
          survives(bytes)
        },
      ),
      {numRuns: 1_500},
    )
  })
})

describe('a Java store', () => {
  const u4 = (value: number) => {
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32BE(value)
    return bytes
  }
  const utf = (value: string) => Buffer.concat([Buffer.from([0, value.length]), Buffer.from(value)])
  const store = (magic: string, count: number, ...entries: Uint8Array[]): Container =>
    readContainer(
      Buffer.concat([Buffer.from(magic, 'hex'), u4(2), u4(count), ...entries, Buffer.alloc(20)]),
      'store',
    )

  it('that ends too early, or lies about its sizes, is refused', () => {
    for (const [problem, make] of [
      ['java:truncated', () => store('feedfeed', 3)],
      [
        'java:truncated',
        () =>
          store('feedfeed', 4_000_000_000, u4(2), utf('a'), Buffer.alloc(8), utf('X.509'), u4(4_000_000_000)),
      ],
      ['java:entry', () => store('feedfeed', 1, u4(9), utf('a'), Buffer.alloc(8))],
      ['java:secret-key', () => store('cececece', 1, u4(3), utf('a'), Buffer.alloc(8), randomBytes(40))],
    ] as const)
      expect(make).toThrow(
        expect.objectContaining({params: expect.objectContaining({source: 'store', problem})}),
      )
  })
})
