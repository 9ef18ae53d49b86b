import type {LocalPort} from '../workstation/local-ports.ts'

/** Sockets that listen (state `0A`) in a table of `/proc/net`. */
export function readProcNet(
  text: string,
  ports: readonly number[],
): readonly {readonly port: number; readonly inode: string}[] {
  return text.split('\n').flatMap((line) => {
    const fields = line.trim().split(/\s+/)
    const port = Number.parseInt(fields[1]?.split(':').at(-1) ?? '', 16)
    const inode = fields[9]
    return fields[3] === '0A' && ports.includes(port) && inode !== undefined ? [{port, inode}] : []
  })
}

/**
 * Listening ports out of `netstat -ano`. The word of the state is localised (and may have a blank): what listens has
 * port 0 on the other side.
 */
export function readNetstat(
  text: string,
  ports: readonly number[],
): readonly {readonly port: number; readonly pid: number}[] {
  const found = new Map<number, number>()
  for (const line of text.split(/\r?\n/)) {
    const [, port, pid] = /^\s*TCP\s+\S*:(\d{1,5})\s+\S*:0\s+\S.{0,40}?\s(\d{1,10})\s*$/i.exec(line) ?? []
    if (port === undefined || pid === undefined) continue
    const number = Number(port)
    if (ports.includes(number) && !found.has(number)) found.set(number, Number(pid))
  }
  return [...found].map(([port, pid]) => ({port, pid}))
}

/** Name of a process out of `tasklist /fo csv /nh`; where there is none it prints a localised remark. */
export function readTasklist(text: string, pid: number): string | undefined {
  for (const line of text.split(/\r?\n/)) {
    const [, name, number] = /^"([^"]{1,120})","(\d+)"/.exec(line.trim()) ?? []
    if (Number(number) === pid) return name
  }
  return undefined
}

/** `lsof -F pcn`: a line a field, `p` and `c` before the `n` of each of its sockets. */
export function readLsof(text: string, ports: readonly number[]): readonly LocalPort[] {
  const found = new Map<number, LocalPort>()
  let pid: number | undefined
  let program: string | undefined
  for (const line of text.split('\n')) {
    const value = line.slice(1)
    if (line.startsWith('p')) {
      pid = /^\d+$/.test(value) ? Number(value) : undefined
      program = undefined
    }
    if (line.startsWith('c')) program = value.trim() || undefined
    if (!line.startsWith('n')) continue
    const port = Number(/:(\d{1,5})(?:\s|$)/.exec(value)?.[1] ?? Number.NaN)
    if (!ports.includes(port) || found.has(port)) continue
    found.set(port, {
      port,
      ...(pid === undefined ? {} : {pid}),
      ...(program === undefined ? {} : {program}),
    })
  }
  return [...found.values()]
}

const INTERPRETER = /^(?:node|nodejs|java|python[\d.]*|mono|dotnet|electron)(?:\.exe)?$/i

/** A program by the words that it was started with, interpreters by what they run; `comm` where those say nothing. */
export function namedProgram(comm: string, words: readonly string[]): string {
  const nameOf = (path: string) => path.split(/[\\/]/).at(-1) ?? ''
  const [first = '', ...rest] = words
  const program = nameOf(first)
  if (program === '' || /\s/.test(program)) return comm
  if (!INTERPRETER.test(program)) return comm === '' || /^MainThread$/i.test(comm) ? program : comm
  const jar = rest[rest.indexOf('-jar') + 1]
  const script = rest.includes('-jar') ? jar : rest.find((word) => !word.startsWith('-'))
  const what = script === undefined ? '' : nameOf(script)
  return what === '' ? program : `${program} ${what.slice(0, 40)}`
}
