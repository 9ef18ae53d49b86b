import type {CertificateCheck} from '../../../src/lib/pki/finding.ts'

const names = 'it prints the name (see Reading) and knows no structure'
const machine = 'a fact of this machine, not of the certificate'
const extract = 'it knows no FINESS extract'

/** Why OpenSSL has nothing to say of a check. */
export const notJudged: Partial<Readonly<Record<CertificateCheck, string>>> = {
  'TIME-07': machine,
  'ENV-01': 'it knows no environments; the fields that tell them are compared under Reading',
  'ENV-02': 'it knows no PKI by name; certificates of the former one are under Reading and Algorithms',
  'CHAIN-02': 'it knows no gammes; the issuer’s name is compared under Reading',
  'USE-03': names,
  'ID-01': names,
  'ID-02': names,
  'ID-03': names,
  'ID-05': names,
  'ID-06': names,
  'ID-07': names,
  'FILE-01': machine,
  'FILE-02': machine,
  'FILE-04': machine,
  'FILE-06': machine,
  'STORE-01': machine,
  'STORE-02': machine,
  'TRUST-01': machine,
  'FINESS-01': extract,
  'FINESS-02': extract,
  'FINESS-03': extract,
  'FINESS-04': extract,
  'PAIR-01': 'a fact of the profiles, not of the certificates',
}
