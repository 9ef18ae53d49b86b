import type {Messages} from '../messages.ts'

/** The checks of certificates explained: dates, environment, chain, use, identity, key. */
export const certExplainedEn: Messages = {
  'certificate.check.TIME-01.what': 'the certificate is not past its end.',
  'certificate.check.TIME-01.why':
    'the DMP refuses the connection or the signature, and renewal is only possible while the certificate is active.',
  'certificate.check.TIME-01.fix':
    'make a new request on the IGC-Santé platform (dmp cert order-sheet prepares the fields).',
  'certificate.check.TIME-02.what': 'the certificate is valid already.',
  'certificate.check.TIME-02.why':
    'it was just issued, or the clock of this machine is behind; the DMP refuses both.',
  'certificate.check.TIME-02.fix': 'check the time of the machine (NTP), else wait for the first day.',
  'certificate.check.TIME-03.what':
    'the end is not near: 90 days to inform, 60 days to warn, thresholds can be set.',
  'certificate.check.TIME-03.why':
    'the ANS writes once, 60 days before, to the technical administrator; after the end there is no renewal.',
  'certificate.check.TIME-03.fix': 'renew now: dmp cert renew-plan gives dates and steps.',
  'certificate.check.TIME-04.what': 'the private key may be used until the end of the certificate.',
  'certificate.check.TIME-04.why':
    'ORG SIGN certificates of 2016 to 2019 live a month longer than their key: a seal made in that month is outside its policy.',
  'certificate.check.TIME-04.fix':
    'count the end of use, not the end of the certificate, and renew before; once it has passed, seal nothing more and renew at once.',
  'certificate.check.TIME-05.what': 'the two certificates of a pair end at most 30 days apart.',
  'certificate.check.TIME-05.why':
    'the pair is worth only until the earlier end, and two renewals will be needed.',
  'certificate.check.TIME-05.fix': 'note both dates, or renew the two together.',
  'certificate.check.TIME-06.what': 'no authority of the chain ends before the certificate.',
  'certificate.check.TIME-06.why':
    'after the end of the authority the chain no longer verifies, whatever the date of the certificate.',
  'certificate.check.TIME-06.fix':
    'plan the renewal before the end of the authority (June 2033 for the present ones).',
  'certificate.check.TIME-07.what': 'the clock of this machine is not behind what it sees.',
  'certificate.check.TIME-07.why':
    'a file or a revocation list is dated in the future: the other checks of dates are worth nothing.',
  'certificate.check.TIME-07.fix': 'set the time of the machine (NTP), then run the check again.',
  'certificate.check.ENV-01.what':
    'the environment of the certificate (test or production) is the one of the profile, and its five signs agree.',
  'certificate.check.ENV-01.why':
    'the two hierarchies are separate: a test certificate is refused in production, and conversely.',
  'certificate.check.ENV-01.fix':
    'take the pair of the environment you want, or correct environment in the profile.',
  'certificate.check.ENV-02.what': 'the certificate does not come from the former IGC-CPS (2bis or 2ter).',
  'certificate.check.ENV-02.why': 'that infrastructure stopped at the end of 2020.',
  'certificate.check.ENV-02.fix': 'order an ORG certificate of the IGC-Santé.',
  'certificate.check.CHAIN-01.what':
    'the certificate is signed by a known authority: IGC-Santé, or one that the operator declared.',
  'certificate.check.CHAIN-01.why':
    'an altered, forged or foreign certificate must not be used; the signature alone counts, never the name.',
  'certificate.check.CHAIN-01.fix':
    'take the original file again; for another authority: dmp cert trust add FILE or trust.caFiles.',
  'certificate.check.CHAIN-02.what':
    'the issuer is the authority of organisations (IGC-SANTE ELEMENTAIRE ORGANISATIONS).',
  'certificate.check.CHAIN-02.why':
    'certificates of persons and cards have no structure in OU: the DMP could not tell who calls.',
  'certificate.check.CHAIN-02.fix': 'order an ORG certificate in the name of the structure.',
  'certificate.check.CHAIN-03.what':
    'the chain of the source is complete and in order: certificate, authority, root.',
  'certificate.check.CHAIN-03.why':
    'without the intermediate authority, the other end answers “unable to get local issuer certificate”.',
  'certificate.check.CHAIN-03.fix':
    'take the original .p12, which holds all three, or add the intermediate after the certificate.',
  'certificate.check.CHAIN-04.what':
    'the source holds no duplicate, no foreign certificate, no mix of test and production.',
  'certificate.check.CHAIN-04.why': 'the certificate too many is the one a tool will take by mistake.',
  'certificate.check.CHAIN-04.fix':
    'make the file again with the certificate and its chain only (dmp cert repack).',
  'certificate.check.USE-01.what':
    'the key usage is what it is used for: ORG AUTH_CLI for TLS and INSi, ORG SIGN to sign, SSL_SERV for a server.',
  'certificate.check.USE-01.why':
    'the commonest slip is to exchange the two certificates of the pair; the DMP then refuses everything.',
  'certificate.check.USE-01.fix':
    'exchange certificates.auth and certificates.sign, or order the missing product.',
  'certificate.check.USE-02.what': 'in production, the policy (OID) is the one of the product.',
  'certificate.check.USE-02.why':
    'another policy announces another product, or a template that we do not know.',
  'certificate.check.USE-02.fix': 'check the product ordered on the IGC-Santé platform.',
  'certificate.check.USE-03.what': 'the certificate is not the one of a regulation centre (SAMU, centre 15).',
  'certificate.check.USE-03.why':
    'regulation has an access mode of its own, to consult; feeding with its pair puts documents under the wrong service.',
  'certificate.check.USE-03.fix': 'feed with the pair of the establishment, keep the other for regulation.',
  'certificate.check.ID-01.what': 'OU holds a well-formed structure identifier (prefix and length).',
  'certificate.check.ID-01.why':
    'OU is how the DMP knows which structure calls: 1 + FINESS, 3 + SIRET, 4 + RPPS practice.',
  'certificate.check.ID-01.fix':
    'this is no certificate of an organisation, or it was badly issued: order an ORG certificate.',
  'certificate.check.ID-02.what': 'the check digit of the number (FINESS, SIREN, SIRET, RPPS) is right.',
  'certificate.check.ID-02.why':
    'a wrong digit betrays a typing error in the order; some test numbers have one too.',
  'certificate.check.ID-02.fix': 'compare the number with the FINESS directory; if it is wrong, order again.',
  'certificate.check.ID-03.what':
    'OU is the legal entity declared in the profile, or its SIRET, or the expected number (--expect-finess).',
  'certificate.check.ID-03.why':
    "certificates belong to the legal entity; another number gives “Erreur d'authentification de la personne morale”.",
  'certificate.check.ID-03.fix':
    'correct structure.finessEj (or structure.siret), or take the pair of that structure.',
  'certificate.check.ID-04.what': 'the two certificates of the pair have the same OU.',
  'certificate.check.ID-04.why': 'the DMP sees one structure connect and another sign, and refuses.',
  'certificate.check.ID-04.fix': 'take both certificates from the same structure.',
  'certificate.check.ID-05.what': 'for INSi, the name (CN) is exactly INSI-AUTO or INSI-MANU.',
  'certificate.check.ID-05.why': 'any other name is refused by INSi (DESIR_560, insufficient rights).',
  'certificate.check.ID-05.fix': 'order an ORG AUTH_CLI certificate with that service name.',
  'certificate.check.ID-06.what': 'the certificate used for the DMP is not named for INSi.',
  'certificate.check.ID-06.why': 'nothing says that the DMP refuses it, but one end will stop both services.',
  'certificate.check.ID-06.fix': 'prefer one certificate for each service.',
  'certificate.check.ID-07.what': 'the name (O) does not have 40 characters, the length at which it is cut.',
  'certificate.check.ID-07.why':
    'the full name is elsewhere: comparing names misleads, comparing numbers does not.',
  'certificate.check.ID-07.fix': 'nothing to do.',
  'certificate.check.KEY-01.what': 'the private key is the one of the certificate.',
  'certificate.check.KEY-01.why': 'with another key, TLS and the signature fail.',
  'certificate.check.KEY-01.fix': 'take the original .p12, which holds both.',
  'certificate.check.KEY-02.what':
    'RSA key of at least 2048 bits, SHA-256 signature or better; the authorities of the chain as well.',
  'certificate.check.KEY-02.why':
    '1024-bit keys and SHA-1 (former class 4) are refused by present libraries, and whoever forges an authority forges all below it.',
  'certificate.check.KEY-02.fix': 'order a certificate of the present IGC-Santé.',
  'certificate.check.KEY-03.what':
    'the key is shared neither by the two certificates of the pair nor with the one replaced.',
  'certificate.check.KEY-03.why': 'a stolen key then compromises every certificate that bears it.',
  'certificate.check.KEY-03.fix': 'make a new key for each certificate (dmp cert csr).',
  'certificate.check.KEY-04.what': 'the public key has no ROCA shape and its exponent is 65537 or more.',
  'certificate.check.KEY-04.why':
    'a ROCA key can be computed from the certificate; a small exponent makes attacks easier.',
  'certificate.check.KEY-04.fix':
    'ROCA key: have it revoked and replaced at once. Exponent: replace at the next renewal.',
}
