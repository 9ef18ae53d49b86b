/**
 * Families of readers met in French health, told by name as far as a name tells: PC/SC readers of the market, portable
 * terminals (TLA) that also show themselves to PC/SC, contactless readers, virtual ones of an operating system.
 *
 * Source: names seen in the field (public support kits) and in the documents of Cryptolib CPS. A name proves nothing: this
 * only helps to describe. PSS readers of GALSS never show in a PC/SC list.
 */
export type ReaderFamily = 'pcsc' | 'terminal' | 'contactless' | 'virtual' | 'fingerprint-or-phone'

const FAMILIES: readonly (readonly [RegExp, ReaderFamily])[] = [
  [/windows hello|virtual smart ?card|trusted platform|\btpm\b/i, 'virtual'],
  [/virtual pcd|\bvpcd\b/i, 'virtual'],
  [/telium|ingenico|sagem monetel|\beft930\b|\btla\b|prium|xiring|vital'?act|\bsesam/i, 'terminal'],
  [/yubikey|fido|fingerprint|\bphone\b|nitrokey/i, 'fingerprint-or-phone'],
  [/contactless|\bcl\b|\bnfc\b|\brfid\b|picc|5021-?cl|cloud \d{4} f\b/i, 'contactless'],
]

/** The family that a reader's name suggests. */
export function familyOf(name: string): ReaderFamily {
  return FAMILIES.find(([pattern]) => pattern.test(name))?.[1] ?? 'pcsc'
}

/**
 * A reader whose name says that no CPS or Vitale fits in: made by software of the operating system, or a security key.
 * Good for words alone (an empty one is not "a reader"): what is in a reader is told by its ATR, and Citrix and VMware
 * name the readers `Virtual Smart Card` through which they pass on real cards.
 */
export function holdsNoCard(name: string): boolean {
  return /windows hello|microsoft virtual smart ?card|trusted platform|\btpm\b|yubikey|nitrokey/i.test(name)
}
