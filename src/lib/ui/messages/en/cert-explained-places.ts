import type {Messages} from '../messages.ts'

/** The checks of certificates explained: containers, revocation, files, stores, FINESS, profiles. */
export const certExplainedPlacesEn: Messages = {
  'certificate.check.P12-01.what': 'the password opens the file (right MAC).',
  'certificate.check.P12-01.why': 'without it the key stays closed; a lost password cannot be found again.',
  'certificate.check.P12-01.fix': 'check the password; if lost, make a new request on the platform.',
  'certificate.check.P12-02.what': 'the file is not protected by RC2, RC4 or single DES.',
  'certificate.check.P12-02.why':
    'OpenSSL 3 and Node refuse these ciphers: “Unsupported PKCS12 PFX data”, often taken for a wrong password. This product reads RC2, neither RC4 nor single DES.',
  'certificate.check.P12-02.fix':
    'from RC2, dmp cert repack converts it to AES without ever writing the key in clear; from RC4 or DES, export it again with OpenSSL (pkcs12 -legacy).',
  'certificate.check.P12-03.what': 'the key is protected neither by 3DES nor by a SHA-1 MAC.',
  'certificate.check.P12-03.why':
    'this is how the platform delivers files; it reads everywhere but is dated.',
  'certificate.check.P12-03.fix': 'nothing urgent; dmp cert repack for AES.',
  'certificate.check.P12-04.what':
    'the file has a MAC, a password, one key, and the certificate of the key first.',
  'certificate.check.P12-04.why':
    'other tools take the first certificate or key they meet, and an alteration may not show.',
  'certificate.check.P12-04.fix': 'make the file again: dmp cert repack.',
  'certificate.check.REV-01.what': 'the certificate is not revoked (CRL or OCSP).',
  'certificate.check.REV-01.why':
    'the DMP refuses a revoked certificate (EX_AIR-080); a stale list that says “revoked” stays decisive.',
  'certificate.check.REV-01.fix': 'stop using it, find out why it was revoked, make a new request.',
  'certificate.check.REV-02.what': 'the revocation could be checked.',
  'certificate.check.REV-02.why':
    'not knowing is not “good”; many hospital networks block the lists, so it is no failure either.',
  'certificate.check.REV-02.fix':
    'open igc-sante.esante.gouv.fr and ocsp.esante.gouv.fr over HTTP, or give a list: --crl FILE.',
  'certificate.check.FILE-01.what': 'the file that holds the key is readable by its owner only.',
  'certificate.check.FILE-01.why':
    'whoever reads the key (and its password, often beside it) can act in the name of the establishment.',
  'certificate.check.FILE-01.fix': 'chmod 600 FILE; on Windows, leave the service account only.',
  'certificate.check.FILE-02.what':
    'the key lies neither on a desktop, nor among downloads, nor on a share, nor below a web site, nor in a git work tree.',
  'certificate.check.FILE-02.why':
    'several private keys of this infrastructure are public, in code repositories.',
  'certificate.check.FILE-02.fix': 'move the file; if it may have been read, have the certificate revoked.',
  'certificate.check.FILE-03.what': 'the private key is encrypted in the file.',
  'certificate.check.FILE-03.why': 'otherwise a copy or a backup of the file is enough to use it.',
  'certificate.check.FILE-03.fix': 'encrypt it: openssl pkcs8 -topk8 -v2 aes-256-cbc, or a .p12.',
  'certificate.check.FILE-04.what':
    'the certificate lies in one place only, and the latest is the one in use.',
  'certificate.check.FILE-04.why':
    'after a renewal the old file often stays configured, and stops at its end.',
  'certificate.check.FILE-04.fix': 'dmp cert install NEW, then remove the copies.',
  'certificate.check.FILE-05.what': 'name, format and form of the file agree.',
  'certificate.check.FILE-05.why':
    'a DER named .pem, a p7b without the certificate, a leading BOM or a request (CSR) taken for a certificate mislead other tools.',
  'certificate.check.FILE-05.fix': 'rename the file after its content, or convert it.',
  'certificate.check.FILE-06.what':
    'the name of the file or folder announces nothing else than the content (product, environment, name, FINESS).',
  'certificate.check.FILE-06.why':
    'files are chosen by their name; an AUTO-certificate.p12 was seen to hold INSI-MANU.',
  'certificate.check.FILE-06.fix': 'rename, and check what the configuration names.',
  'certificate.check.STORE-01.what': 'the certificate is in a file; if not, where it is kept is told.',
  'certificate.check.STORE-01.why': 'a service account does not see the CurrentUser store of another user.',
  'certificate.check.STORE-01.fix': 'for a Windows service, import into LocalMachine\\My.',
  'certificate.check.STORE-02.what': 'the key in the Windows store can be read by the account and exported.',
  'certificate.check.STORE-02.why':
    'without the right to read, the service fails; without export, no copy can be kept.',
  'certificate.check.STORE-02.fix':
    'certlm.msc, All tasks, Manage private keys; import again as “exportable” if needed.',
  'certificate.check.TRUST-01.what': 'an IGC-Santé root is known to believe the server by.',
  'certificate.check.TRUST-01.why':
    'neither Node nor Linux bring these roots along: “it works on Windows, not in the container”.',
  'certificate.check.TRUST-01.fix': 'use the original .p12, which holds the chain, or declare trust.caFiles.',
  'certificate.check.FINESS-01.what':
    'the number in OU and the one of the site are in the public FINESS extract.',
  'certificate.check.FINESS-01.why':
    'the extract lists open establishments: a missing number is closed or wrong, and the DMP will refuse it sooner or later.',
  'certificate.check.FINESS-01.fix': 'check the number on the FINESS site, and the age of the extract.',
  'certificate.check.FINESS-02.what': 'entity and site are open.',
  'certificate.check.FINESS-02.why':
    'a merger or a transfer closes a number; the certificates that bear it lose their worth.',
  'certificate.check.FINESS-02.fix':
    'order a pair in the name of the new entity before the DMP refuses (dmp cert diff shows what changes).',
  'certificate.check.FINESS-03.what': 'the site (EG) of the profile belongs to its legal entity (EJ).',
  'certificate.check.FINESS-03.why':
    "the DMP compares the structure of the VIHF with the certificate's: a site of another entity is refused.",
  'certificate.check.FINESS-03.fix': 'correct structure.finessEg or structure.finessEj.',
  'certificate.check.FINESS-04.what': 'the name in the certificate resembles the one in FINESS.',
  'certificate.check.FINESS-04.why':
    'another name may come from a change of name, or from a number that is not the right one.',
  'certificate.check.FINESS-04.fix': 'nothing if both names mean the same establishment.',
  'certificate.check.PAIR-01.what': 'the pair serves only sites of one legal entity.',
  'certificate.check.PAIR-01.why':
    'a group or a GHT cannot share a certificate between several legal entities; between sites of one entity, one end stops them all.',
  'certificate.check.PAIR-01.fix': 'one pair for each legal entity.',
}
