/** Brings the causes of documents and of figures together, and asserts that they and the unexplained rest are the gap. */
import {DmpError} from '../errors/dmp-error.ts'
import type {PlusMinus} from './document-tally.ts'
import {cutExport, figureCause} from './figure-causes.ts'
import {type Gap, type GapCause, type GapCauseCode, gapCauses} from './gap.ts'
import {rowKey} from './gap-rows.ts'
import type {IncompleteSign} from './reading/figures.ts'

/** A gap with what our traces say of it, before its causes are settled. */
export interface Part {
  readonly gap: Gap
  /** Of the documents, by cause. */
  readonly documents: ReadonlyMap<GapCauseCode, PlusMinus>
  readonly others: number
  /** D − P + L − (E − E_other); undefined where a side has no figure. */
  readonly rest: number | undefined
  readonly figures: readonly GapCause[]
}

/** Settles what each gap is made of; where there are months, the causes of the period are those of its months. */
export function settleAll(
  monthly: readonly Part[],
  whole: readonly Part[],
  signs: readonly IncompleteSign[],
): {readonly monthly: readonly Gap[]; readonly whole: readonly Gap[]} {
  const base = monthly.length > 0 ? monthly : whole
  const bucket = signs
    .filter(({code}) => code === 'missing-value')
    .reduce((sum, {amount = 0}) => sum + amount, 0)
  const rests = base.map((part) => (part.rest === undefined ? 0 : part.rest - ownSum(part)))
  const cut = cutExport(rests, bucket)
  const ofBase = base.map((part, at) => settled(part, part.figures, cut[at] ?? 0))
  if (monthly.length === 0) return {monthly: [], whole: ofBase}
  const byRow = new Map<string, {figures: GapCause[]; cut: number}>()
  for (const [at, part] of base.entries()) {
    const {finess, indicator} = part.gap.key
    const known = byRow.get(rowKey(finess, indicator)) ?? {figures: [], cut: 0}
    known.figures.push(...part.figures.filter(({code}) => code !== 'other-lps'))
    known.cut += cut[at] ?? 0
    byRow.set(rowKey(finess, indicator), known)
  }
  return {
    monthly: ofBase,
    whole: whole.map((part) => {
      const {finess, indicator} = part.gap.key
      const of = byRow.get(rowKey(finess, indicator)) ?? {figures: [], cut: 0}
      const others = part.others === 0 ? [] : [figureCause('other-lps', -part.others)]
      return settled(part, [...of.figures, ...others], of.cut)
    }),
  }
}

/** What the figures take out of the rest by themselves; `other-lps` is in the rest already. */
export function ownSum({figures}: Pick<Part, 'figures'>): number {
  return figures.filter(({code}) => code !== 'other-lps').reduce((sum, {amount}) => sum + amount, 0)
}

/** @throws DmpError DMP_INTERNAL when causes and unexplained are not the gap */
export function settled(part: Part, figures: readonly GapCause[], cut: number): Gap {
  const {gap, rest, documents} = part
  if (rest === undefined) return {...gap, causes: inOrder([...documentCauses(documents)])}
  const causes = inOrder([
    ...documentCauses(documents),
    ...merged(figures),
    ...(cut === 0 ? [] : [figureCause('export-incomplete', cut)]),
  ])
  const unexplained = rest - ownSum({figures}) - cut
  const sum = causes.reduce((all, {amount}) => all + amount, unexplained)
  if (sum !== gap.difference)
    throw new DmpError('DMP_INTERNAL', {
      params: {},
      details: {balance: 'gap', sum, difference: gap.difference, unexplained},
      cause: new RangeError('causes and unexplained are not the gap'),
    })
  return {...gap, causes, unexplained}
}

function* documentCauses(documents: ReadonlyMap<GapCauseCode, PlusMinus>): Generator<GapCause> {
  for (const [code, {plus, minus}] of documents) yield {code, plus, minus, amount: plus - minus}
}

/** One entry for each cause. */
export function merged(causes: readonly GapCause[]): readonly GapCause[] {
  const sums = new Map<GapCauseCode, GapCause>()
  for (const {code, amount, plus, minus} of causes) {
    const known = sums.get(code) ?? {code, amount: 0, plus: 0, minus: 0}
    sums.set(code, {
      code,
      amount: known.amount + amount,
      plus: known.plus + plus,
      minus: known.minus + minus,
    })
  }
  return [...sums.values()]
}

export const inOrder = (causes: readonly GapCause[]) =>
  causes.toSorted((a, b) => gapCauses.indexOf(a.code) - gapCauses.indexOf(b.code))
