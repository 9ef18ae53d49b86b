import {spawnSync} from 'node:child_process'
import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import type {TrustAnchor} from '../../../src/lib/pki/anchors.ts'
import type {Certificate} from '../../../src/lib/pki/certificate.ts'
import {buildChain, issuerOf, trustPath} from '../../../src/lib/pki/chain.ts'
import {reportChain} from '../../../src/lib/pki/chain-report.ts'
import {reportOnCertificate} from '../../../src/lib/pki/checks/run.ts'
import {readCertificates} from '../../../src/lib/pki/pem.ts'
import {provenBasis} from '../../../src/lib/pki/trusted-authority.ts'
import {describeWith, sharedData} from '../../support/requires.ts'
import {type Issued, TestPki} from '../../support/test-keys.ts'

const authority = [
  'basicConstraints=critical,CA:TRUE',
  'keyUsage=critical,keyCertSign,cRLSign',
  'subjectKeyIdentifier=hash',
  'authorityKeyIdentifier=keyid',
]
const anchorOf = ({certificate}: Issued, role: TrustAnchor['role'] = 'root'): TrustAnchor => ({
  name: 'ESSAI',
  role,
  environment: 'test',
  subject: certificate.subject.certificate,
  issuer: certificate.issuer.certificate,
  subjectKeyId: certificate.subjectKeyId ?? '',
  spki: Buffer.from(certificate.publicKey.spki).toString('base64'),
  sha256: certificate.sha256.hex,
  notBefore: '',
  notAfter: '',
})

describeWith(['shared-data'], 'the public authorities', () => {
  const read = (name: string) => {
    const path = join(sharedData() ?? '', 'igc-sante', `${name}.pem`)
    const [certificate] = readCertificates(new Uint8Array(readFileSync(path)), path)
    if (!certificate) throw new Error(path)
    return certificate
  }

  it('have an issuer that is known without its certificate', () => {
    const [aci, acr] = [read('ACI-EL-ORG'), read('ACR-EL')]
    const known = issuerOf(aci, [])
    expect(known?.subjectKeyId).toBe(acr.subjectKeyId)
    expect(known?.subject.derHex).toBe(acr.subject.derHex)
    expect(Buffer.from(known?.publicKey.spki ?? []).equals(acr.publicKey.spki)).toBe(true)
    expect(issuerOf(aci, [acr])).toBe(acr)
    expect(issuerOf(acr, [])).toBeUndefined()
    expect(issuerOf(read('ACI-ST-PP-TEST'), [])).toBeUndefined()
  })

  it('form the chains that OpenSSL finds, and no other', () => {
    const names = ['ACI-EL-ORG', 'ACI-EL-ORG-TEST', 'ACI-EL-PP-TEST', 'ACI-ST-PP-TEST']
    const roots = ['ACR-EL', 'ACR-EL-TEST', 'ACR-ST-TEST']
    const file = (name: string) => join(sharedData() ?? '', 'igc-sante', `${name}.pem`)
    for (const name of names) {
      for (const root of roots) {
        const ours = reportChain(read(name), [read(root)], Date.now())
        const theirs = spawnSync('openssl', ['verify', '-CAfile', file(root), file(name)]).status === 0
        expect([name, root, ours.complete && ours.faults.length === 0]).toEqual([name, root, theirs])
      }
    }
  })
})

