/**
 * What a scanner that types on one keyboard layout writes on a computer set to another. Only the keys that a datamatrix
 * INS uses: letters, digits, space, apostrophe, hyphen, full stop, and the two signs of a separator typed `<GS>`.
 */
const AMERICAN = `QWAZM1234567890-'.<>`
/** The same keys, with the same shift, on a French keyboard. */
const ON_FRENCH = `AZQW?&é"'(-è_çà)ù:./`
/** Typed as on a French keyboard. */
const FRENCH = `AZQWM1234567890-'.`
const ON_AMERICAN = `QWAZ:!@#$%^&*()64<`

export type Keyboard = 'french-host' | 'american-host'

function reversed(typed: string, meant: string): Map<string, string> {
  const signs = [...typed].map((sign, index): [string, string] => [sign, meant.charAt(index)])
  // A scanner that holds no shift key writes the small letters of the same keys.
  const small = signs
    .filter(([sign, key]) => /[A-Z]/.test(sign) && /[A-Z]/.test(key))
    .map(([sign, key]): [string, string] => [sign.toLowerCase(), key.toLowerCase()])
  return new Map([...small, ...signs])
}

const TABLES: Readonly<Record<Keyboard, ReadonlyMap<string, string>>> = {
  'french-host': reversed(ON_FRENCH, AMERICAN).set(',', 'm'),
  'american-host': reversed(ON_AMERICAN, FRENCH).set(';', 'm'),
}

/** The version and the zeros of the header as each wrong layout writes them; I and S are where they are on both. */
const HEADS: readonly [Keyboard, RegExp][] = [
  ['french-host', /^IS[à&é"'(\-è_ç]{2}à{22}/i],
  ['american-host', /^IS[)!@#$%^&*(]{2}\){22}/i],
]

/** The layout that was mistaken, told by the header alone; undefined when it is intact or unknown. */
export function mistakenKeyboard(text: string): Keyboard | undefined {
  return HEADS.find(([, head]) => head.test(text))?.[0]
}

/** What was meant, key by key. */
export function retype(text: string, keyboard: Keyboard): string {
  return [...text].map((sign) => TABLES[keyboard].get(sign) ?? sign).join('')
}
