/** Alerts of TLS by number (RFC 8446 §6, RFC 5246 §7.2 and RFC 2246 for those no longer sent). */
const alerts: Readonly<Record<string, number>> = {
  close_notify: 0,
  unexpected_message: 10,
  bad_record_mac: 20,
  decryption_failed: 21,
  record_overflow: 22,
  decompression_failure: 30,
  handshake_failure: 40,
  no_certificate: 41,
  bad_certificate: 42,
  unsupported_certificate: 43,
  certificate_revoked: 44,
  certificate_expired: 45,
  certificate_unknown: 46,
  illegal_parameter: 47,
  unknown_ca: 48,
  access_denied: 49,
  decode_error: 50,
  decrypt_error: 51,
  export_restriction: 60,
  protocol_version: 70,
  insufficient_security: 71,
  internal_error: 80,
  inappropriate_fallback: 86,
  user_canceled: 90,
  no_renegotiation: 100,
  missing_extension: 109,
  unsupported_extension: 110,
  certificate_unobtainable: 111,
  unrecognized_name: 112,
  bad_certificate_status_response: 113,
  bad_certificate_hash_value: 114,
  unknown_psk_identity: 115,
  certificate_required: 116,
  no_application_protocol: 120,
}

/** Those that came with SSL 3.0: OpenSSL still writes that name before them. */
const OF_SSL3 = new Set([
  'close_notify',
  'unexpected_message',
  'bad_record_mac',
  'decompression_failure',
  'handshake_failure',
  'no_certificate',
  'bad_certificate',
  'unsupported_certificate',
  'certificate_revoked',
  'certificate_expired',
  'certificate_unknown',
  'illegal_parameter',
])

export const numberOfAlert = (name: string): number | undefined => alerts[name]

const ages = (name: string) =>
  OF_SSL3.has(name) ? ['sslv3'] : name === 'certificate_required' ? ['tlsv13'] : ['tlsv1']

/** `certificate_expired` → itself, Node's, the one of BouncyCastle and Mozilla, and OpenSSL's two packed numbers. */
export function alertCodes(name: string): string[] {
  const reason = (1000 + (alerts[name] ?? 0)).toString(16).toUpperCase()
  return [
    name,
    ...ages(name).map((age) => `ERR_SSL_${age}_ALERT_${name}`.toUpperCase()),
    `SSL_ERROR_${name.toUpperCase()}_ALERT`,
    `0A000${reason}`,
    `14094${reason}`,
  ]
}

/** As OpenSSL, Java and Node write it in a sentence. */
export function alertTexts(name: string): string[] {
  const words = name.replaceAll('_', ' ')
  return [...ages(name).map((age) => `${age} alert ${words}`), `Received fatal alert: ${name}`]
}
