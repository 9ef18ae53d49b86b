/** A day, or an instant, to put into somebody's agenda; texts are already in the reader's language. */
export interface CalendarEntry {
  /** Stable for the same certificate and the same date, so that a file imported again replaces its entries. */
  readonly uid: string
  readonly summary: string
  readonly description: string
  /** `AAAA-MM-JJ`: the whole day. */
  readonly day?: string
  /** ms since 1970. */
  readonly instant?: number
  /** Days before it at which the agenda calls. */
  readonly alarmDays?: number
}

const MAX_OCTETS = 75

/**
 * An iCalendar file (RFC 5545) that agendas import: CRLF, lines folded at 75 octets, texts escaped.
 * @param now ms since 1970: when the file was made
 */
export function calendarFile(
  entries: readonly CalendarEntry[],
  {product, now}: {readonly product: string; readonly now: number},
): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//${escaped(product)}//cert renew-plan//FR`,
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...entries.flatMap((entry) => eventLines(entry, now)),
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}

function eventLines(entry: CalendarEntry, now: number): string[] {
  const {uid, summary, description, alarmDays} = entry
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(uid)}`,
    `DTSTAMP:${utc(now)}`,
    ...when(entry),
    `SUMMARY:${escaped(summary)}`,
    `DESCRIPTION:${escaped(description)}`,
    // Nobody is busy because a certificate ends.
    'TRANSP:TRANSPARENT',
    ...(alarmDays === undefined
      ? []
      : [
          'BEGIN:VALARM',
          'ACTION:DISPLAY',
          `DESCRIPTION:${escaped(summary)}`,
          `TRIGGER:-P${alarmDays}D`,
          'END:VALARM',
        ]),
    'END:VEVENT',
  ]
}

function when({day, instant}: CalendarEntry): string[] {
  if (instant !== undefined) return [`DTSTART:${utc(instant)}`]
  return day === undefined ? [] : [`DTSTART;VALUE=DATE:${day.replaceAll('-', '')}`]
}

function utc(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}

/** RFC 5545 §3.3.11. Control characters have no place in a text. */
function escaped(text: string): string {
  return text
    .replaceAll(/[\\;,]/g, '\\$&')
    .replaceAll(/\r?\n/g, '\\n')
    .replaceAll(/\p{Cc}/gu, '')
}

/** RFC 5545 §3.1: at most 75 octets a line, never within a character. */
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    // A continued line begins with a blank, which counts.
    if (octets + size > MAX_OCTETS) {
      parts.push(part)
      part = ' '
      octets = 1
    }
    part += character
    octets += size
  }
  return [...parts, part].join('\r\n')
}
