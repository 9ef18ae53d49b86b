/**
 * `galss.ini`, by which GALSS and the programs that share it (DMP Connect) find the readers: channels `[CANAL1]` (CPS),
 * `[CANAL2]` (Vitale)…, whose `Caracteristiques` names a PC/SC reader or describes a serial line. It is read and
 * compared, never written.
 */
export interface GalssChannel {
  readonly number: number
  /** As written; empty where the channel has none. */
  readonly reader: string
  /** `9600,1,8,0,0`: a reader on a serial line. */
  readonly serial: boolean
}

export interface GalssFile {
  readonly channels: readonly GalssChannel[]
  /** `NbCanaux`, where it is a number. */
  readonly announced?: number
  /** Numbers of `ListeCanaux`, where they are given. */
  readonly listed?: readonly number[]
}

/** What is there: the file, or none, and whether a program that needs it is installed. */
export type GalssFacts =
  | {readonly state: 'found'; readonly path: string; readonly file: GalssFile | undefined}
  | {readonly state: 'absent'; readonly dmpConnect: boolean | 'untold'}

const MOST_CHANNELS = 64
/** A longer line is none that GALSS wrote. */
const LONGEST_LINE = 1_000

/**
 * Reads the text of a `galss.ini`: line ends of any kind (CR alone is met on macOS), names in any case, comments.
 * Undefined when it is no such file (no channel and no number of channels).
 */
export function readGalssFile(text: string): GalssFile | undefined {
  const channels = new Map<number, GalssChannel>()
  let current: number | undefined
  let announced: number | undefined
  let listed: readonly number[] | undefined
  for (const whole of text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)) {
    const line = whole.slice(0, LONGEST_LINE).trim()
    const section = /^\[([^\]]*)\]/.exec(line)?.[1]
    if (section !== undefined) {
      current = channelNumber(section)
      if (current !== undefined && !channels.has(current) && channels.size < MOST_CHANNELS)
        channels.set(current, {number: current, reader: '', serial: false})
      continue
    }
    const {name, value} = setting(line)
    if (name === 'nbcanaux' && /^\d{1,3}$/.test(value)) announced = Number(value)
    if (name === 'listecanaux') listed = numbersOf(value)
    if (name === 'caracteristiques' && current !== undefined && channels.has(current))
      channels.set(current, {number: current, reader: value, serial: isSerial(value)})
  }
  if (channels.size === 0 && announced === undefined) return undefined
  return {
    channels: [...channels.values()].toSorted((a, b) => a.number - b.number),
    ...(announced === undefined ? {} : {announced}),
    ...(listed === undefined ? {} : {listed}),
  }
}

function channelNumber(section: string): number | undefined {
  const digits = /^\s*canal\s*(\d{1,3})\s*$/i.exec(section)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/** Name in lower case without accents; empty for a comment or a line that sets nothing. */
function setting(line: string): {readonly name: string; readonly value: string} {
  const [, key = '', rest = ''] = /^([^=;#[][^=]{0,79})=(.*)$/.exec(line) ?? []
  return {name: key.trim().toLowerCase().replaceAll('é', 'e'), value: unquoted(rest)}
}

/** Without the quotes of either kind and the comment behind it; what stands in quotes is taken as it is. */
function unquoted(value: string): string {
  const [, , quoted] = /^\s*(["'])(.*?)\1\s*(?:[;#].*)?$/.exec(value) ?? []
  return (quoted ?? value.replace(/\s+[;#].*$|^[;#].*$/, '')).trim()
}

function numbersOf(value: string): readonly number[] | undefined {
  const numbers = (value.match(/\d{1,3}/g) ?? []).map(Number)
  return numbers.length === 0 ? undefined : numbers
}

/** Speed, then at least three more numbers. */
function isSerial(value: string): boolean {
  return /^\d{3,6}(?:\s*,\s*\d{1,5}){3,}$/.test(value)
}

/** Names of PC/SC readers end in numbers of reader and slot that a file may lack: `… 00 00`, `… 0`. */
export function isSameReader(written: string, seen: string): boolean {
  const plain = (name: string) => name.toLowerCase().replace(/\s+/g, ' ').trim()
  const [a, b] = [plain(written), plain(seen)]
  if (a === '' || b === '') return false
  const bare = (name: string) => name.replace(/(?: \d{1,2}){1,2}$/, '')
  return a === b || a === bare(b)
}
