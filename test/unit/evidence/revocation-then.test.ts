import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {checkCertificates} from '../../../src/lib/evidence/check-certificates.ts'
import type {ReadSignature} from '../../../src/lib/evidence/read-signature.ts'
import type {Certificate} from '../../../src/lib/pki/certificate.ts'
import {readCertificates} from '../../../src/lib/pki/pem.ts'
import {describeWith} from '../../support/requires.ts'
import {openssl} from '../../support/test-keys.ts'

const DAY = 86_400_000
const now = Math.floor(Date.now() / 1000) * 1000
const signedAt = now - 20 * DAY
/** As OpenSSL writes an instant: YYMMDDHHMMSSZ. */
const utc = (days: number) =>
  `${new Date(now + days * DAY).toISOString().slice(2, 19).replaceAll(/\D/g, '')}Z`

interface Told {
  /** Days from now. */
  readonly made: number
  readonly revoked?: readonly [days: number, reason: string]
  readonly ends?: number
  readonly signer?: 'another'
}

describeWith([{program: 'openssl', package: 'openssl'}], 'a list of revocation beside a proof', () => {
  let folder: string
  const path = (name: string) => join(folder, name)
  const read = (name: string): Certificate => {
    const [found] = readCertificates(new Uint8Array(readFileSync(path(name))), 'pem')
    if (!found) throw new Error(`no certificate ${name}`)
    return found
  }

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'dmp-proof-lists-'))
    writeFileSync(path('number'), '01\n')
    const lines = ['[ca]', 'default_ca=d', '[d]', `database=${path('index')}`, `crlnumber=${path('number')}`]
    writeFileSync(path('cnf'), `${lines.join('\n')}\ndefault_md=sha256\n`)
    for (const name of ['ca', 'another']) {
      const made = [
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-keyout',
        path(`${name}.key`),
        '-out',
        path(`${name}.pem`),
      ]
      const use = ['-addext', 'keyUsage=critical,keyCertSign,cRLSign', '-subj', '/CN=AC', '-days', '90']
      openssl(['req', '-x509', ...made, ...use])
    }
    openssl([
      'req',
      '-new',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      path('key'),
      '-out',
      path('csr'),
      '-subj',
      '/CN=SIGN',
    ])
    const issuing = ['-CA', path('ca.pem'), '-CAkey', path('ca.key'), '-set_serial', '4660', '-days', '30']
    openssl(['x509', '-req', '-in', path('csr'), ...issuing, '-out', path('pem')])
  })
  afterAll(() => rmSync(folder, {recursive: true, force: true}))

  function verdict({made, revoked, ends = 30, signer}: Told): string | undefined {
    const mark = revoked ? `R\t${utc(30)}\t${utc(revoked[0])},${revoked[1]}\t1234\tunknown\t/CN=SIGN\n` : ''
    writeFileSync(path('index'), mark)
    const by = signer ?? 'ca'
    const from = ['-cert', path(`${by}.pem`), '-keyfile', path(`${by}.key`), '-config', path('cnf')]
    const times = ['-crl_lastupdate', utc(made), '-crl_nextupdate', utc(made + 7)]
    openssl(['ca', '-gencrl', ...from, ...times, '-out', path('crl.pem')])
    openssl(['crl', '-in', path('crl.pem'), '-outform', 'DER', '-out', path('crl')])
    const certificate = {...read('pem'), notBefore: now - 60 * DAY, notAfter: now + ends * DAY}
    const steps = checkCertificates({
      signature: {digest: 'sha1', signedAt, named: []} as unknown as ReadSignature,
      signer: certificate,
      authorities: [read('ca.pem')],
      trusted: [],
      lists: new Map([['1', new Uint8Array(readFileSync(path('crl')))]]),
      now,
    })
    const found = steps.find(({step}) => step === 'revocation')
    return found && `${found.verdict} ${found.reason}`
  }

  it.each<[string, Told, string]>([
    ['of that time, without it', {made: -22}, 'holds good'],
    ['made since, without it', {made: -1}, 'holds good'],
    ['that had ended before the signature', {made: -40}, 'unknown silent'],
    ['of a time that has not come', {made: 3}, 'unknown silent'],
    ['made after the certificate ended', {made: -1, ends: -5}, 'unknown silent'],
    ['signed by another authority of the same name', {made: -22, signer: 'another'}, 'unknown silent'],
    [
      'that tells of a revocation before the signature',
      {made: -1, revoked: [-25, 'superseded']},
      'fails revoked',
    ],
    ['that tells of a revocation since', {made: -1, revoked: [-10, 'superseded']}, 'holds good'],
    ['that tells of a key stolen, told since', {made: -1, revoked: [-10, 'keyCompromise']}, 'fails revoked'],
  ])('%s', (_what, told, expected) => {
    expect(verdict(told)).toBe(expected)
  })
})
