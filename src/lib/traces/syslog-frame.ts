/**
 * Syslog messages (RFC 5424) and their framing over TLS (RFC 5425, octet counting), as IHE ATNA carries audit messages
 * (ITI-20): facility 10 (security), severity 5 (notice), no structured data, and the message in UTF-8 with its byte-order
 * mark.
 *
 * No transport here. Nothing in it depends on the moment of sending: the time is that of the trace, so that a message that
 * is sent again is the same byte for byte.
 */

/** `10 × 8 + 5`. */
export const AUDIT_PRIORITY = 85
/** The name that DICOM PS3.15 A.6 gives; some repositories want `IHE+RFC-3881`. */
export const AUDIT_MESSAGE_ID = 'DICOM+RFC3881'

export interface SyslogHeader {
  readonly priority: number
  /** ISO 8601 in UTC, milliseconds at most. */
  readonly at: string
  readonly host: string
  readonly application: string
  readonly process?: string
  readonly messageId: string
}

/** Printable ASCII without blanks, so long at most; `-` (NILVALUE) for nothing. */
function headerWord(text: string | undefined, most: number): string {
  return (
    (text ?? '')
      .trim()
      .replaceAll(/\s/g, '_')
      .replaceAll(/[^\x21-\x7e]/g, '?')
      .slice(0, most) || '-'
  )
}

/** The whole of a syslog message. */
export function syslogMessage(header: SyslogHeader, text: string): string {
  const {priority, at, host, application, process, messageId} = header
  const words = [
    `<${priority}>1`,
    headerWord(at, 32),
    headerWord(host, 255),
    headerWord(application, 48),
    headerWord(process, 128),
    headerWord(messageId, 32),
    '-',
  ]
  return `${words.join(' ')} \ufeff${text}`
}

/** Its length in bytes, a space, the message. */
export function octetCounted(message: string): string {
  return `${Buffer.byteLength(message, 'utf8')} ${message}`
}

/** Whether a name can be a MSGID as it is. */
export const isMessageId = (text: string): boolean => /^[\x21-\x7e]{1,32}$/.test(text)
