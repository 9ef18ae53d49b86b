import {rootCertificates} from 'node:tls'
import {afterAll, describe, expect, it} from 'vitest'
import {readCertificate} from '../../../src/lib/pki/certificate.ts'
import {type ChainAround, serverChain} from '../../../src/lib/workstation/server-chain.ts'
import {type Issued, serverUse, TestPki} from '../../support/test-keys.ts'

const ours = new TestPki()
const company = new TestPki({rootDn: '/O=HOPITAL FICTIF/CN=PROXY HOPITAL FICTIF'})
afterAll(() => {
  ours.remove()
  company.remove()
})
const DAY = 86_400_000
/** Later than whatever is made below. */
const NOW = Date.now() + 3_600_000
const stamp = (time: number) => `${new Date(time).toISOString().replaceAll(/[-:T]|\.\d+/g, '')}`
const aia = 'authorityInfoAccess=caIssuers;URI:http://igc.example.invalid/aci.cer'
const named = (name: string) => [
  ...serverUse.filter((one) => !one.startsWith('subjectAltName')),
  `subjectAltName=${name}`,
]
const server = ours.leaf('server', {extensions: named('DNS:dmp.test,IP:127.0.0.1')})
const target = {host: 'dmp.test', kind: 'dmp'} as const
const around: ChainAround = {
  configured: [ours.root.certificate],
  believed: [ours.root.certificate],
  known: [],
  publicOnes: () => [],
  igcSante: ['production', 'test'],
  times: [NOW],
}
const judge = (
  shown: readonly Issued[],
  more: Partial<ChainAround> = {},
  where: Parameters<typeof serverChain>[1] = target,
) =>
  serverChain(
    shown.map(({der}) => der),
    where,
    {...around, ...more},
  )
const kinds = (made: ReturnType<typeof serverChain>) => made.faults.map(({kind}) => kind)

