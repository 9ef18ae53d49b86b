import type {Language} from './language.ts'
import {catalogues} from './messages/catalogues.ts'
import {plain} from './plain.ts'

export type TextParams = Readonly<Record<string, string | number>>

export interface Translator {
  readonly language: Language
  /** The text of a key, its placeholders filled; the key itself when there is no such text. */
  (key: string, params?: TextParams): string
  has(key: string): boolean
}

/** Fills `{name}`; values are stripped of control characters since many come from files and servers. */
function fill(template: string, params: TextParams): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name]
    return value === undefined ? whole : plain(String(value))
  })
}

export function translator(language: Language): Translator {
  const texts = catalogues[language]
  // A key may come from a file: `constructor` is no text.
  const has = (key: string) => Object.hasOwn(texts, key)
  const translate = (key: string, params: TextParams = {}) =>
    fill(has(key) ? (texts[key] ?? key) : key, params)
  return Object.assign(translate, {language, has})
}
