import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {certificateSources} from '../../../src/lib/certificate-sources/certificate-sources.ts'
import {localFiles} from '../../../src/lib/files/local-files.ts'
import {IssuerIndex} from '../../../src/lib/pki/issuer-index.ts'
import {inspectCertificates} from '../../../src/lib/usecases/cert/cert-inspect.ts'
import {describeWith} from '../../support/requires.ts'
import {type Issued, layouts, TestPki} from '../../support/test-keys.ts'

describeWith([{program: 'openssl', package: 'openssl'}], 'cert inspect', () => {
  let pki: TestPki
  let auth: Issued
  beforeAll(() => {
    pki = new TestPki()
    auth = pki.leaf('AUTH')
  })
  afterAll(() => pki.remove())

  const bench = (signal = new AbortController().signal) => ({
    clock: {now: () => Date.now()},
    files: localFiles,
    signal,
    certificateSources: certificateSources({
      files: localFiles,
      secrets: () => Promise.reject(new Error('not asked')),
      env: {},
    }),
  })
  const inspect = (source: string, signal?: AbortSignal) =>
    inspectCertificates(bench(signal) as unknown as Parameters<typeof inspectCertificates>[0], {
      sources: [source],
      passphraseFrom: undefined,
      dn: 'certificate',
      withPem: false,
      unmask: false,
    })

  it('takes a time that grows with the number of certificates alone, and stops when told to', async () => {
    const path = join(pki.folder, 'many.pem')
    const text = [auth, pki.intermediate]
      .map(({certificatePath}) => readFileSync(certificatePath, 'utf8'))
      .join('')
    writeFileSync(path, text.repeat(3_000))
    const started = performance.now()
    const {sources} = await inspect(path)
    expect(sources[0]?.certificates).toHaveLength(6_000)
    // 20 s and more when each certificate sorts all others
    expect(performance.now() - started).toBeLessThan(10_000)
    await expect(inspect(path, AbortSignal.abort())).rejects.toThrow()
  })

  it('looks for issuers among those of the name alone', () => {
    const {certificate} = auth
    const all = [certificate, pki.root.certificate, pki.intermediate.certificate, certificate]
    expect(new IssuerIndex(all).above(certificate)).toEqual([
      pki.intermediate.certificate,
      pki.root.certificate,
    ])
    expect(new IssuerIndex(all).above(pki.root.certificate)).toEqual([])
  })

  it('says what of an ANS file needs the password, and tells a key in clear', async () => {
    const {sources} = await inspect(pki.pkcs12(auth, 'ans', layouts.ans))
    expect(sources[0]?.source).toMatchObject({passwordNeeded: false, keyPasswordNeeded: true})
    const {sources: keys} = await inspect(auth.keyPath)
    expect(keys[0]).toMatchObject({
      source: {passwordNeeded: false, keyPasswordNeeded: false},
      findings: [{check: 'FILE-03'}],
    })
  })
})