describe('the issuer of a server', () => {
  it('is configured, with or without the root shown', () => {
    for (const shown of [
      [server, ours.intermediate],
      [server, ours.intermediate, ours.root],
      [server, ours.root, ours.intermediate],
    ]) {
      const made = judge(shown)
      expect([made.issuer.kind, kinds(made)]).toEqual(['configured', []])
    }
  })

  it('is the proxy that decrypts, by its name, whatever it shows of itself', () => {
    const forged = company.issue('intercept', company.root, {
      subject: '/CN=dmp.test',
      extensions: ['basicConstraints=CA:FALSE', ...named('DNS:dmp.test')],
    })
    for (const shown of [[forged], [forged, company.root]])
      expect(judge(shown).issuer).toEqual({kind: 'foreign', name: 'PROXY HOPITAL FICTIF'})
  })

  it('is not taken for a proxy that bears the name of ours', () => {
    const twin = new TestPki()
    const fake = twin.leaf('fake', {extensions: named('DNS:dmp.test')})
    expect(judge([fake, twin.intermediate, twin.root]).issuer.kind).toBe('foreign')
    twin.remove()
  })

  it('is told to be added where the sandbox is not the environment and nobody else vouches for it', () => {
    expect(judge([server, ours.intermediate]).added).toBe(true)
    expect(judge([server, ours.intermediate], {sandbox: true}).added).toBeUndefined()
    const publicOnes = () => [ours.root.certificate]
    expect(judge([server, ours.intermediate], {publicOnes}).added).toBeUndefined()
  })

  it('is told to be vouched for by the configuration where the public list does not have it', () => {
    const publicOnes = () => [ours.root.certificate]
    const shown = [server, ours.intermediate]
    expect(judge(shown, {publicOnes, listedOnes: () => []})).toMatchObject({vouched: true})
    expect(judge(shown, {publicOnes, listedOnes: () => [], sandbox: true}).vouched).toBeUndefined()
    expect(judge(shown, {publicOnes, listedOnes: publicOnes}).vouched).toBeUndefined()
    const web = {...target, kind: 'web'} as const
    expect(judge(shown, {configured: [], publicOnes, listedOnes: () => []}, web)).toMatchObject({
      issuer: {kind: 'public'},
      vouched: true,
    })
  })

  it('is foreign where this machine merely knows it', () => {
    const forged = company.issue('known', company.root, {
      subject: '/CN=dmp.test',
      extensions: ['basicConstraints=CA:FALSE', ...named('DNS:dmp.test')],
    })
    const made = judge([forged], {known: [company.root.certificate]})
    expect(made.issuer.kind).toBe('foreign')
  })

  it('is itself for a certificate that signed itself, unless configured', () => {
    const alone = ours.issue('alone', undefined, {subject: '/CN=dmp.test', extensions: named('DNS:dmp.test')})
    expect(judge([alone]).issuer).toEqual({kind: 'self-signed', name: 'dmp.test'})
    const given = {configured: [alone.certificate], believed: [alone.certificate]}
    expect(judge([alone], given).issuer.kind).toBe('configured')
  })

  it('is told as not shown where the server left an intermediate out', () => {
    const lonely = ours.leaf('lonely', {extensions: [...named('DNS:dmp.test'), aia]})
    const made = judge([lonely])
    expect(made.issuer.kind).toBe('not-shown')
    expect(made.faults).toEqual([{kind: 'incomplete', params: {issuer: 'TEST AC ORGANISATIONS FICTIVE'}}])
    expect(judge([lonely], {known: [ours.intermediate.certificate]}).issuer.kind).toBe('configured')
  })

  it('is public by key, and not believed for the DMP', () => {
    const publicOnes = () => [company.root.certificate]
    const leaf = company.leaf('public', {extensions: named('DNS:dmp.test')})
    const shown = [leaf, company.intermediate]
    expect(judge(shown, {publicOnes}).issuer).toEqual({kind: 'public', name: 'PROXY HOPITAL FICTIF'})
    expect(kinds(judge(shown, {publicOnes}))).toEqual(['not-trusted'])
    expect(kinds(judge(shown, {publicOnes}, {...target, kind: 'web'}))).toEqual([])
  })

  it('can be read out of every public authority that Node brings along', () => {
    const read = rootCertificates.map((pem) =>
      readCertificate(new Uint8Array(Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64'))),
    )
    expect(read.length).toBeGreaterThan(100)
  })

  it('is not believed for INSi where it is configured for the DMP alone', () => {
    const made = judge([server, ours.intermediate], {believed: []}, {...target, kind: 'insi'})
    expect([made.issuer.kind, kinds(made)]).toEqual(['configured', ['not-trusted']])
  })
})

describe('faults of a chain', () => {
  it.each([
    ['expired', {notBefore: stamp(NOW - 9 * DAY), notAfter: stamp(NOW - DAY)}],
    ['not-yet', {notBefore: stamp(NOW + DAY), notAfter: stamp(NOW + 9 * DAY)}],
  ] as const)('%s', (kind, dates) => {
    const leaf = ours.leaf(kind, {extensions: named('DNS:dmp.test'), ...dates})
    expect(kinds(judge([leaf, ours.intermediate]))).toEqual([kind])
    const right = kind === 'expired' ? NOW - 2 * DAY : NOW + 2 * DAY
    expect(kinds(judge([leaf, ours.intermediate], {times: [NOW, right]}))).toEqual([])
  })

  it.each([
    ['DNS:other.test', 'dmp.test', ['wrong-name']],
    ['DNS:*.test', 'dmp.test', []],
    ['DNS:*.test', 'a.dmp.test', ['wrong-name']],
    ['DNS:DMP.test', 'dmp.TEST', []],
    ['IP:127.0.0.1', '127.0.0.1', []],
    ['DNS:127.0.0.1', '127.0.0.2', ['wrong-name']],
  ])('%s for %s', (name, host, faults) => {
    const leaf = ours.leaf(`n-${name.replaceAll(/\W/g, '_')}`, {extensions: named(name)})
    expect(kinds(judge([leaf, ours.intermediate], {}, {...target, host}))).toEqual(faults)
  })

  it('compares the name that is announced', () => {
    const where = {...target, host: '192.0.2.7', serverName: 'dmp.test'}
    expect(kinds(judge([server, ours.intermediate], {}, where))).toEqual([])
  })
})

it('refuses bytes that are no certificate', () => {
  expect(() => serverChain([new Uint8Array([1, 2, 3])], target, around)).toThrow(
    expect.objectContaining({code: 'DMP_KEY_FILE_UNREADABLE'}),
  )
})
