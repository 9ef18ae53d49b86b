import {type Markup, markup} from './markup.ts'

/** The widest room for names, in units of a chart. */
const MOST = 380
const MARGIN = 16
/** Of letters of a chart, in the widest of the usual fonts. */
const CAPITAL = 8.8
const SMALL = 6.8

const widthOf = (name: string) =>
  [...name].reduce((sum, letter) => sum + (/[\p{Lu}\p{Nd}@%&]/u.test(letter) ? CAPITAL : SMALL), MARGIN)

/** Room for the names beside bars, by the widest of them. */
export const namesWidth = (names: readonly string[]) =>
  Math.min(MOST, Math.max(60, Math.ceil(Math.max(0, ...names.map(widthOf)))))

/** A name that fits: what is cut off is marked, and stands in its title. */
export function fittedName(name: string): Markup {
  if (widthOf(name) <= MOST) return markup`${name}`
  const letters = [...name]
  while (letters.length > 1 && widthOf(`${letters.join('')}…`) > MOST) letters.pop()
  return markup`${letters.join('')}…<title>${name}</title>`
}
