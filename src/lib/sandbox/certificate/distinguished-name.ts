import type {NamePart} from './certificate.ts'

/** `rfc2253`: last RDN first, as `CN=…,OU=…,C=FR`; `certificate`: as in the certificate, `C=FR, ST=…, CN=…`. */
export type NameOrder = 'rfc2253' | 'certificate'

function escapeValue(value: string): string {
  return value
    .replaceAll(/[,+"\\<>;]/g, (character) => `\\${character}`)
    .replace(/^[# ]/, '\\$&')
    .replace(/ $/, '\\ ')
}

/** Spellings of a name in one order, with and without a space after the comma. */
export function spellings(name: readonly NamePart[], order: NameOrder): string[] {
  const parts = (order === 'rfc2253' ? [...name].reverse() : [...name]).map(
    ([type, value]) => `${type}=${escapeValue(value)}`,
  )
  return [parts.join(','), parts.join(', ')]
}

/** True when `text` spells the name in one of the orders accepted. */
export function spellsName(
  text: string,
  name: readonly NamePart[],
  orders: readonly NameOrder[] = ['rfc2253', 'certificate'],
): boolean {
  return orders.some((order) => spellings(name, order).includes(text))
}
