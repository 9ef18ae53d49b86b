import {mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, afterEach, beforeAll, beforeEach, expect, it} from 'vitest'
import {localFiles} from '../../../src/lib/files/local-files.ts'
import type {TrustedAuthority} from '../../../src/lib/pki/trusted-authority.ts'
import {createTrustStore} from '../../../src/lib/trust-store/trust-store.ts'
import {describeWith} from '../../support/requires.ts'
import {TestPki} from '../../support/test-keys.ts'

describeWith([{program: 'openssl', package: 'openssl'}], 'the authorities trusted on a machine', () => {
  let pki: TestPki
  let folder: string
  let path: string
  const store = () => createTrustStore({path, files: localFiles})
  const vouched = (name: 'root' | 'intermediate'): TrustedAuthority => ({
    certificate: pki[name].certificate,
    basis: 'operator',
    addedAt: Date.UTC(2026, 0, 5),
  })

  beforeAll(() => {
    pki = new TestPki()
  }, 60_000)
  afterAll(() => pki?.remove())
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dmp-trust-'))
    path = join(folder, 'config', 'trust.json')
  })
  afterEach(() => rmSync(folder, {recursive: true, force: true}))

  it('are none before somebody adds one', async () => {
    expect(await store().list()).toEqual([])
  })

  it('are kept once each, for this user alone, until removed', async () => {
    await store().add([vouched('root'), vouched('intermediate')])
    await store().add([vouched('root')])
    const kept = await store().list()
    expect(kept.map(({certificate}) => certificate.sha256.hex)).toEqual(
      [pki.intermediate, pki.root].map(({certificate}) => certificate.sha256.hex),
    )
    expect(kept.map(({basis, addedAt}) => [basis, addedAt])).toEqual([
      ['operator', Date.UTC(2026, 0, 5)],
      ['operator', Date.UTC(2026, 0, 5)],
    ])
    expect(statSync(path).mode & 0o777).toBe(0o600)
    await store().remove(pki.root.certificate.sha256.hex)
    expect((await store().list()).map(({certificate}) => certificate.sha256.hex)).toEqual([
      pki.intermediate.certificate.sha256.hex,
    ])
  })

  it('do not count as proven because the file says so', async () => {
    await store().add([vouched('root')])
    writeFileSync(path, readFileSync(path, 'utf8').replace('"operator"', '"anchor"'))
    expect(await store().list()).toEqual([])
  })

  it.each<[string, (text: string) => string]>([
    ['is cut', (text) => text.slice(0, -40)],
    ['is of another form', () => '[]'],
    ['is of a later version', (text) => text.replace('"schemaVersion": 1', '"schemaVersion": 2')],
    ['names another fingerprint', (text) => text.replace(/"sha256": "../, '"sha256": "zz')],
    [
      'holds bytes that are no certificate',
      (text) => text.replace(/"certificate": "MII[^"]{40}/, '"certificate": "'),
    ],
  ])('are none of them believed when the file %s', async (_name, change) => {
    await store().add([vouched('root')])
    writeFileSync(path, change(readFileSync(path, 'utf8')))
    await expect(store().list()).rejects.toMatchObject({
      code: 'DMP_TRUST_STORE_UNREADABLE',
      params: {file: path},
    })
  })

  it('hold no certificate that is not an authority', async () => {
    const leaf = pki.leaf('leaf')
    await store().add([{...vouched('root'), certificate: leaf.certificate}])
    await expect(store().list()).rejects.toMatchObject({code: 'DMP_TRUST_STORE_UNREADABLE'})
  })
})
