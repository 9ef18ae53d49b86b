import {certificateBase64} from './identity.ts'
import type {LotToSign} from './lot-signature.ts'
import {change, changed, mutationsOf, type Recipe} from './mutation.ts'
import type {WrittenLot} from './registry-lot.ts'

const content = 'InvalidDocumentContent'

/** Two documents, so that one can be taken for the other. */
const twoDocuments =
  (bench: {document(text: string): {uniqueId: string}}): Recipe['lot'] =>
  (lot) => ({
    ...lot,
    documents: [
      ...lot.documents,
      {...lot.documents[0], ...bench.document('Au revoir')} as (typeof lot.documents)[number],
    ],
  })

function swapped({documents, ...set}: LotToSign): LotToSign {
  const [first, second] = documents
  if (!first || !second) throw new Error('two documents are needed')
  return {
    ...set,
    documents: [
      {...first, bytes: second.bytes},
      {...second, bytes: first.bytes},
    ],
  }
}

/** The lot without anything that speaks of its signature. */
function unsigned({body, parts}: WrittenLot): WrittenLot {
  const pieces = [
    /<ExtrinsicObject id="Signature01".*?<\/ExtrinsicObject>/s,
    /<Association [^>]*targetObject="Signature01".*?<\/Association>/,
    /<Association [^>]*sourceObject="Signature01".*?<\/Association>/,
    /<x:Document id="Signature01">.*?<\/x:Document>/,
  ]
  return {body: pieces.reduce((text, piece) => changed(text, piece, ''), body), parts: parts.slice(0, -1)}
}

export const signatureMutations = mutationsOf('Signature of the lot', [
  ['no signature at all', 'registry', 'XDSRegistryMetadataError', 'lot/no-signature', {written: unsigned}],
  [
    'one byte of the CDA flipped after signing',
    'registry',
    content,
    'lot-signature/manifest-digest',
    {
      signs: (right) => ({
        ...right,
        documents: right.documents.map((each) => {
          const bytes = Uint8Array.from(each.bytes)
          const at = Buffer.from(bytes).indexOf('Compte rendu')
          bytes[at] = 'D'.charCodeAt(0)
          return {...each, bytes}
        }),
      }),
    },
  ],
  [
    'digests of two documents exchanged',
    'registry',
    content,
    'lot-signature/manifest-swapped',
    (bench) => {
      const lot = twoDocuments(bench)
      return lot ? {lot, signs: swapped} : {}
    },
  ],
  [
    'the manifest names another set',
    'registry',
    content,
    'lot-signature/manifest-other-set',
    (bench) => ({signs: (right) => ({...right, setUniqueId: bench.oid()})}),
  ],
  [
    'the manifest misses a document',
    'registry',
    content,
    'lot-signature/manifest-missing',
    (bench) => {
      const lot = twoDocuments(bench)
      const signs: Recipe['signs'] = (right) => ({...right, documents: right.documents.slice(0, 1)})
      return lot ? {lot, signs} : {}
    },
  ],
  [
    'the manifest names a document that is not sent',
    'registry',
    content,
    'lot-signature/manifest-extra',
    (bench) => ({
      signs: (right) => ({
        ...right,
        documents: [...right.documents, {uniqueId: bench.oid(), bytes: Buffer.from('<a/>')}],
      }),
    }),
  ],
  [
    'a real digest for the set',
    'registry',
    content,
    'lot-signature/manifest-set',
    {signing: {setDigest: 'q83vASNFZ4mrze8BI0VniavN7wE='}},
  ],
  [
    'the manifest altered after signing',
    'registry',
    content,
    'lot-signature/digest#IHEManifest',
    {signature: change('AA==', 'AQ==')},
  ],
  [
    'SignedProperties altered after signing',
    'registry',
    content,
    'lot-signature/digest#S0-SignedProperties',
    {signature: change(/<xad:SigningTime>\d{4}/, '<xad:SigningTime>2020')},
  ],
  [
    'SignatureValue of another signature',
    'registry',
    content,
    'lot-signature/value',
    {signature: change(/(<ds:SignatureValue>)..../, '$1AAAA')},
  ],
  [
    'signed by another establishment',
    'registry',
    content,
    'lot-signature/signer-structure',
    (bench) => ({lotSigner: bench.identity('second', 'sign')}),
  ],
  [
    'signed with AUTH_CLI',
    'SOAP',
    'DMPInvalidCertificate',
    'lot-signature/signer-key-usage',
    ({gate}) => ({lotSigner: gate.auth}),
  ],
  [
    'signed under another authority',
    'SOAP',
    'DMPInvalidCertificate',
    'lot-signature/signer-untrusted',
    ({strangers}) => ({lotSigner: strangers.foreignSign}),
  ],
  [
    'SigningCertificate names a certificate nobody knows',
    'registry',
    content,
    'lot-signature/signing-certificate',
    {signing: {alter: change(/(<xad:CertDigest>.*?<ds:DigestValue>)..../, '$1AAAA')}},
  ],
  [
    'another serial number in IssuerSerial',
    'registry',
    content,
    'lot-signature/issuer-serial',
    {signing: {alter: change(/<ds:X509SerialNumber>\d/, '<ds:X509SerialNumber>11')}},
  ],
  [
    'SigningTime tomorrow',
    'registry',
    content,
    'lot-signature/signing-time',
    () => ({signing: {signingTime: new Date(Date.now() + 86_400_000).toISOString()}}),
  ],
  [
    'another purpose of signature',
    'registry',
    content,
    'lot-signature/purpose',
    {signing: {alter: change('1.2.840.10065.1.12.1.14', '1.2.840.10065.1.12.1.1')}},
  ],
  [
    'SHA-256 in one reference, SHA-1 elsewhere',
    'registry',
    content,
    'lot-signature/algorithm',
    {
      signing: {
        alter: change(
          /(<ds:Manifest.*?<ds:DigestMethod Algorithm=")[^"]*/,
          '$1http://www.w3.org/2001/04/xmlenc#sha256',
        ),
      },
    },
  ],
  [
    'a document signed without canonicalisation',
    'registry',
    content,
    'lot-signature/transforms',
    {signs: (right) => ({...right, documents: right.documents.map((each) => ({...each, binary: true}))})},
  ],
  [
    'two certificates in KeyInfo',
    'registry',
    content,
    'lot-signature/key-info',
    ({gate}) => ({
      signature: change(
        '</ds:X509Certificate>',
        `</ds:X509Certificate><ds:X509Certificate>${certificateBase64(gate.auth)}</ds:X509Certificate>`,
      ),
    }),
  ],
  [
    'a second element under the manifest’s Id',
    'registry',
    content,
    'lot-signature/wrapping',
    {signature: change('<xad:QualifyingProperties ', '<xad:QualifyingProperties Id="IHEManifest" ')},
  ],
  [
    'a second manifest in an object of its own',
    'registry',
    content,
    'lot-signature/objects',
    {
      signature: (signed) => {
        const [manifest = ''] = /<ds:Object><ds:Manifest.*?<\/ds:Object>/.exec(signed) ?? []
        return changed(
          signed,
          '</ds:Signature>',
          `${manifest.replace('IHEManifest', 'Other')}</ds:Signature>`,
        )
      },
    },
  ],
  [
    'a DOCTYPE in the signature document',
    'registry',
    content,
    'lot-signature/xml',
    {signature: (signed) => `<!DOCTYPE ds:Signature>${signed}`},
  ],
])
