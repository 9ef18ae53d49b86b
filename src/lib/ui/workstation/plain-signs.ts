import type {Screen} from '../screen.ts'

/** Signs that the code pages of older consoles (cp850, Windows-1252) lack one or the other, by what they have. */
const substitutes: readonly (readonly [RegExp, string])[] = [
  [/[→⇒]/g, '->'],
  [/[–—]/g, '-'],
  [/[‘’]/g, "'"],
  [/[“”]/g, '"'],
  [/…/g, '...'],
  [/•/g, '*'],
  [/œ/g, 'oe'],
  [/Œ/g, 'OE'],
  [/[\u202f\u00a0]/g, ' '],
]

/** A line as the console can show it; unchanged where it shows everything. */
export function consoleText(line: string, {signs, letters}: Pick<Screen, 'signs' | 'letters'>): string {
  if (signs !== 'plain') return line
  const plain = substitutes.reduce((text, [sign, by]) => text.replace(sign, by), line)
  return letters === 'ascii' ? withoutAccents(plain) : plain
}

function withoutAccents(text: string): string {
  return text
    .replace(/«\s?|\s?»/g, '"')
    .replaceAll('°', 'o')
    .replaceAll('·', '-')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
}
