import {readFileSync} from 'node:fs'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {Inventory} from '../../../src/lib/certificate-inventory/inventory.ts'
import {readContainer} from '../../../src/lib/containers/read-container.ts'
import type {FileFacts} from '../../../src/lib/pki/checks/check.ts'
import {summarize} from '../../../src/lib/usecases/cert/scan-summary.ts'
import type {UsedBy} from '../../../src/lib/usecases/cert/used-by.ts'
import {describeWith} from '../../support/requires.ts'
import {type Issued, layouts, TestPki, testSigns} from '../../support/test-keys.ts'

const now = Date.UTC(2030, 0, 1)

describeWith([{program: 'openssl', package: 'openssl'}], 'an inventory', () => {
  let pki: TestPki
  let old: Issued
  let renewed: Issued
  let person: Issued
  beforeAll(() => {
    pki = new TestPki()
    const subject = '/C=FR/ST=Paris (75)/O=CH FICTIF/OU=10B0000014/CN=DMP AUTH'
    old = pki.leaf('old', {subject, notAfter: '20291231235959Z'})
    renewed = pki.leaf('new', {subject, notAfter: '20321231235959Z'})
    person = pki.leaf('person', {
      subject: '/C=FR/title=Infirmier/GN=ZOE+CN=899700000000+SN=EXEMPLE',
      extensions: ['keyUsage=critical,nonRepudiation', 'extendedKeyUsage=emailProtection', ...testSigns],
      notAfter: '20320101000000Z',
    })
  })
  afterAll(() => pki.remove())

  const bytes = ({certificatePath}: Issued) => readFileSync(certificatePath)
  const key = ({keyPath}: Issued) => readFileSync(keyPath)

  function taken(
    files: readonly (readonly [string, Uint8Array, Partial<FileFacts>?])[],
    used: UsedBy[] = [],
    unmask = false,
  ) {
    const inventory = new Inventory({now, thresholds: {}, unmask})
    for (const [path, content, facts] of files)
      inventory.add(readContainer(content, path), facts && {path, ...facts})
    const usedBy = new Map(used.length > 0 ? [[old.certificate.sha256.hex, used]] : [])
    const summary = summarize(inventory, {now, warnDays: 60, usedBy})
    const told = summary.findings.map(({check, severity, path}) => `${check} ${severity} ${path}`)
    return {...summary, told, inventory}
  }

  it('counts a certificate once, wherever it lies, and says that it lies in several files', () => {
    const {certificates, told, findings} = taken([
      ['/a/new.pem', bytes(renewed)],
      ['/b/new.cer', renewed.der],
      ['/c/new.crt', renewed.der],
    ])
    expect(certificates).toMatchObject([{state: 'valid', paths: ['/a/new.pem', '/b/new.cer', '/c/new.crt']}])
    expect(told).toEqual(['FILE-04 warning /a/new.pem'])
    expect(findings[0]?.params).toMatchObject({copy: '/b/new.cer', count: 2})
  })

  it('takes the end of a replaced certificate that nobody uses for what it is', () => {
    const {certificates, told, verdict} = taken([
      ['/a/old.pem', bytes(old)],
      ['/a/new.pem', bytes(renewed)],
    ])
    expect(certificates.map(({state, replacedBy}) => [state, replacedBy])).toEqual([
      ['expired', renewed.certificate.sha256.hex],
      ['valid', null],
    ])
    expect(told).toEqual(['TIME-01 info /a/old.pem'])
    expect(verdict).toBe('ok')
  })

  it('raises the alarm over one that ended and has no successor, and over one that a profile still uses', () => {
    expect(taken([['/a/old.pem', bytes(old)]])).toMatchObject({
      told: ['TIME-01 error /a/old.pem'],
      verdict: 'expired',
    })
    const used = taken(
      [
        ['/a/old.pem', bytes(old)],
        ['/a/new.pem', bytes(renewed)],
      ],
      [{profile: 'main', use: 'auth', path: '/a/old.pem'}],
    )
    expect(used.told).toEqual(['TIME-01 error /a/old.pem', 'FILE-04 warning /a/old.pem'])
    expect(used.certificates[0]).toMatchObject({usedBy: [{profile: 'main', use: 'auth'}]})
  })

  it('tells of a newer certificate of the tree beside one that a profile uses elsewhere, and counts no other of those', () => {
    const inventory = new Inventory({now, thresholds: {}, unmask: false})
    inventory.addUsed(readContainer(bytes(old), '/etc/dmp/old.pem'))
    inventory.addUsed(readContainer(bytes(person), '/etc/dmp/other.pem'))
    inventory.add(readContainer(bytes(renewed), '/a/new.pem'))
    const use: UsedBy = {profile: 'main', use: 'auth', path: '/etc/dmp/old.pem'}
    const usedBy = new Map([[old.certificate.sha256.hex, [use]]])
    const {certificates, findings} = summarize(inventory, {now, warnDays: 60, usedBy})
    expect(certificates.map(({paths}) => paths)).toEqual([['/etc/dmp/old.pem'], ['/a/new.pem']])
    expect(findings.map(({message, params}) => [message, params['newer']])).toContainEqual([
      'certificate.finding.FILE-04.older-twin',
      '/a/new.pem',
    ])
  })

  it('pairs keys in clear with certificates of other files, and keys of a container with their own', () => {
    const p12 = pki.pkcs12(old, 'pair', layouts.ans)
    const {keys, certificates, pairs} = taken([
      ['/k/new.key', key(renewed), {mode: 0o600}],
      ['/c/new.pem', bytes(renewed)],
      ['/p/pair.p12', readFileSync(p12), {mode: 0o600}],
      ['/k/alone.key', key(person), {mode: 0o600}],
    ])
    expect(pairs).toBe(2)
    expect(keys.map(({path, encrypted, certificate}) => [path, encrypted, certificate])).toEqual([
      ['/k/new.key', false, renewed.certificate.sha256.hex],
      ['/p/pair.p12', true, old.certificate.sha256.hex],
      ['/k/alone.key', false, null],
    ])
    const own = certificates.filter(({authority}) => !authority)
    expect(own.map(({keys: paths}) => paths)).toEqual([['/p/pair.p12'], ['/k/new.key']])
  })

  it('tells of keys that others can read, that lie in a wrong place or in clear', () => {
    const {told} = taken([['/srv/www/new.key', key(renewed), {mode: 0o640, places: ['web-root']}]])
    expect(told).toEqual(['FILE-01', 'FILE-02', 'FILE-03'].map((id) => `${id} warning /srv/www/new.key`))
    expect(
      taken([
        [
          '/srv/dmp/new.p12',
          readFileSync(pki.pkcs12(renewed, 'quiet', layouts.ans)),
          {mode: 0o600, places: []},
        ],
      ]).told,
    ).toEqual([])
  })

  it('tells of names that announce something else', () => {
    expect(taken([['/x/dmp-SIGN/a.pem', bytes(renewed)]]).told).toEqual(['FILE-06 warning /x/dmp-SIGN/a.pem'])
    expect(taken([['/x/a.p12', bytes(renewed)]]).told).toEqual(['FILE-05 warning /x/a.p12'])
    expect(taken([['/x/dmp-AUTH_CLI/TEST/a.pem', bytes(renewed)]]).told).toEqual([])
  })

  it('lists authorities without judging them, unless their key is there', () => {
    const expired = pki.issue('ended', undefined, {
      subject: '/C=FR/O=ESSAI/CN=AUTORITE FICTIVE',
      extensions: ['basicConstraints=critical,CA:TRUE'],
      notAfter: '20290101000000Z',
    })
    const alone = taken([['/ca/ended.pem', bytes(expired)]])
    expect(alone).toMatchObject({
      told: [],
      verdict: 'ok',
      certificates: [{authority: true, state: 'expired'}],
    })
    const held = taken([
      ['/ca/ended.pem', bytes(expired)],
      ['/ca/ended.key', key(expired), {mode: 0o600}],
    ])
    expect(held.told).toContain('TIME-01 error /ca/ended.pem')
  })

  it('names no person unless it is asked to', () => {
    const files = [['/p/zoe.pem', bytes(person)]] as const
    const hidden = taken(files)
    expect(JSON.stringify(hidden.certificates)).not.toMatch(/ZOE|EXEMPLE|899700000000/)
    expect(JSON.stringify(hidden.findings)).not.toMatch(/ZOE|EXEMPLE|899700000000/)
    expect(JSON.stringify(taken(files, [], true).certificates)).toContain('EXEMPLE')
  })
})
