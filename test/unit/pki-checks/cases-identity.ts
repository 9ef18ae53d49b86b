import {createPublicKey, generateKeyPairSync} from 'node:crypto'
import type {Certificate} from '../../../src/lib/pki/certificate.ts'
import type {CheckReport} from '../../../src/lib/pki/checks/check.ts'
import {authUse, type LeafOptions, testSigns} from '../../support/test-keys.ts'
import type {Case, Kit} from './kit.ts'

const organisation = (kit: Kit, name: string, unit: string | undefined, common = 'DMP') =>
  kit.leaf(name, {
    subject: `/C=FR/O=CENTRE HOSPITALIER FICTIF${unit === undefined ? '' : `/OU=${unit}`}/CN=${common}`,
  })
const person = (kit: Kit, rpps: string) =>
  kit.leaf(`person-${rpps}`, {
    subject: `/C=FR/title=Sage-Femme/GN=ALIX+CN=8${rpps}+SN=FICTIVE`,
    extensions: ['keyUsage=critical,nonRepudiation', 'extendedKeyUsage=emailProtection', ...testSigns],
  })

/** The certificate with another RSA modulus: no key generator at hand makes the faulty ones. */
function withKey(certificate: Certificate, modulus: bigint, exponent: bigint): Certificate {
  const base64url = (value: bigint) => {
    const hex = value.toString(16)
    return Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex').toString('base64url')
  }
  const spki = createPublicKey({
    key: {kty: 'RSA', n: base64url(modulus), e: base64url(exponent)},
    format: 'jwk',
  }).export({format: 'der', type: 'spki'})
  return {...certificate, publicKey: {...certificate.publicKey, spki: new Uint8Array(spki)}}
}

/** A product of two numbers that are powers of 65537 modulo the small primes, as the faulty generator's primes are. */
function rocaModulus(): bigint {
  const primes = [
    2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97,
  ]
  const more = [101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167]
  const product = [...primes, ...more].reduce((all, prime) => all * BigInt(prime), 1n)
  const factor = (power: bigint, high: bigint) => {
    let residue = 1n
    for (let at = 0n; at < power; at++) residue = (residue * 65_537n) % product
    return (high << 800n) * product + residue
  }
  return factor(1234n, 0xabcdefn) * factor(4321n, 0xfedcban)
}

const smallExponent = (kit: Kit) => {
  const {publicKey} = generateKeyPairSync('rsa', {modulusLength: 2048, publicExponent: 3})
  const {n = ''} = publicKey.export({format: 'jwk'})
  return withKey(kit.auth.certificate, BigInt(`0x${Buffer.from(n, 'base64url').toString('hex')}`), 3n)
}

const authority = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign,cRLSign']

/** A strong certificate below an authority that is not. */
function below(kit: Kit, name: string, options: Partial<LeafOptions>): CheckReport {
  const weak = kit.pki.issue(`weak-${name}`, kit.pki.root, {
    subject: `/C=FR/O=ESSAI/CN=AUTORITE ${name}`,
    extensions: authority,
    ...options,
  })
  const leaf = kit.pki.issue(`below-${name}`, weak, {keyOf: kit.auth, extensions: [...authUse, ...testSigns]})
  return kit.one({certificate: leaf.certificate, pool: [weak.certificate, kit.pki.root.certificate]})
}

