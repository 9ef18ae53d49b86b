import type {SecretSource} from '../ports/secrets.ts'
import type {RawValue} from './setting.ts'

/** How a reference to a secret is written, in a notation that needs no translation. */
export const SECRET_FORM = 'prompt | none | file:PATH | fd:3 | {from: command, command: [PROGRAM, ARGUMENT…]}'

function fd(text: string): SecretSource | undefined {
  const number = Number(text)
  // 0 to 2 are the terminal: reading a secret there would take what the user types or mix with the answer.
  return /^\d{1,3}$/.test(text) && number > 2 ? {from: 'fd', fd: number} : undefined
}

function command(words: unknown): SecretSource | undefined {
  if (!Array.isArray(words) || words.length === 0) return undefined
  const texts: readonly unknown[] = words
  return texts.every((word): word is string => typeof word === 'string') && texts[0] !== ''
    ? {from: 'command', command: texts}
    : undefined
}

function ofText(text: string): SecretSource | undefined {
  if (text === 'prompt' || text === 'none') return {from: text}
  const at = text.indexOf(':')
  const [from, rest] = [text.slice(0, at), text.slice(at + 1)]
  if (at === -1 || rest === '') return undefined
  if (from === 'file') return {from, path: rest}
  if (from === 'fd') return fd(rest)
  if (from !== 'command') return undefined
  try {
    return command(JSON.parse(rest))
  } catch {
    return undefined
  }
}

/**
 * Reads a reference to a secret: `prompt`, `none`, `file:PATH`, `fd:3`, `command:["program","argument"]`, or the
 * same as a map (`{from: file, path: …}`). Undefined for anything else: perhaps the secret itself, which the
 * caller must then not repeat.
 */
export function secretSourceOf(raw: RawValue): SecretSource | undefined {
  if (typeof raw === 'string') return ofText(raw)
  if (Array.isArray(raw)) return undefined
  const map = new Map<string, unknown>(Object.entries(raw))
  const from = map.get('from')
  const names = [...map.keys()].filter((name) => name !== 'from')
  const only = (name: string) => (names.length === 1 && names[0] === name ? map.get(name) : undefined)
  if (from === 'prompt' || from === 'none') return names.length === 0 ? {from} : undefined
  if (from === 'command') return command(only('command'))
  const value = from === 'file' ? only('path') : from === 'fd' ? only('fd') : undefined
  return typeof value === 'string' && value !== '' ? ofText(`${from}:${value}`) : undefined
}

/** The short written form of a reference; arguments of a command are not repeated, they may identify somebody. */
export function describeSecretSource(source: SecretSource): string {
  switch (source.from) {
    case 'none':
    case 'prompt':
      return source.from
    case 'file':
      return `file:${source.path}`
    case 'fd':
      return `fd:${source.fd}`
    case 'command':
      return `command:${source.command[0]}`
  }
}

export function isSecretSource(value: unknown): value is SecretSource {
  return typeof value === 'object' && value !== null && 'from' in value
}
