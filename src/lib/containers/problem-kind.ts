/**
 * What is wrong with a part of a source, without what varies from one to the next: the offset (`asn1:truncated@12`), the
 * number of a version or kind (`java:entry-9`), the label of a PEM block (`pem:PGP MESSAGE`). Each kind has its words.
 */
export function problemKind(problem: string): string {
  if (problem.startsWith('java:')) return problem.replace(/(?:@|-)\d+$/, '')
  if (/^pem:[^a-z]/.test(problem)) return 'pem:other'
  return problem.replace(/@\d+$/, '')
}

const damaged =
  /^(?:asn1:|x509:|java:truncated$|pem:(?:unended|base64)$|pkcs12:damaged$|key:unreadable$|windows:json$)/

/** Of a known format, and damaged or cut; anything else is of no format that is read here, or holds nothing. */
export function isDamage(kind: string): boolean {
  return damaged.test(kind)
}

/** Whatever bears the name of a certificate and is none: nothing was lost with it. */
export function isForeign(kind: string): boolean {
  return !isDamage(kind) && !/^(?:EFBIG|iterations|algorithm|java:|windows:|too-many-parts)/.test(kind)
}