/** Identity and key. */
export const identityCases: readonly Case[] = [
  {id: 'ID-01', says: 'holds for 1 and a FINESS', expected: 'ok', look: (kit) => kit.one()},
  {
    id: 'ID-01',
    says: 'refuses an OU of another form',
    expected: 'error',
    look: (kit) => kit.one({certificate: organisation(kit, 'free', 'SERVICE')}),
  },
  {
    id: 'ID-01',
    says: 'refuses a missing OU',
    expected: 'error absent',
    look: (kit) => kit.one({certificate: organisation(kit, 'no-unit', undefined)}),
  },
  {
    id: 'ID-01',
    says: 'warns of a prefix that is no longer given',
    expected: 'warning deprecated',
    look: (kit) => kit.one({certificate: organisation(kit, 'old-prefix', '50B0000014')}),
  },
  {
    id: 'ID-01',
    says: 'warns of a second OU, which another reader may take for the structure',
    expected: 'warning several',
    look: (kit) => {
      const subject = '/C=FR/O=ESSAI/OU=10B0000014/OU=10B0221636/CN=DMP AUTH'
      return kit.one({certificate: kit.pki.leaf('two-units', {subject}).certificate})
    },
  },
  {
    id: 'ID-01',
    says: 'asks no structure of a person',
    expected: 'skipped',
    look: (kit) => kit.one({certificate: person(kit, '99700075064')}),
  },
  {id: 'ID-02', says: 'holds for a right key', expected: 'ok', look: (kit) => kit.one()},
  {
    id: 'ID-02',
    says: 'warns of a wrong FINESS key',
    expected: 'warning',
    look: (kit) => kit.one({certificate: organisation(kit, 'wrong-key', '10B0000015')}),
  },
  {
    id: 'ID-02',
    says: 'warns of a wrong RPPS key without repeating the number',
    expected: 'warning person',
    look: (kit) => kit.one({certificate: person(kit, '99700075061')}),
  },
  {
    id: 'ID-02',
    says: 'holds for a person with a right RPPS key',
    expected: 'ok',
    look: (kit) => kit.one({certificate: person(kit, '99700075064')}),
  },
  {
    id: 'ID-03',
    says: 'holds for the expected structure',
    expected: 'ok',
    look: (kit) => kit.one({structures: ['10B0000014']}),
  },
  {
    id: 'ID-03',
    says: 'refuses another structure',
    expected: 'error',
    look: (kit) => kit.one({structures: ['10B0221636', '300000000077081']}),
  },
  {
    id: 'ID-03',
    says: 'asks nothing where no structure is expected',
    expected: 'skipped',
    look: (kit) => kit.one(),
  },
  {id: 'ID-04', says: 'holds for one structure', expected: 'ok', look: (kit) => kit.pair()},
  {
    id: 'ID-04',
    says: 'refuses two structures',
    expected: 'error',
    look: (kit) => kit.pair({}, {}, {certificate: kit.seal('other-seal', {unit: '10B0221636'})}),
  },
  {
    id: 'ID-05',
    says: 'holds for INSI-MANU',
    expected: 'ok',
    look: (kit) => kit.one({certificate: organisation(kit, 'manu', '10B0000014', 'INSI-MANU'), use: 'insi'}),
  },
  {
    id: 'ID-05',
    says: 'refuses another case of the name',
    expected: 'error',
    look: (kit) => kit.one({certificate: organisation(kit, 'lower', '10B0000014', 'Insi-Manu'), use: 'insi'}),
  },
  {
    id: 'ID-05',
    says: 'asks nothing for the DMP',
    expected: 'skipped',
    look: (kit) => kit.one({use: 'dmp-tls'}),
  },
  {
    id: 'ID-06',
    says: 'holds for a free service name',
    expected: 'ok',
    look: (kit) => kit.one({use: 'dmp-tls'}),
  },
  {
    id: 'ID-06',
    says: 'tells an INSi name that is used for the DMP',
    expected: 'info',
    look: (kit) =>
      kit.one({certificate: organisation(kit, 'manu', '10B0000014', 'INSI-MANU'), use: 'dmp-tls'}),
  },
  {id: 'ID-07', says: 'holds for a shorter name', expected: 'ok', look: (kit) => kit.one()},
  {
    id: 'ID-07',
    says: 'tells a name of the length at which names are cut',
    expected: 'info',
    look: (kit) =>
      kit.one({
        certificate: kit.leaf('cut', {
          subject: "/C=FR/O=AGENCE DES SYSTEMES D'INFORMATION PARTAG/OU=10B0000014/CN=DMP",
        }),
      }),
  },
  {id: 'KEY-01', says: 'holds for its own key', expected: 'ok', look: (kit) => kit.one({keyMatches: true})},
  {
    id: 'KEY-01',
    says: 'refuses the key of another',
    expected: 'error',
    look: (kit) => kit.one({keyMatches: false}),
  },
  {id: 'KEY-01', says: 'asks nothing while no key is open', expected: 'skipped', look: (kit) => kit.one()},
  {id: 'KEY-02', says: 'holds for RSA 2048 and SHA-256', expected: 'ok', look: (kit) => kit.one()},
  {
    id: 'KEY-02',
    says: 'refuses RSA 1024',
    expected: 'error',
    look: (kit) => kit.one({certificate: kit.pki.leaf('small', {bits: 1024}).certificate}),
  },
  {
    id: 'KEY-02',
    says: 'refuses SHA-1',
    expected: 'error',
    look: (kit) => kit.one({certificate: kit.leaf('sha1', {hash: 'sha1'})}),
  },
  {
    id: 'KEY-02',
    says: 'refuses a chain with an authority of RSA 1024',
    expected: 'error authority',
    look: (kit) => below(kit, 'rsa1024', {bits: 1024}),
  },
  {
    id: 'KEY-02',
    says: 'refuses a chain with an authority signed with SHA-1',
    expected: 'error authority',
    look: (kit) => below(kit, 'sha1', {hash: 'sha1'}),
  },
  {
    id: 'KEY-02',
    says: 'holds where the root signed itself with SHA-1: nobody relies on that signature',
    expected: 'ok',
    look: (kit) => {
      const root = kit.pki.issue('old-root', undefined, {
        subject: '/C=FR/O=ESSAI/CN=RACINE ANCIENNE',
        hash: 'sha1',
        extensions: authority,
      })
      const leaf = kit.pki.issue('under-old-root', root, {
        keyOf: kit.auth,
        extensions: [...authUse, ...testSigns],
      })
      return kit.one({certificate: leaf.certificate, pool: [root.certificate], trusted: [root.certificate]})
    },
  },
  {id: 'KEY-03', says: 'holds for two keys', expected: 'ok', look: (kit) => kit.pair()},
  {
    id: 'KEY-03',
    says: 'warns of a pair with one key',
    expected: 'warning',
    look: (kit) => kit.pair({}, {}, {certificate: kit.seal('same-key', {keyOf: kit.auth})}),
  },
  {
    id: 'KEY-03',
    says: 'warns of the key of the certificate that it replaces',
    expected: 'warning other',
    look: (kit) => kit.one({others: [kit.leaf('renewed')]}),
  },
  {
    id: 'KEY-03',
    says: 'does not take a certificate for its own double',
    expected: 'ok',
    look: (kit) => kit.one({others: [kit.auth.certificate, kit.sign.certificate]}),
  },
  {id: 'KEY-04', says: 'holds for an OpenSSL key', expected: 'ok', look: (kit) => kit.one()},
  {
    id: 'KEY-04',
    says: 'warns of a modulus of the ROCA shape',
    expected: 'warning roca',
    look: (kit) => kit.one({certificate: withKey(kit.auth.certificate, rocaModulus(), 65_537n)}),
  },
  {
    id: 'KEY-04',
    says: 'tells a small exponent',
    expected: 'info exponent',
    look: (kit) => kit.one({certificate: smallExponent(kit)}),
  },
]
