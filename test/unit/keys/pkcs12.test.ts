import {createHmac, pbkdf2Sync, randomBytes} from 'node:crypto'
import {readFileSync} from 'node:fs'
import fc from 'fast-check'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {readPkcs12Structure} from '../../../src/lib/containers/pkcs12-structure.ts'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import {leafUnit} from '../../../src/lib/keys/leaf-unit.ts'
import {openPkcs12, publicKeyOf, readPkcs12Certificates} from '../../../src/lib/keys/pkcs12.ts'
import {DerError, readDer} from '../../../src/lib/pki/der.ts'
import {describeWith} from '../../support/requires.ts'
import {element, type Issued, indefinite, layouts, passphrase, TestPki} from '../../support/test-keys.ts'

describeWith([{program: 'openssl', package: 'openssl'}], 'a PKCS#12 file', () => {
  let pki: TestPki
  let leaf: Issued
  const files = new Map<string, Uint8Array>()
  beforeAll(() => {
    pki = new TestPki()
    leaf = pki.leaf('AUTH')
    for (const [name, args] of Object.entries(layouts))
      files.set(name, readFileSync(pki.pkcs12(leaf, name, args)))
  })
  afterAll(() => pki.remove())

  const file = (name: keyof typeof layouts) => files.get(name) ?? new Uint8Array()
  const checks = (findings: readonly {check: string; variant?: string}[]) =>
    findings.map(({check, variant}) => [check, variant].filter(Boolean).join(' '))
  const names = () => [leaf, pki.intermediate, pki.root].map(({certificate}) => certificate.sha256.hex)

  it.each([
    ['ans', []],
    ['modern', []],
    ['rc2', ['P12-02']],
    ['rc2Key', ['P12-02']],
    ['rc2Strong', ['P12-02']],
    ['noMac', ['P12-04 no-mac']],
  ] as const)('opens in the layout %s', async (layout, findings) => {
    const content = await openPkcs12(file(layout), passphrase, 'a.p12')
    expect(content.leaf.sha256.hex).toBe(leaf.certificate.sha256.hex)
    expect(content.others.map(({sha256}) => sha256.hex)).toEqual(names().slice(1))
    expect(publicKeyOf(content.key).equals(leaf.certificate.publicKey.spki)).toBe(true)
    expect(checks(content.findings)).toEqual(findings)
  })

  it.each(['ans', 'modern', 'rc2', 'noMac'] as const)(
    'tells a wrong passphrase from everything else (%s)',
    async (layout) => {
      await expect(openPkcs12(file(layout), 'autre', '/cles/a.p12')).rejects.toMatchObject({
        code: 'DMP_KEY_PASSPHRASE_WRONG',
        params: {path: '/cles/a.p12'},
      })
      await expect(openPkcs12(file(layout), '', 'a.p12')).rejects.toMatchObject({
        code: 'DMP_KEY_PASSPHRASE_WRONG',
      })
    },
  )

  it('names an encryption that it does not know', async () => {
    await expect(openPkcs12(file('rc4'), passphrase, 'a.p12')).rejects.toMatchObject({
      code: 'DMP_KEY_FILE_UNREADABLE',
      params: {path: 'a.p12', problem: 'algorithm:1.2.840.113549.1.12.1.1'},
    })
  })

  it('opens without a passphrase when it has none', async () => {
    const open = readFileSync(pki.pkcs12(leaf, 'empty', layouts.ans, ''))
    expect((await openPkcs12(open, '', 'a.p12')).leaf.sha256.hex).toBe(leaf.certificate.sha256.hex)
  })

  it('shows its certificates without the passphrase where they are in clear', () => {
    const preview = readPkcs12Certificates(file('ans'))
    expect(preview.passphraseNeeded).toBe(false)
    expect(preview.leaf?.subject.organisationalUnit).toBe('10B0000014')
    expect(preview.certificates.map(({sha256}) => sha256.hex)).toEqual(names())
  })

  it('tells the unit of its leaf alone, as the whole preview does', () => {
    expect(leafUnit(file('ans'))).toBe('10B0000014')
    for (const layout of ['rc2', 'modern', 'noMac'] as const)
      expect(leafUnit(file(layout))).toBe(
        readPkcs12Certificates(file(layout)).leaf?.subject.organisationalUnit,
      )
    expect(() => leafUnit(file('ans').subarray(0, -1))).toThrow(DerError)
  })

  it('says that the passphrase is needed where they are not, and warns of RC2 at once', () => {
    const preview = readPkcs12Certificates(file('rc2'))
    expect(preview).toMatchObject({passphraseNeeded: true, certificates: []})
    expect(checks(preview.findings)).toEqual(['P12-02'])
    expect(readPkcs12Certificates(file('modern')).passphraseNeeded).toBe(true)
  })

  it('refuses a file without a key, and says so', async () => {
    const structure = readDer(file('ans'))
    const safe = readDer(readPkcs12Structure(file('ans')).authSafe)
    // the safe of the certificates alone, no MAC
    const withoutKey = element(0x30, safe.children[0]?.raw ?? new Uint8Array())
    const data = element(0x06, Buffer.from('2a864886f70d010701', 'hex'))
    const info = element(0x30, data, element(0xa0, element(0x04, withoutKey)))
    const pfx = element(0x30, structure.children[0]?.raw ?? new Uint8Array(), info)
    await expect(openPkcs12(pfx, passphrase, 'a.p12')).rejects.toMatchObject({
      params: {problem: 'no-private-key'},
    })
    expect(readPkcs12Certificates(pfx).certificates).toHaveLength(3)
  })

  it('refuses a key that belongs to none of its certificates', async () => {
    const other = pki.leaf('OTHER')
    const theirs = pki.pkcs12(other, 'theirs', ['-keypbe', 'NONE', '-certpbe', 'NONE', '-nomac'])
    const ours = pki.pkcs12(leaf, 'ours', ['-keypbe', 'NONE', '-certpbe', 'NONE', '-nomac'])
    const safes = [ours, theirs].map(
      (path) => readDer(readPkcs12Structure(readFileSync(path)).authSafe).children,
    )
    const empty = new Uint8Array()
    const mixed = element(0x30, safes[0]?.[0]?.raw ?? empty, safes[1]?.[1]?.raw ?? empty)
    const data = element(0x06, Buffer.from('2a864886f70d010701', 'hex'))
    const pfx = element(
      0x30,
      element(0x02, Uint8Array.of(3)),
      element(0x30, data, element(0xa0, element(0x04, mixed))),
    )
    await expect(openPkcs12(pfx, '', 'a.p12')).rejects.toMatchObject({
      code: 'DMP_CERTIFICATE_UNFIT',
      params: {check: 'KEY-01'},
    })
  })

  it('opens as BER, in pieces and with indefinite lengths', async () => {
    const [version, , mac] = readDer(file('ans')).children
    const {authSafe} = readPkcs12Structure(file('ans'))
    const pieces = [authSafe.subarray(0, 1_000), authSafe.subarray(1_000)].map((piece) =>
      element(0x04, piece),
    )
    const data = element(0x06, Buffer.from('2a864886f70d010701', 'hex'))
    const info = indefinite(0x30, data, indefinite(0xa0, indefinite(0x24, ...pieces)))
    const pfx = indefinite(0x30, version?.raw ?? new Uint8Array(), info, mac?.raw ?? new Uint8Array())
    expect((await openPkcs12(pfx, passphrase, 'a.p12')).others).toHaveLength(2)
  })

  it('opens with a PBMAC1 integrity check (RFC 9579), and refuses it when altered', async () => {
    const [version, info] = readDer(file('modern')).children
    const {authSafe} = readPkcs12Structure(file('modern'))
    const salt = randomBytes(16)
    const key = pbkdf2Sync(passphrase, salt, 2048, 32, 'sha256')
    const oid = (hex: string) => element(0x06, Buffer.from(hex, 'hex'))
    const hmac = element(0x30, oid('2a864886f70d0209'), element(0x05))
    const kdf = element(
      0x30,
      oid('2a864886f70d01050c'),
      element(
        0x30,
        element(0x04, salt),
        element(0x02, Uint8Array.of(8, 0)),
        element(0x02, Uint8Array.of(32)),
        hmac,
      ),
    )
    const pfxWith = (digest: Uint8Array) => {
      const algorithm = element(0x30, oid('2a864886f70d01050e'), element(0x30, kdf, hmac))
      const mac = element(
        0x30,
        element(0x30, algorithm, element(0x04, digest)),
        element(0x04, Buffer.from('NOT USED')),
      )
      return element(0x30, version?.raw ?? new Uint8Array(), info?.raw ?? new Uint8Array(), mac)
    }
    const digest = createHmac('sha256', key).update(authSafe).digest()
    expect((await openPkcs12(pfxWith(digest), passphrase, 'a.p12')).others).toHaveLength(2)
    digest[0] = (digest[0] ?? 0) ^ 0xff
    await expect(openPkcs12(pfxWith(digest), passphrase, 'a.p12')).rejects.toMatchObject({
      code: 'DMP_KEY_PASSPHRASE_WRONG',
    })
  })

  it('is refused by name wherever it is cut', () => {
    const whole = file('ans')
    for (let size = 0; size < whole.length; size += 7)
      expect(() => readPkcs12Certificates(whole.subarray(0, size), 'a.p12')).toThrowError(
        expect.objectContaining({code: 'DMP_KEY_FILE_UNREADABLE'}),
      )
  })

  it('never opens nor fails otherwise than with a known error when a byte is changed', async () => {
    const whole = file('ans')
    await fc.assert(
      fc.asyncProperty(
        fc.nat({max: whole.length - 1}),
        fc.integer({min: 1, max: 255}),
        async (at, change) => {
          const damaged = Uint8Array.from(whole)
          damaged[at] = (damaged[at] ?? 0) ^ change
          const outcome = await openPkcs12(damaged, passphrase, 'a.p12').catch((error: unknown) => error)
          // some bytes of the frame bear nothing (a NULL parameter): then the content must be the same
          if (outcome instanceof DmpError) return
          expect(outcome).toMatchObject({leaf: {sha256: {hex: leaf.certificate.sha256.hex}}})
        },
      ),
      {numRuns: 200},
    )
  })
})
