import type forge from 'node-forge'
import type {CertificateUse} from './certificate-use.ts'

/** Where a relying party would look; `.invalid` so that nobody is called. */
const PUBLISHED = 'http://igc-sante.dmp-sandbox.invalid'
const PRACTICE_STATEMENT = `${PUBLISHED}/PC%20TEST`
/** Every TEST product of the IGC-Santé carries this one policy. */
const TEST_POLICY = '1.2.250.1.213.1.7.2.1.1.1.1'
const ANY_POLICY = '2.5.29.32.0'
const CPS_QUALIFIER = '1.3.6.1.5.5.7.2.1'
/** Catégorie de produit (TRE_G01): 0x83 is a TEST software certificate. */
const CATEGORY_OID = '1.2.250.1.71.1.2.5'
const PRIVATE_KEY_USAGE_PERIOD = '2.5.29.16'

export interface ExtensionFacts {
  readonly notBefore: Date
  readonly notAfter: Date
  /** SHA-1 of the issuer's public key, as its SKI; binary string. */
  readonly issuerKeyId: string
}

/** Extensions of an end-entity certificate of the given use, in the image of IGC-Santé TEST. */
export function leafExtensions(use: CertificateUse, facts: ExtensionFacts, library: typeof forge): object[] {
  const extensions: object[] = [
    {name: 'basicConstraints', cA: false},
    {name: 'keyUsage', critical: true, ...use.keyUsage},
    {name: 'extKeyUsage', ...use.extendedKeyUsage},
    {name: 'subjectKeyIdentifier'},
    authorityKeyIdentifier(facts.issuerKeyId, library),
    policies(TEST_POLICY, library),
    distributionPoints('ACI-EL-ORG-TEST', library),
    authorityAccess('ACI-EL-ORG-TEST', library),
    {id: CATEGORY_OID, critical: false, value: '\x04\x01\x83'},
  ]
  if (use.privateKeyUsagePeriod) extensions.push(keyUsagePeriod(facts, library))
  if (use.hosts) {
    const altNames = use.hosts.map((host) =>
      /[:]|^\d+\./.test(host) ? {type: 7, ip: host} : {type: 2, value: host},
    )
    extensions.push({name: 'subjectAltName', altNames})
  }
  return extensions
}

/** Extensions of a CA; `pathLength` 0 for the one that issues leaves. */
export function authorityExtensions(
  issuerKeyId: string | undefined,
  pathLength: number | undefined,
  library: typeof forge,
): object[] {
  return [
    {
      name: 'basicConstraints',
      critical: true,
      cA: true,
      ...(pathLength === undefined ? {} : {pathLenConstraint: pathLength}),
    },
    {name: 'keyUsage', critical: true, keyCertSign: true, cRLSign: true},
    {name: 'subjectKeyIdentifier'},
    ...(issuerKeyId === undefined
      ? []
      : [
          authorityKeyIdentifier(issuerKeyId, library),
          distributionPoints('ACR-EL-TEST', library),
          authorityAccess('ACR-EL-TEST', library),
        ]),
    policies(ANY_POLICY, library),
  ]
}

function sequence(library: typeof forge, ...values: forge.asn1.Asn1[]): forge.asn1.Asn1 {
  return library.asn1.create(library.asn1.Class.UNIVERSAL, library.asn1.Type.SEQUENCE, true, values)
}

function objectId(library: typeof forge, oid: string): forge.asn1.Asn1 {
  const {asn1} = library
  return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.OID, false, asn1.oidToDer(oid).getBytes())
}

function tagged(library: typeof forge, tag: number, content: string | forge.asn1.Asn1[]): forge.asn1.Asn1 {
  const {asn1} = library
  return asn1.create(asn1.Class.CONTEXT_SPECIFIC, tag as forge.asn1.Type, Array.isArray(content), content)
}

function extension(library: typeof forge, id: string, value: forge.asn1.Asn1): object {
  return {id, critical: false, value: library.asn1.toDer(value).getBytes()}
}

function authorityKeyIdentifier(keyId: string, library: typeof forge): object {
  return extension(library, '2.5.29.35', sequence(library, tagged(library, 0, keyId)))
}

function policies(oid: string, library: typeof forge): object {
  const {asn1} = library
  const uri = asn1.create(asn1.Class.UNIVERSAL, asn1.Type.IA5STRING, false, PRACTICE_STATEMENT)
  const qualifier = sequence(library, objectId(library, CPS_QUALIFIER), uri)
  const policy = sequence(library, objectId(library, oid), sequence(library, qualifier))
  return extension(library, '2.5.29.32', sequence(library, policy))
}

function distributionPoints(authority: string, library: typeof forge): object {
  const locations = [
    `${PUBLISHED}/CRL/${authority}.crl`,
    `ldap://annuaire-igc.dmp-sandbox.invalid/cn=${authority},ou=IGC-SANTE%20TEST%20FICTIF,o=DMP%20SANDBOX,c=FR?certificaterevocationlist;binary?base?objectClass=pkiCA`,
  ]
  const points = locations.map((location) =>
    sequence(library, tagged(library, 0, [tagged(library, 0, [tagged(library, 6, location)])])),
  )
  return extension(library, '2.5.29.31', sequence(library, ...points))
}

function authorityAccess(authority: string, library: typeof forge): object {
  const entries: readonly (readonly [string, string])[] = [
    ['1.3.6.1.5.5.7.48.1', 'http://ocsp.dmp-sandbox.invalid'],
    ['1.3.6.1.5.5.7.48.2', `${PUBLISHED}/AC%20TEST/${authority}.cer`],
  ]
  const descriptions = entries.map(([method, location]) =>
    sequence(library, objectId(library, method), tagged(library, 6, location)),
  )
  return extension(library, '1.3.6.1.5.5.7.1.1', sequence(library, ...descriptions))
}

function keyUsagePeriod(facts: ExtensionFacts, library: typeof forge): object {
  const time = (date: Date): string => library.asn1.dateToGeneralizedTime(date) as unknown as string
  return extension(
    library,
    PRIVATE_KEY_USAGE_PERIOD,
    sequence(library, tagged(library, 0, time(facts.notBefore)), tagged(library, 1, time(facts.notAfter))),
  )
}
