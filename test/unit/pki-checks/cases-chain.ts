import {authUse} from '../../support/test-keys.ts'
import {type Case, encryptedKey, type Kit} from './kit.ts'

const p12 = (kit: Kit, ...certificates: Parameters<Kit['container']>[1]) =>
  kit.one({container: kit.container('pkcs12', certificates, {keys: [encryptedKey]})})
const aci = (kit: Kit) => kit.pki.intermediate.certificate
const acr = (kit: Kit) => kit.pki.root.certificate
const leaf = (kit: Kit) => kit.auth.certificate

const critical = '1.2.250.1.213.99.1=critical,DER:0500'

const policies = (category: string, policy: string) => [
  `1.2.250.1.71.1.2.5=DER:0401${category}`,
  `certificatePolicies=${policy}`,
]
const inProduction = (kit: Kit, arc: string) =>
  kit.under(
    `policy-${arc}`,
    '/C=FR/O=ASIP-SANTE/OU=0002 187512751/OU=IGC-SANTE/CN=AC IGC-SANTE ELEMENTAIRE ORGANISATIONS',
    {extensions: [...authUse, ...policies('03', `1.2.250.1.213.1.7.1.1.2.${arc}`)]},
  )

/** Chain and use. */
export const chainCases: readonly Case[] = [
  {
    id: 'CHAIN-01',
    says: 'believes in the sandbox what an authority of the profile signed',
    expected: 'ok',
    look: (kit) => kit.one({environment: 'sandbox'}),
  },
  {
    id: 'CHAIN-01',
    says: 'refuses in the sandbox what no authority of the profile signed',
    expected: 'error not-configured',
    look: (kit) => kit.one({environment: 'sandbox', trusted: []}),
  },
  {
    id: 'CHAIN-01',
    says: 'only tolerates elsewhere what the operator alone vouches for',
    expected: 'warning configured-only',
    look: (kit) => kit.one({environment: 'test'}),
  },
  {
    id: 'CHAIN-01',
    says: 'refuses what nobody known signed',
    expected: 'error unknown-issuer',
    look: (kit) => kit.one({trusted: []}),
  },
  {
    id: 'CHAIN-01',
    says: 'refuses what an authority vouches for that is for other uses alone',
    expected: 'error uses',
    look: (kit) => {
      const authority = kit.authority('servers-authority', '/C=FR/O=DMP ESSAI/CN=AC SERVEURS', {
        extensions: [
          'basicConstraints=critical,CA:TRUE',
          'keyUsage=critical,keyCertSign,cRLSign',
          'subjectKeyIdentifier=hash',
          'extendedKeyUsage=serverAuth',
        ],
      })
      const {certificate} = kit.pki.issue('under-servers', authority, {keyOf: kit.auth, extensions: authUse})
      return kit.one({
        certificate,
        pool: [authority.certificate, kit.pki.root.certificate],
        environment: 'sandbox',
      })
    },
  },
  {
    id: 'CHAIN-01',
    says: 'refuses what an authority vouches for that is past its own end',
    expected: 'error expired',
    look: (kit) => {
      const authority = kit.authority('past-authority', '/C=FR/O=DMP ESSAI/CN=AC FINIE', {
        notBefore: '20200101000000Z',
        notAfter: '20290101000000Z',
      })
      const {certificate} = kit.pki.issue('of-past', authority, {keyOf: kit.auth})
      return kit.one({certificate, pool: [authority.certificate, kit.pki.root.certificate]})
    },
  },
  {
    id: 'CHAIN-01',
    says: 'refuses a certificate with a critical extension that nobody knows',
    expected: 'error critical-own',
    look: (kit) => kit.one({certificate: kit.leaf('critical', {extensions: [...authUse, critical]})}),
  },
  {
    id: 'CHAIN-01',
    says: 'refuses a certificate that has one extension twice',
    expected: 'error repeated-own',
    look: (kit) => {
      const {certificate} = kit.auth
      const entries = certificate.entries.flatMap((entry) =>
        entry.oid === '2.5.29.15' ? [entry, entry] : [entry],
      )
      return kit.one({certificate: {...certificate, entries}})
    },
  },
  {
    id: 'CHAIN-01',
    says: 'refuses what an authority with such an extension vouches for',
    expected: 'error critical',
    look: (kit) => {
      const extensions = ['basicConstraints=critical,CA:TRUE', 'subjectKeyIdentifier=hash', critical]
      const authority = kit.authority('critical-authority', '/C=FR/O=DMP ESSAI/CN=AC CRITIQUE', {extensions})
      const {certificate} = kit.pki.issue('of-critical', authority, {keyOf: kit.auth})
      return kit.one({certificate, pool: [authority.certificate, kit.pki.root.certificate]})
    },
  },
  {
    id: 'CHAIN-02',
    says: 'holds for the authority of organisations',
    expected: 'ok',
    look: (kit) => kit.one({certificate: kit.igc('ELEMENTAIRE ORGANISATIONS'), use: 'dmp-tls'}),
  },
  {
    id: 'CHAIN-02',
    says: 'refuses the authority of persons',
    expected: 'error',
    look: (kit) => kit.one({certificate: kit.igc('ELEMENTAIRE PERSONNES'), use: 'dmp-tls'}),
  },
  {
    id: 'CHAIN-02',
    says: 'asks nothing of a certificate that is put to no use',
    expected: 'skipped',
    look: (kit) => kit.one({certificate: kit.igc('ELEMENTAIRE PERSONNES')}),
  },
  {
    id: 'CHAIN-03',
    says: 'holds for leaf, authority and root in this order',
    expected: 'ok',
    look: (kit) => p12(kit, leaf(kit), aci(kit), acr(kit)),
  },
  {
    id: 'CHAIN-03',
    says: 'misses the authority',
    expected: 'warning incomplete',
    look: (kit) => p12(kit, leaf(kit)),
  },
  {
    id: 'CHAIN-03',
    says: 'misses a root that is not known from elsewhere',
    expected: 'warning incomplete',
    look: (kit) =>
      kit.one({
        container: kit.container('pkcs12', [leaf(kit), aci(kit)], {keys: [encryptedKey]}),
        trusted: [],
      }),
  },
  {
    id: 'CHAIN-03',
    says: 'holds for a server that keeps a root to itself which the operator trusts',
    expected: 'ok',
    look: (kit) => kit.one({container: kit.container('tls', [leaf(kit), aci(kit)])}),
  },
  {
    id: 'CHAIN-03',
    says: 'asks no chain of an authority that is handed over alone',
    expected: 'skipped',
    look: (kit) => kit.one({certificate: aci(kit), container: kit.container('pem', [aci(kit)])}),
  },
  {
    id: 'CHAIN-03',
    says: 'tells a chain that is out of order',
    expected: 'warning order',
    look: (kit) => p12(kit, acr(kit), leaf(kit), aci(kit)),
  },
  {
    id: 'CHAIN-03',
    says: 'asks no chain of a single DER certificate',
    expected: 'skipped',
    look: (kit) => kit.one({container: kit.container('der', [leaf(kit)])}),
  },
  {
    id: 'CHAIN-04',
    says: 'holds where each is once and all belong',
    expected: 'ok',
    look: (kit) => p12(kit, leaf(kit), aci(kit), acr(kit)),
  },
  {
    id: 'CHAIN-04',
    says: 'tells a double',
    expected: 'warning duplicate',
    look: (kit) => p12(kit, leaf(kit), aci(kit), acr(kit), aci(kit)),
  },
  {
    id: 'CHAIN-04',
    says: 'tells a stranger',
    expected: 'warning foreign',
    look: (kit) => p12(kit, leaf(kit), aci(kit), acr(kit), kit.sign.certificate),
  },
  {
    id: 'CHAIN-04',
    says: 'tells test and production side by side',
    expected: 'warning mixed',
    look: (kit) =>
      kit.one({container: kit.container('jks', [leaf(kit), aci(kit), acr(kit), inProduction(kit, '4.1')])}),
  },
  {id: 'USE-01', says: 'holds for the pair', expected: 'ok', look: (kit) => kit.pair()},
  {
    id: 'USE-01',
    says: 'holds for a server certificate of a server',
    expected: 'ok',
    look: (kit) => kit.one({certificate: kit.server(), use: 'server'}),
  },
  {
    id: 'USE-01',
    says: 'refuses a server certificate for TLS to the DMP, though TLS would take it',
    expected: 'error',
    look: (kit) => kit.one({certificate: kit.server(), use: 'dmp-tls'}),
  },
  {
    id: 'USE-01',
    says: 'says that the two of a pair are exchanged',
    expected: 'error swapped',
    look: (kit) => kit.pair({}, {certificate: kit.sign.certificate}, {certificate: kit.auth.certificate}),
  },
  {
    id: 'USE-01',
    says: 'refuses a seal for INSi',
    expected: 'error',
    look: (kit) => kit.one({certificate: kit.sign.certificate, use: 'insi'}),
  },
  {id: 'USE-01', says: 'asks nothing without a use', expected: 'skipped', look: (kit) => kit.one()},
  {
    id: 'USE-02',
    says: 'holds for the policy of the product',
    expected: 'ok',
    look: (kit) => kit.one({certificate: inProduction(kit, '4.1')}),
  },
  {
    id: 'USE-02',
    says: 'warns of the policy of another product',
    expected: 'warning',
    look: (kit) => kit.one({certificate: inProduction(kit, '3.1')}),
  },
  {
    id: 'USE-02',
    says: 'asks nothing in TEST, where all products have one policy',
    expected: 'skipped',
    look: (kit) => kit.one(),
  },
  {id: 'USE-03', says: 'holds for a service of the hospital', expected: 'ok', look: (kit) => kit.pair()},
  {
    id: 'USE-03',
    says: 'warns of a pair of a regulation centre',
    expected: 'warning',
    look: (kit) =>
      kit.one({
        certificate: kit.leaf('samu', {
          subject: '/C=FR/O=CENTRE HOSPITALIER FICTIF/OU=10B0000014/CN=SAMU 99 REGULATION',
        }),
        use: 'dmp-tls',
      }),
  },
  {
    id: 'USE-03',
    says: 'does not take a company form for an emergency centre',
    expected: 'ok',
    look: (kit) =>
      kit.one({
        certificate: kit.leaf('sas', {
          subject: '/C=FR/O=CLINIQUE FICTIVE SAS/OU=10B0000014/CN=CLINIQUE SAS DMP',
        }),
        use: 'dmp-tls',
      }),
  },
]
