import {X509Certificate} from 'node:crypto'
import {afterAll, beforeAll, expect, it, vi} from 'vitest'
import {reportOnCertificate} from '../../../src/lib/pki/checks/run.ts'
import {IssuerIndex} from '../../../src/lib/pki/issuer-index.ts'
import {describeWith} from '../../support/requires.ts'
import {type Issued, TestPki} from '../../support/test-keys.ts'

const each = 12

describeWith([{program: 'openssl', package: 'openssl'}], 'authorities that all signed each other', () => {
  let pki: TestPki
  let all: readonly Issued[]
  beforeAll(() => {
    pki = new TestPki()
    const extensions = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign,cRLSign']
    const named = (name: string, at: number, issuer: Issued) =>
      pki.issue(`${name}${at}`, issuer, {subject: `/C=FR/CN=CERCLE ${name}`, keyOf: pki.root, extensions})
    const seed = named('A', 0, pki.root)
    const bs = Array.from({length: each}, (_, at) => named('B', at + 1, seed))
    const [b = seed] = bs
    all = [...Array.from({length: each}, (_, at) => named('A', at + 1, b)), ...bs]
  }, 60_000)
  afterAll(() => pki?.remove())

  it('cost one computed signature for each certificate and key, however many checks ask', () => {
    const verify = vi.spyOn(X509Certificate.prototype, 'verify')
    try {
      const pool = all.map(({certificate}) => certificate)
      for (const certificate of pool)
        reportOnCertificate({role: 'leaf', certificate, now: Date.now(), pool, trusted: []})
      // all have one key: 24 certificates, and hundreds of thousands of ways
      expect(verify.mock.calls.length).toBeGreaterThan(0)
      expect(verify.mock.calls.length).toBeLessThanOrEqual(all.length)
    } finally {
      verify.mockRestore()
    }
  })

  it('leave a leaf only those of the names above it', () => {
    const leaf = pki.leaf('LEAF')
    const pool = [...all, pki.intermediate, pki.root].map(({certificate}) => certificate)
    expect(new IssuerIndex(pool).above(leaf.certificate)).toEqual([
      pki.intermediate.certificate,
      pki.root.certificate,
    ])
  })
})