describeWith([{program: 'openssl', package: 'openssl'}], 'a chain', () => {
  let pki: TestPki
  let stranger: TestPki
  let leaf: Issued
  const names = (chain: readonly Certificate[]) => chain.map(({subject}) => subject.commonName)

  beforeAll(() => {
    pki = new TestPki()
    stranger = new TestPki()
    leaf = pki.leaf('leaf')
  }, 60_000)
  afterAll(() => {
    pki?.remove()
    stranger?.remove()
  })

  it('is climbed by signature among authorities of the same name, doubles and strangers', () => {
    const pool = [stranger.root, stranger.intermediate, pki.root, leaf, pki.intermediate, pki.root].map(
      ({certificate}) => certificate,
    )
    const chain = buildChain(leaf.certificate, pool)
    expect(chain.map(({sha256}) => sha256.hex)).toEqual(
      [pki.intermediate, pki.root].map(({certificate}) => certificate.sha256.hex),
    )
    expect(
      buildChain(leaf.certificate, [stranger.intermediate.certificate, stranger.root.certificate]),
    ).toEqual([])
  })

  it('ends where two authorities sign each other, and takes the way out where there is one', () => {
    const subject = (cn: string) => `/C=FR/O=DMP ESSAI/CN=${cn}`
    const a = pki.issue('a', undefined, {subject: subject('A'), extensions: authority.slice(0, 3)})
    const b = pki.issue('b', a, {subject: subject('B'), extensions: authority})
    const aByB = pki.issue('a-by-b', b, {subject: subject('A'), keyOf: a, extensions: authority})
    const bByAByB = pki.issue('b-by-a', aByB, {subject: subject('B'), keyOf: b, extensions: authority})
    const below = pki.issue('below', b, {
      subject: subject('LEAF'),
      keyOf: leaf,
      extensions: ['authorityKeyIdentifier=keyid'],
    })
    const circle = [aByB.certificate, bByAByB.certificate]
    expect(names(buildChain(below.certificate, circle))).toEqual(['B', 'A'])
    const out = buildChain(below.certificate, [...circle, a.certificate, b.certificate])
    expect(out.at(-1)?.sha256.hex).toBe(a.certificate.sha256.hex)
  })

  it('takes no certificate for an issuer that may not sign certificates', () => {
    const weak = pki.issue('weak', pki.root, {
      subject: '/CN=NO CERT SIGN',
      keyOf: leaf,
      extensions: [
        'basicConstraints=critical,CA:TRUE',
        'keyUsage=critical,cRLSign',
        'subjectKeyIdentifier=hash',
      ],
    })
    const below = pki.issue('under-weak', weak, {
      subject: '/CN=BELOW',
      keyOf: leaf,
      extensions: ['authorityKeyIdentifier=keyid'],
    })
    expect(buildChain(below.certificate, [weak.certificate])).toEqual([])
  })

  it('is reported with each fault and the certificate that has it', () => {
    const short = pki.issue('short', pki.root, {
      subject: '/CN=SHORT',
      notAfter: '20300101000000Z',
      extensions: [...authority.slice(1), 'basicConstraints=critical,CA:TRUE,pathlen:0'],
    })
    const deeper = pki.issue('deeper', short, {
      subject: '/CN=DEEPER',
      keyOf: leaf,
      notAfter: '20280101000000Z',
      extensions: authority,
    })
    const low = pki.issue('low', deeper, {
      subject: '/CN=LOW',
      keyOf: leaf,
      extensions: ['authorityKeyIdentifier=keyid'],
    })
    const pool = [deeper, short, pki.root].map(({certificate}) => certificate)
    const at = (now: number) => {
      const {complete, faults} = reportChain(low.certificate, pool, now)
      return {complete, faults: faults.map(({kind, issuer}) => `${kind} ${issuer.subject.commonName}`)}
    }
    expect(at(Date.UTC(2027, 0, 1))).toEqual({
      complete: true,
      faults: ['ends-first DEEPER', 'path-too-long SHORT'],
    })
    expect(at(Date.UTC(2029, 0, 1)).faults).toContain('expired DEEPER')
    expect(at(Date.UTC(2001, 0, 1)).faults).toContain('not-yet-valid DEEPER')
    expect(reportChain(leaf.certificate, [pki.intermediate.certificate], Date.now())).toMatchObject({
      complete: false,
      faults: [],
    })
    const whole = [pki.root.certificate, pki.intermediate.certificate]
    expect(reportChain(leaf.certificate, whole, Date.now())).toMatchObject({complete: true, faults: []})
  })

  it('is judged at each instant as OpenSSL judges it', () => {
    const link = (name: string, issuer: Issued, notAfter: string, more: readonly string[] = []) =>
      pki.issue(name, issuer, {
        subject: `/CN=${name.toUpperCase()}`,
        keyOf: name === 'judged' ? leaf : pki.intermediate,
        notBefore: '20260101000000Z',
        notAfter,
        extensions: [...(name === 'judged' ? [] : authority), ...more],
      })
    const ca = link('brief', pki.root, '20300101000000Z')
    const judged = link('judged', ca, '20350101000000Z', ['authorityKeyIdentifier=keyid'])
    const none = link('none-below', pki.root, '20400101000000Z')
    const deep = pki.issue('deep', pki.intermediate, {
      subject: '/CN=DEEP',
      keyOf: leaf,
      extensions: authority,
    })
    const deepest = pki.issue('deepest', deep, {
      subject: '/CN=DEEPEST',
      keyOf: leaf,
      extensions: ['authorityKeyIdentifier=keyid'],
    })
    const cases: [Issued, Issued[], number, string | undefined][] = [
      [judged, [ca], Date.UTC(2028, 0, 1), undefined],
      [judged, [ca], Date.UTC(2031, 0, 1), 'expired'],
      [judged, [none], Date.UTC(2028, 0, 1), 'not-configured'],
      [deepest, [deep, pki.intermediate], Date.UTC(2028, 0, 1), 'path-too-long'],
      [leaf, [pki.intermediate], Date.UTC(2028, 0, 1), undefined],
    ]
    for (const [one, between, now, variant] of cases) {
      const {findings} = reportOnCertificate({
        ...{role: 'leaf', environment: 'sandbox', certificate: one.certificate, now},
        pool: between.map(({certificate}) => certificate),
        trusted: [pki.root.certificate],
      })
      const ours = findings.find(({check, severity}) => check === 'CHAIN-01' && severity === 'error')
      expect([one.name, now, ours?.variant]).toEqual([one.name, now, variant])
      const untrusted = join(pki.folder, 'between.pem')
      writeFileSync(
        untrusted,
        between.map(({certificatePath}) => readFileSync(certificatePath, 'utf8')).join(''),
      )
      const run = spawnSync('openssl', [
        ...['verify', '-attime', String(now / 1000), '-CAfile', pki.root.certificatePath],
        ...['-untrusted', untrusted, one.certificatePath],
      ])
      expect([one.name, run.status === 0]).toEqual([one.name, ours === undefined])
    }
  })

  it('leads to an anchor by signature even where no key id is given', () => {
    const bare = pki.issue('bare', pki.intermediate, {
      subject: '/CN=BARE',
      keyOf: leaf,
      extensions: ['basicConstraints=CA:FALSE', 'authorityKeyIdentifier=none'],
    })
    const anchors = [anchorOf(pki.intermediate, 'intermediate')]
    expect(bare.certificate.authorityKeyId).toBeUndefined()
    expect(trustPath(bare.certificate, [], [], anchors)).toMatchObject({kind: 'anchor'})
    const foreign = [anchorOf(stranger.intermediate, 'intermediate')]
    expect(trustPath(bare.certificate, [], [], foreign)).toEqual({kind: 'none', reason: 'unknown-issuer'})
  })

  it('proves an authority that is an anchor or descends from one, and no other', () => {
    const anchors = [anchorOf(pki.root)]
    const own = [pki.root, pki.intermediate].map(({certificate}) => certificate)
    expect(provenBasis(pki.root.certificate, own, anchors)).toMatchObject({basis: 'anchor'})
    expect(provenBasis(pki.intermediate.certificate, [], anchors)).toMatchObject({basis: 'signed'})
    for (const {certificate} of [stranger.root, stranger.intermediate])
      expect(provenBasis(certificate, [...own, stranger.root.certificate], anchors)).toEqual({
        basis: 'unproven',
      })
  })
})
