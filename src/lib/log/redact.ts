const mask = '•••'
/** Shorter values would blank out ordinary words. */
const shortestValue = 4

const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g
const assertion = /<(?:[\w-]+:)?Assertion[\s>][\s\S]*?(?:<\/(?:[\w-]+:)?Assertion\s*>|$)/g
/** What the VIHF, XDS slots and CDA headers say of a patient or of the homologation number (EX_GEN-1490). */
const homologation =
  /(LPS_ID_HOMOLOGATION_DMP[\s\S]{0,120}?AttributeValue[^>]*>)[^<]*|(LPS_ID_HOMOLOGATION_DMP["']?\s*[:=]\s*["']?)[^"'\s,;<]+/g
const traits = /(PID-(?:3|5|7|8|11|13|14|15|16|18|21)\|)[^<"\n]*/g
const names =
  /(<(?:[\w-]+:)?(?:family|given|birthTime|birthplace)\b[^>]*>)[^<]+|(<(?:[\w-]+:)?birthTime\b[^>]*?value=")[^"]*/g
/** Matricule INS: 13 characters and usually a key of 2, blanks allowed between groups; not a piece of an OID. */
const matricule =
  /(?<![\w.])[1-478]\s?\d{2}\s?(?:0[1-9]|1[0-2]|[2-9]\d)\s?(?:\d{2}|2[AB])\s?\d{3}\s?\d{3}(?:\s?\d{2})?(?![\w]|\.\d)/gi

/**
 * Text fit for a log, a crash file or a ticket: private keys, assertions, homologation numbers, traits and numbers
 * that look like an INS are masked, and so is every value of `secrets` (PIN…), also in the forms that JSON, XML, URLs
 * and base64 give it. A block cut off before its end is masked to the end of the text.
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  const forms = secrets.filter((secret) => secret.length >= shortestValue).flatMap(written)
  const keep = (_: string, first?: string, second?: string) => `${first ?? second ?? ''}${mask}`
  let safe = text
    .replace(privateKey, `[private key ${mask}]`)
    .replace(homologation, keep)
    .replace(assertion, `[assertion ${mask}]`)
    .replace(traits, keep)
    .replace(names, keep)
  for (const form of forms.toSorted((a, b) => b.length - a.length)) safe = safe.replaceAll(form, mask)
  return safe.replace(matricule, mask)
}

function written(secret: string): string[] {
  const xml = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return [
    ...new Set([
      secret,
      xml,
      xml.replaceAll('"', '&quot;').replaceAll("'", '&apos;'),
      JSON.stringify(secret).slice(1, -1),
      encodeURIComponent(secret.toWellFormed()),
      Buffer.from(secret, 'utf8').toString('base64'),
    ]),
  ]
}
