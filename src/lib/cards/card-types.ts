/**
 * Kinds of cards inside the CPx family, and what each may be used for towards the DMP.
 *
 * Sources: tables G01 (catégorie de carte) and G02 (type de carte) of the dictionary `DICO-FR.GIP` v2.18; the public
 * table of rights by profile (FI-526 v1.8: CPS and CPF together, CPE apart, establishment certificate); FAQ of the ANS
 * on the ordering of certificates (an administrator signs in with a CPx card). FI-526 says of itself that it informs:
 * the server decides, and a professional's rights depend on the profession and on the patient. So this explains and
 * never refuses anything.
 *
 * Does not: read a card. The ATR does not tell these kinds apart; card data (`CPS_ID_CARD`) and certificates do.
 */
export type CardType = 'cps' | 'cpf' | 'cde-cpe' | 'cda-cpa'

/** Consult documents; feed in one's own name (TD2.1); feed for a doctor's office (TD2.2); sign in to order certificates. */
export type CardUse = 'consult' | 'feed' | 'feed-for-office' | 'order-certificates'

/**
 * `yes` and `no` are said by the source; `partly`: under conditions; `untold`: no public source says.
 */
export type Allowance = 'yes' | 'no' | 'partly' | 'untold'

/** `read`: stands in the source. `deduced`: follows from it. `unknown`: looked for, not found. */
export type Certainty = 'read' | 'deduced' | 'unknown'

export interface AllowedUse {
  readonly use: CardUse
  readonly allowed: Allowance
  readonly certainty: Certainty
}

/** Code of table G02 → kind of card. */
const BY_G02: ReadonlyMap<string, CardType> = new Map([
  ['00', 'cps'],
  ['01', 'cpf'],
  ['02', 'cde-cpe'],
  ['03', 'cda-cpa'],
])

export const cardTypes: readonly CardType[] = [...BY_G02.values()]

/** The kind of card of a code of table G02, `0` and `00` alike; undefined for a code that is not in the table. */
export function cardTypeOf(g02: string): CardType | undefined {
  const code = g02.trim()
  return code === '' ? undefined : BY_G02.get(code.padStart(2, '0'))
}

/** What a code of table G01 says: real or test, and that it is a card; undefined for a code not in the table. */
export function categoryOf(
  g01: string,
): {readonly product: 'card' | 'module' | 'software'; readonly test: boolean} | undefined {
  const [, high, low] = /^([08])([023])$/.exec(g01.trim().padStart(2, '0')) ?? []
  if (low === undefined) return undefined
  const product = low === '0' ? 'card' : low === '2' ? 'module' : 'software'
  return {product, test: high === '8'}
}

const use = (name: CardUse, allowed: Allowance, certainty: Certainty): AllowedUse => ({
  use: name,
  allowed,
  certainty,
})

const ALLOWED: Readonly<Record<CardType, readonly AllowedUse[]>> = {
  cps: [
    use('consult', 'partly', 'read'),
    use('feed', 'yes', 'read'),
    use('feed-for-office', 'no', 'read'),
    use('order-certificates', 'partly', 'deduced'),
  ],
  cpf: [
    use('consult', 'partly', 'read'),
    use('feed', 'yes', 'read'),
    use('feed-for-office', 'no', 'read'),
    use('order-certificates', 'untold', 'unknown'),
  ],
  'cde-cpe': [
    use('consult', 'no', 'read'),
    use('feed', 'no', 'read'),
    use('feed-for-office', 'partly', 'read'),
    use('order-certificates', 'partly', 'deduced'),
  ],
  'cda-cpa': [
    use('consult', 'untold', 'unknown'),
    use('feed', 'untold', 'unknown'),
    use('feed-for-office', 'untold', 'unknown'),
    use('order-certificates', 'partly', 'read'),
  ],
}

/** What a card of this kind may be used for, with how sure that is. */
export function allowedUses(type: CardType): readonly AllowedUse[] {
  return ALLOWED[type]
}
