import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {readCertificates} from '../../../src/lib/pki/pem.ts'
import {testifyList} from '../../../src/lib/revocation/testimony.ts'
import {describeWith} from '../../support/requires.ts'
import {openssl} from '../../support/test-keys.ts'

/** How OpenSSL makes the key, signs with it, and whether such a signature counts. */
const algorithms: readonly [string, readonly string[], readonly string[], string][] = [
  ['RSA and SHA-384', ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'], ['-md', 'sha384'], 'good'],
  ['RSA and SHA-512', ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'], ['-md', 'sha512'], 'good'],
  ['RSA and SHA-1', ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'], ['-md', 'sha1'], 'nothing'],
  [
    'RSA-PSS and SHA-256',
    ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
    ['-md', 'sha256', '-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:32'],
    'good',
  ],
  [
    'RSA-PSS and SHA-1',
    ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
    ['-md', 'sha1', '-sigopt', 'rsa_padding_mode:pss'],
    'nothing',
  ],
  [
    'P-256 and SHA-256',
    ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
    ['-md', 'sha256'],
    'good',
  ],
  [
    'P-384 and SHA-384',
    ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384'],
    ['-md', 'sha384'],
    'good',
  ],
  ['Ed25519', ['-algorithm', 'ED25519'], ['-md', 'null'], 'good'],
]

describeWith([{program: 'openssl', package: 'openssl'}], 'a list signed with', () => {
  let folder: string
  const path = (name: string) => join(folder, name)
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'dmp-algorithms-'))
    writeFileSync(path('index'), '')
    writeFileSync(path('number'), '01\n')
    writeFileSync(
      path('cnf'),
      `[ca]\ndefault_ca=d\n[d]\ndatabase=${path('index')}\ncrlnumber=${path('number')}\n`,
    )
  })
  afterAll(() => rmSync(folder, {recursive: true, force: true}))

  it.each(algorithms)('%s counts, or not', (_name, key, signing, says) => {
    openssl(['genpkey', ...key, '-out', path('key')])
    const subject = ['-subj', '/CN=AC', '-addext', 'keyUsage=critical,keyCertSign,cRLSign']
    openssl(['req', '-new', '-x509', '-key', path('key'), ...subject, '-days', '30', '-out', path('pem')])
    const ca = ['-cert', path('pem'), '-keyfile', path('key'), '-crldays', '6', '-out', path('crl.pem')]
    openssl(['ca', '-gencrl', '-config', path('cnf'), ...ca, ...signing])
    openssl(['crl', '-in', path('crl.pem'), '-outform', 'DER', '-out', path('crl')])
    const [issuer] = readCertificates(new Uint8Array(readFileSync(path('pem'))), 'pem')
    if (!issuer) throw new Error('no authority')
    const asked = {certificate: {...issuer, isCa: false}, issuer, from: 'here', now: Date.now()}
    expect(testifyList(new Uint8Array(readFileSync(path('crl'))), asked).testimony.says).toBe(says)
  })
})
