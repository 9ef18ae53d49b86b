/**
 * The HL7 v2 strings that XDS metadata carry (IHE ITI TF-3 §4.2.3.1.7; GIE message samples; ANS models of the
 * DMP): CX for identifiers, XCN for persons and systems, XON for structures, CE for codes, PID-n for the
 * patient. Delimiters inside a value are escaped (HL7 v2 chapter 2), so a name can never forge a component.
 */

const ESCAPES: Readonly<Record<string, string>> = {
  '|': '\\F\\',
  '^': '\\S\\',
  '&': '\\T\\',
  '~': '\\R\\',
  '\\': '\\E\\',
}
const UNESCAPES: Readonly<Record<string, string>> = {F: '|', S: '^', T: '&', R: '~', E: '\\'}

/** Escapes delimiters; line ends and other control characters become blanks, since a field is one line. */
export function hl7Escape(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to replace
  return text.replace(/[\u0000-\u001f\u007f]+/g, ' ').replace(/[|^&~\\]/g, (char) => ESCAPES[char] ?? char)
}

export function hl7Unescape(text: string): string {
  return text.replace(/\\([FSTRE])\\/g, (_, key: string) => UNESCAPES[key] ?? '')
}

/** `^` between components, trailing empty ones left out. */
function joined(components: readonly string[]): string {
  return components.join('^').replace(/\^+$/, '')
}

const authority = (oid: string) => `&${hl7Escape(oid)}&ISO`

export interface Cx {
  readonly value: string
  readonly oid: string
  /** CX.5: `NH` for an INS, `PI` for an IPP, a code of J231 in referenceIdList. */
  readonly type: string
  /** CX.7, AAAAMMJJ: some DMP samples append it to the INS. */
  readonly date?: string
}

/** `265059999900141^^^&1.2.250.1.213.1.4.10&ISO^NH` */
export function cx({value, oid, type, date}: Cx): string {
  return joined([hl7Escape(value), '', '', authority(oid), hl7Escape(type), '', date ?? ''])
}

export interface Xcn {
  readonly id: string
  readonly family: string
  readonly given: string
  /** OID of the authority, 1.2.250.1.71.4.2.1 for a professional. */
  readonly oid: string
  /** XCN.10: `D` for a person, `U` for a system. */
  readonly nameType: string
  /** XCN.13: `IDNPS`, `EI` (internal identifier), `RI` (system). */
  readonly idType: string
}

/** `899700000005^FICTIF^Jean^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS` */
export function xcn({id, family, given, oid, nameType, idType}: Xcn): string {
  const names = [hl7Escape(id), hl7Escape(family), hl7Escape(given)]
  return joined([
    ...names,
    '',
    '',
    '',
    '',
    '',
    authority(oid),
    hl7Escape(nameType),
    '',
    '',
    hl7Escape(idType),
  ])
}

export interface Xon {
  readonly name: string
  /** Struct_IdNat; absent when the organisation has none (nullFlavor), then XON.6, 7 and 10 stay empty. */
  readonly id?: string
  readonly oid: string
}

/** `HOPITAL FICTIF^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^1990000002` */
export function xon({name, id, oid}: Xon): string {
  if (id === undefined) return hl7Escape(name)
  return joined([hl7Escape(name), '', '', '', '', authority(oid), 'IDNST', '', '', hl7Escape(id)])
}

/** `G15_10/SM26^<label>^1.2.250.1.213.1.1.4.5` */
export function ce(code: string, label: string, system: string): string {
  return joined([hl7Escape(code), hl7Escape(label), hl7Escape(system)])
}

/** `PID-5|EXEMPLE^ADELE^^^^^L`; components are escaped here. */
export function pid(field: number, ...components: readonly string[]): string {
  return `PID-${field}|${joined(components.map(hl7Escape))}`
}
