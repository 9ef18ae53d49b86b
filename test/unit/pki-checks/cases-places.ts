import {readFileSync} from 'node:fs'
import type {Container} from '../../../src/lib/containers/container.ts'
import {certificatePem} from '../../../src/lib/pki/pem.ts'
import {layouts} from '../../support/test-keys.ts'
import {type Case, dayMs, encryptedKey, type Kit, now} from './kit.ts'

const p12 = (kit: Kit, name: string, args: readonly string[]) => {
  const path = kit.pki.pkcs12(kit.auth, name, args)
  return kit.read(readFileSync(path), path)
}
const looked = (kit: Kit, container: Container, passphrase?: 'right' | 'wrong' | 'empty') =>
  kit.one({container, passphrase})
const held = (kit: Kit, more: Partial<Container> = {}) =>
  kit.container('pkcs12', [kit.auth.certificate, ...kit.pool], {keys: [encryptedKey], ...more})
const at = (kit: Kit, path: string, more: Partial<Container> = {}) =>
  kit.one({container: held(kit, {name: path, ...more}), file: {path}})
const keyPem = (kit: Kit) => readFileSync(kit.auth.keyPath, 'utf8')

/** Containers, files and stores. */
export const placeCases: readonly Case[] = [
  {
    id: 'P12-01',
    says: 'holds for the right password',
    expected: 'ok',
    look: (kit) => looked(kit, held(kit), 'right'),
  },
  {
    id: 'P12-01',
    says: 'tells a wrong password',
    expected: 'error',
    look: (kit) => looked(kit, held(kit), 'wrong'),
  },
  {
    id: 'P12-01',
    says: 'asks nothing without a password',
    expected: 'skipped',
    look: (kit) => looked(kit, held(kit)),
  },
  {
    id: 'P12-02',
    says: 'holds for a file of OpenSSL 3',
    expected: 'ok',
    look: (kit) => looked(kit, p12(kit, 'modern', ['-certpbe', 'NONE'])),
  },
  {
    id: 'P12-02',
    says: 'warns of certificates hidden by RC2-40',
    expected: 'warning',
    look: (kit) => looked(kit, p12(kit, 'rc2', layouts.rc2)),
  },
  {
    id: 'P12-02',
    says: 'warns of a key hidden by RC2-40',
    expected: 'warning',
    look: (kit) => looked(kit, p12(kit, 'rc2-key', layouts.rc2Key)),
  },
  {
    id: 'P12-02',
    says: 'asks nothing of a PEM file',
    expected: 'skipped',
    look: (kit) => looked(kit, kit.container('pem', [kit.auth.certificate])),
  },
  {
    id: 'P12-03',
    says: 'holds for AES',
    expected: 'ok',
    look: (kit) => looked(kit, p12(kit, 'modern', ['-certpbe', 'NONE'])),
  },
  {
    id: 'P12-03',
    says: 'tells the 3DES of a file of the ANS',
    expected: 'info',
    look: (kit) => looked(kit, p12(kit, 'ans', layouts.ans)),
  },
  {
    id: 'P12-04',
    says: 'holds for a file of the ANS',
    expected: 'ok',
    look: (kit) => looked(kit, p12(kit, 'ans', layouts.ans)),
  },
  {
    id: 'P12-04',
    says: 'warns of a file without MAC',
    expected: 'warning no-mac',
    look: (kit) => looked(kit, p12(kit, 'no-mac', ['-certpbe', 'NONE', ...layouts.noMac])),
  },
  {
    id: 'P12-04',
    says: 'warns of several keys',
    expected: 'warning several-keys',
    look: (kit) => looked(kit, held(kit, {keys: [encryptedKey, encryptedKey]})),
  },
  {
    id: 'P12-04',
    says: 'warns where the certificate of the key is not the first',
    expected: 'warning leaf-not-first',
    look: (kit) => looked(kit, held(kit, {certificates: [...kit.pool, kit.auth.certificate]})),
  },
  {
    id: 'P12-04',
    says: 'warns of an empty password',
    expected: 'warning empty-password',
    look: (kit) => looked(kit, held(kit), 'empty'),
  },
  {
    id: 'FILE-01',
    says: 'holds for 0600',
    expected: 'ok',
    look: (kit) => kit.one({container: held(kit), file: {path: '/srv/a.p12', mode: 0o600}}),
  },
  {
    id: 'FILE-01',
    says: 'warns of a key that a group can read',
    expected: 'warning',
    look: (kit) => kit.one({container: held(kit), file: {path: '/srv/a.p12', mode: 0o640}}),
  },
  {
    id: 'FILE-01',
    says: 'warns of a key that everybody on Windows can read',
    expected: 'warning acl',
    look: (kit) => kit.one({container: held(kit), file: {path: 'D:\\a.p12', readableBy: ['Everyone']}}),
  },
  {
    id: 'FILE-01',
    says: 'lets a certificate without key be read by all',
    expected: 'ok',
    look: (kit) => kit.one({container: held(kit, {keys: []}), file: {path: '/srv/a.pem', mode: 0o644}}),
  },
  {
    id: 'FILE-02',
    says: 'holds for a folder of the service',
    expected: 'ok',
    look: (kit) => kit.one({container: held(kit), file: {path: '/srv/a.p12', places: []}}),
  },
  ...(['desktop', 'downloads', 'web-root', 'git-work-tree', 'shared-folder'] as const).map(
    (place): Case => ({
      id: 'FILE-02',
      says: `warns of a key in a place of this kind: ${place}`,
      expected: `warning ${place}`,
      look: (kit) => kit.one({container: held(kit), file: {path: '/srv/a.p12', places: [place]}}),
    }),
  ),
  {
    id: 'FILE-03',
    says: 'holds for an encrypted key',
    expected: 'ok',
    look: (kit) => looked(kit, p12(kit, 'ans', layouts.ans)),
  },
  {
    id: 'FILE-03',
    says: 'warns of a key in clear beside its certificate',
    expected: 'warning',
    look: (kit) => looked(kit, kit.read(`${certificatePem(kit.auth.certificate)}${keyPem(kit)}`, 'both.pem')),
  },
  {
    id: 'FILE-04',
    says: 'holds for the only copy',
    expected: 'ok',
    look: (kit) => kit.one({file: {path: '/srv/a.p12', copies: []}}),
  },
  {
    id: 'FILE-04',
    says: 'warns of copies',
    expected: 'warning',
    look: (kit) => kit.one({file: {path: '/srv/a.p12', copies: ['/srv/old/a.p12']}}),
  },
  {
    id: 'FILE-04',
    says: 'warns of an older twin that is still in use',
    expected: 'warning older-twin',
    look: (kit) =>
      kit.one({file: {path: '/srv/a.p12', newerTwin: {path: '/srv/b.p12', notAfter: now + 900 * dayMs}}}),
  },
  {
    id: 'FILE-05',
    says: 'holds for PEM in a .pem',
    expected: 'ok',
    look: (kit) => looked(kit, kit.read(certificatePem(kit.auth.certificate), 'a.pem')),
  },
  {
    id: 'FILE-05',
    says: 'tells DER in a .pem',
    expected: 'warning ending',
    look: (kit) => looked(kit, kit.read(kit.auth.der, 'a.pem')),
  },
  {
    id: 'FILE-05',
    says: 'tells a byte order mark',
    expected: 'warning bom',
    look: (kit) => looked(kit, kit.read(`\ufeff${certificatePem(kit.auth.certificate)}`, 'a.pem')),
  },
  {
    id: 'FILE-05',
    says: 'tells UTF-16',
    expected: 'warning utf16',
    look: (kit) =>
      looked(kit, kit.read(Buffer.from(`\ufeff${certificatePem(kit.auth.certificate)}`, 'utf16le'), 'a.pem')),
  },
  {
    id: 'FILE-05',
    says: 'tells Windows line ends, which do no harm',
    expected: 'info crlf',
    look: (kit) =>
      looked(kit, kit.read(certificatePem(kit.auth.certificate).replaceAll('\n', '\r\n'), 'a.pem')),
  },
  {
    id: 'FILE-05',
    says: 'tells base64 without its lines BEGIN and END',
    expected: 'warning bare-base64',
    look: (kit) => looked(kit, kit.read(Buffer.from(kit.auth.der).toString('base64'), 'a.txt')),
  },
  {
    id: 'FILE-05',
    says: 'tells a p7b of authorities alone',
    expected: 'warning no-leaf',
    look: (kit) => looked(kit, kit.container('pkcs7', kit.pool, {name: 'chain.p7b'})),
  },
  {
    id: 'FILE-06',
    says: 'holds for a name that announces nothing',
    expected: 'ok',
    look: (kit) => at(kit, '/srv/a.p12'),
  },
  {
    id: 'FILE-06',
    says: 'holds for the name that the platform gives',
    expected: 'ok',
    look: (kit) => at(kit, '/srv/asip-p12-EL-TEST-ORG-AUTH_CLI-20260105-090000.p12'),
  },
  ...(
    [
      ['the other product', '/srv/asip-p12-EL-TEST-ORG-SIGN-20260105-090000.p12'],
      ['production', '/srv/PROD/auth.p12'],
      ['another FINESS', '/srv/0B0221636/auth.p12'],
    ] as const
  ).map(
    ([what, path]): Case => ({
      id: 'FILE-06',
      says: `warns of a name that announces ${what}`,
      expected: 'warning',
      look: (kit) => at(kit, path),
    }),
  ),
  {
    id: 'FILE-06',
    says: 'warns of INSI-MANU under the name of INSI-AUTO',
    expected: 'warning',
    look: (kit) =>
      kit.one({
        certificate: kit.leaf('insi-manu', {subject: '/C=FR/O=CH FICTIF/OU=10B0000014/CN=INSI-MANU'}),
        file: {path: '/srv/INSI-AUTO/AUTO-certificate.p12'},
      }),
  },
  {id: 'STORE-01', says: 'says nothing of a file', expected: 'ok', look: (kit) => looked(kit, held(kit))},
  {
    id: 'STORE-01',
    says: 'tells a Java store',
    expected: 'info',
    look: (kit) => looked(kit, kit.container('jks', [kit.auth.certificate])),
  },
  {
    id: 'STORE-01',
    says: 'says who does not see CurrentUser',
    expected: 'info current-user',
    look: (kit) => kit.one({store: {location: 'CurrentUser\\My'}}),
  },
  {
    id: 'STORE-02',
    says: 'holds for a key that can be read and exported',
    expected: 'ok',
    look: (kit) => kit.one({store: {location: 'LocalMachine\\My', keyExportable: true, keyReadable: true}}),
  },
  {
    id: 'STORE-02',
    says: 'warns of a key that the account cannot read',
    expected: 'warning unreadable',
    look: (kit) => kit.one({store: {location: 'LocalMachine\\My', keyReadable: false}}),
  },
  {
    id: 'STORE-02',
    says: 'warns of a key that cannot be exported',
    expected: 'warning not-exportable',
    look: (kit) => kit.one({store: {location: 'LocalMachine\\My', keyExportable: false}}),
  },
]
