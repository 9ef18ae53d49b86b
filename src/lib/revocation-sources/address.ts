/**
 * Why an address of a certificate is not asked: `ldap` (hospital networks let HTTP out at best), `invalid` (RFC 6761:
 * made never to exist), `malformed`; undefined when it can be.
 */
export function unusable(address: string): string | undefined {
  const url = URL.parse(address)
  if (!url) return 'malformed'
  if (url.protocol === 'ldap:' || url.protocol === 'ldaps:') return 'ldap'
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'malformed'
  return url.hostname.endsWith('.invalid') ? 'invalid' : undefined
}
