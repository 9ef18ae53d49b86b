import {type Atr, type AtrFault, readAtr} from './atr.ts'

/**
 * Which card answers with an ATR, by rule: French health professionals' cards (CPS3, CPS4, other generations of the
 * family), carte Vitale 1 and 2, or unknown.
 *
 * Sources: C sources and MSI specification of Cryptolib CPS (ansforge/dops-cryptolib) for the CPx family; the public
 * list of ATRs of pcsc-tools for the Vitale. The generation of a CPx stands in the three bytes after `64 80`; a Vitale is
 * told by all its historical bytes, because bank, telecom and parking cards share its head.
 *
 * Does not: tell a CPS from a CPF, CPE or CPA (the ATR is the same), or select or read anything on a card. A Vitale in
 * particular is only ever named.
 */
export type CardKind =
  | 'vitale1'
  | 'vitale2'
  | 'cps3'
  | 'cps3-contactless'
  | 'cps4'
  | 'cps-other'
  | 'unknown'
  | 'none'

/** `published`: this very ATR is on a public list. `rule`: it fits the rule. `doubtful`: with a flaw that warnings name. */
export type Confidence = 'published' | 'rule' | 'doubtful'

export type CardWarning = 'tck-mismatch' | 'atr-not-published' | 'unusual-byte' | 'unusual-status' | AtrFault

export interface IdentifiedCard {
  readonly kind: CardKind
  readonly confidence: Confidence
  readonly warnings: readonly CardWarning[]
  /** The bytes that give the generation, for a CPx: `000310`. */
  readonly generation: string | null
}

const PUBLISHED: ReadonlySet<string> = new Set([
  '3BAC00402A001225006480000310009000',
  '3B9B188001001225006480040100009044',
  '3BDC18FF00001225006480000401009000',
  '3B8F80010031B86404B0ECC1739401808290000E',
  ...['43', '44', '45', '46', '47', '48', '49', '4C'].map((x) => `3B75130000${x}09EA9000`),
  ...['220969', '2C0969', '2209F9', '2C09F9', '52096A', 'A3096A', 'A4096A'].map(
    (pair) => `3F652500${pair}9000`,
  ),
])

/** The card of an ATR as typed or reported. An ATR that is none gives `unknown`, doubtful, with the reason as warning. */
export function identifyText(text: string): IdentifiedCard {
  const reading = readAtr(text)
  if (reading.kind === 'read') return identifyCard(reading.atr)
  return {kind: 'unknown', confidence: 'doubtful', warnings: [reading.fault], generation: null}
}

/** The card of an ATR. */
export function identifyCard(atr: Atr): IdentifiedCard {
  const found = cpx(atr) ?? contactless(atr) ?? vitale2(atr) ?? vitale1(atr)
  const wrong: readonly CardWarning[] = atr.check === 'wrong' ? ['tck-mismatch'] : []
  if (found === undefined)
    return {
      kind: 'unknown',
      confidence: wrong.length === 0 ? 'rule' : 'doubtful',
      warnings: wrong,
      generation: null,
    }
  const published = PUBLISHED.has(atr.hex)
  const unlisted: readonly CardWarning[] =
    !published && (found.kind === 'cps3' || found.kind === 'cps4') ? ['atr-not-published'] : []
  const warnings = [...wrong, ...found.warnings, ...unlisted]
  const flawed = wrong.length + found.warnings.length > 0
  return {
    kind: found.kind,
    confidence: flawed ? 'doubtful' : published ? 'published' : 'rule',
    warnings,
    generation: found.generation ?? null,
  }
}

interface Found {
  readonly kind: CardKind
  readonly warnings: readonly CardWarning[]
  readonly generation?: string
}

/** Category 00, country 250 (France), then `64 80` and three bytes of generation, then the status. */
function cpx(atr: Atr): Found | undefined {
  const match = /^001225006480(.{6})(.*)$/.exec(atr.historical)
  const [, generation = '', status = ''] = match ?? []
  if (match === null) return undefined
  const usual =
    atr.convention === 'direct' && (status === '009000' || (status === '0090' && atr.check !== 'none'))
  if (!usual) return {kind: 'cps-other', warnings: ['unusual-status'], generation}
  return {kind: generationOf(generation), warnings: [], generation}
}

/** `03 1x` is generation 3 and `04 …` generation 4, at either offset; the rest is some other generation. */
function generationOf(bytes: string): CardKind {
  const from = bytes.replace(/^(?:00)+/, '')
  if (/^031./.test(from)) return 'cps3'
  return /^04../.test(from) ? 'cps4' : 'cps-other'
}

/** Contactless side of a CPS3: bytes 8 and 9 are free, of byte 11 the two high bits count (Cryptolib's mask). */
function contactless(atr: Atr): Found | undefined {
  const {hex, bytes} = atr
  const fits = /^3B8F80010031B864....EC..73940180829000..$/.test(hex) && ((bytes[11] ?? 0) & 0xc0) === 0xc0
  return fits ? {kind: 'cps3-contactless', warnings: []} : undefined
}

function vitale2({head, historical}: Atr): Found | undefined {
  if (head !== '3B75130000' || !/^4.09..9000$/.test(historical)) return undefined
  return {kind: 'vitale2', warnings: historical.slice(4, 6) === 'EA' ? [] : ['unusual-byte']}
}

function vitale1({head, historical}: Atr): Found | undefined {
  if (head !== '3F652500') return undefined
  const known = /^(?:2[2C]09[6F]9|(?:52|A.)096A)9000$/.test(historical)
  return known ? {kind: 'vitale1', warnings: []} : undefined
}

/**
 * A card that is no card: the identity device that Windows makes of its TPM (Windows Hello, Microsoft Virtual Smart Card),
 * by its application identifier in the historical bytes, or a security key that bears its maker's name there. Nobody can
 * put a carte Vitale in its place. Source: public list of ATRs of pcsc-tools.
 */
export function isMadeUp({historical}: Atr): boolean {
  return /A00000039742544659|597562694B6579|4E6974726F6B6579/.test(historical)
}

export const isCps = (kind: CardKind): boolean =>
  kind === 'cps3' || kind === 'cps4' || kind === 'cps-other' || kind === 'cps3-contactless'

export const isVitale = (kind: CardKind): boolean => kind === 'vitale1' || kind === 'vitale2'
