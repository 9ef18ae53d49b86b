const MASK = '•••'

/** A matricule INS anywhere in a text: 13 characters and a key, blanks allowed between groups. */
const MATRICULE = /\b[1-8]\s?\d{2}\s?(?:0[1-9]|1[0-2]|[2-9]\d)\s?(?:\d{2}|2[AB])\s?\d{3}\s?\d{3}\s?\d{2}\b/gi
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----/g
const ASSERTION = /<(?:\w+:)?Assertion[\s>][\s\S]*?<\/(?:\w+:)?Assertion>/g
const HOMOLOGATION = /(LPS_ID_HOMOLOGATION_DMP[\s\S]{0,120}?AttributeValue[^>]*>)[^<]*/g
const TRAIT = /(PID-(?:5|7|11)\|)[^<"\n]*/g

/** Text fit for a log, a crash file or a ticket: no INS, trait, private key, assertion or homologation number. */
export function redact(text: string): string {
  return text
    .replace(PRIVATE_KEY, `[private key ${MASK}]`)
    .replace(HOMOLOGATION, `$1${MASK}`)
    .replace(ASSERTION, `[assertion ${MASK}]`)
    .replace(TRAIT, `$1${MASK}`)
    .replace(MATRICULE, (found) => `${found.slice(0, 1)}${MASK}${found.slice(-2)}`)
}
