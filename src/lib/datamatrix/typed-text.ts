import {mistakenKeyboard, retype} from './keyboards.ts'
import {type DatamatrixFinding, SEPARATOR} from './payload.ts'

/** Separators as scanners and screens write them. */
const WRITTEN = /<GS>|\{GS\}|\[GS\]|\\x1d|\\u001d|\^029|\u241d/giu
const AIM = /^\](d[0-6]|Q[0-6]|C[0-4])/
/** A header that something stands before: its version and at least the first of its zeros. */
const HEADER_LATER = /^(?!IS\d\d0{8})[\s\S]+?(?=IS\d\d0{8})/i
const BLANK_START = /^[\p{Zs}\p{Cc}\ufeff]+/u
const BLANK_ENDS = /^[\r\n\t]+|[\r\n\t]+$/g

export interface TypedText {
  readonly text: string
  /** Of the AIM prefix, e.g. `d2`, which announces GS1. */
  readonly aim?: string
  readonly findings: readonly DatamatrixFinding[]
}

function quirk(what: string, severity: DatamatrixFinding['severity']): DatamatrixFinding {
  return {rule: 'DATAMATRIX-TYPED', severity, params: {what}}
}

/**
 * The text of a symbol out of what a scanner typed: its AIM prefix and line end are dropped, written separators become
 * the one byte, and a keyboard layout that was mistaken is undone key by key; what stands before the header is dropped.
 * Each change is said.
 */
export function untype(raw: string): TypedText {
  const findings: DatamatrixFinding[] = []
  const change = (from: string, to: string, what: string, severity: DatamatrixFinding['severity']) => {
    if (from !== to) findings.push(quirk(what, severity))
    return to
  }
  let text = change(raw, raw.replaceAll(BLANK_ENDS, ''), 'line-end', 'info')
  text = change(text, text.replace(BLANK_START, ''), 'leading', 'warning')
  const aim = AIM.exec(text)?.[1]
  text = change(text, text.replace(AIM, ''), 'aim-prefix', 'info')
  const keyboard = mistakenKeyboard(text)
  if (keyboard) text = change(text, retype(text, keyboard), keyboard, 'warning')
  text = change(text, text.replaceAll(WRITTEN, SEPARATOR), 'written-separator', 'warning')
  text = change(text, text.replace(HEADER_LATER, ''), 'leading', 'warning')
  if (/^is/i.test(text) && !text.startsWith('IS'))
    text = change(text, text.toUpperCase(), 'small-letters', 'warning')
  return {text, ...(aim === undefined ? {} : {aim}), findings}
}
