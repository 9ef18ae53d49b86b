/** Groups of everybody, by the name that English and French Windows give them (without their domain). */
const everybody = [
  'everyone',
  'tout le monde',
  'users',
  'utilisateurs',
  'authenticated users',
  'utilisateurs authentifiés',
  'domain users',
  'utilisateurs du domaine',
  'utilisa. du domaine',
]
/** Simple rights and specific ones that let content be read (icacls): full, modify, read and execute, read. */
const reading = ['F', 'M', 'RX', 'R', 'GR', 'GA', 'RD']

/**
 * Which groups of everybody can read a file, in the words of `icacls FILE`: one entry a line, `GROUP:(I)(RX)`, the first
 * behind the path. Denials and entries that only children inherit give nothing.
 */
export function openGroups(icacls: string, path: string): string[] {
  const lines = icacls.normalize('NFC').split(/\r?\n/)
  return lines.flatMap((line) => {
    const entry = (line.startsWith(path) ? line.slice(path.length) : line).trim()
    const [, name = '', rights = ''] = /^(.+?):((?:\([A-Z,]+\))+)$/.exec(entry) ?? []
    const words = rights.split(/[(),]+/)
    const short = name.slice(name.lastIndexOf('\\') + 1)
    if (words.includes('DENY') || words.includes('N') || words.includes('IO')) return []
    return everybody.includes(short.toLowerCase()) && words.some((word) => reading.includes(word))
      ? [name]
      : []
  })
}
