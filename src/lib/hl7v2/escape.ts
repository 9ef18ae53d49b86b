import {decodeAs} from './charset.ts'
import type {Hl7Message} from './message.ts'

/**
 * Undoes the escapes of one sub-component (HL7 v2 chapter 2, "Use of escape sequences in text fields"), after all
 * splitting: `\F\ \S\ \T\ \R\ \E\`, `\Xhh..\` as bytes of the message's charset, `\.br\` as a line end. Highlighting,
 * local and character set sequences are dropped; a lone escape character stays.
 */
export function unescaped(
  text: string,
  {separators, charset}: Pick<Hl7Message, 'separators' | 'charset'>,
): string {
  const {escape: mark, field, component, repetition, subcomponent} = separators
  if (!text.includes(mark)) return text
  const plain: Readonly<Record<string, string>> = {
    F: field,
    S: component,
    R: repetition,
    T: subcomponent,
    E: mark,
    '.br': '\n',
    '.sp': '\n',
  }
  const parts = text.split(mark)
  let out = parts[0] ?? ''
  for (let index = 1; index < parts.length; index += 2) {
    const word = parts[index] ?? ''
    const after = parts[index + 1]
    // No closing mark: this was no escape.
    if (after === undefined) return `${out}${mark}${word}`
    out += (plain[word] ?? fromHex(word, charset) ?? '') + after
  }
  return out
}

function fromHex(word: string, charset: Hl7Message['charset']): string | undefined {
  if (!/^X(?:[0-9A-Fa-f]{2})+$/.test(word)) return undefined
  return decodeAs(Buffer.from(word.slice(1), 'hex'), charset)
}
