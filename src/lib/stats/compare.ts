/**
 * The comparison of what is measured (SI Pilotage DMP, Elastic) with what is declared (oSIS): per FINESS and indicator,
 * month by month and over the whole period, and, with our own traces, what each gap is made of.
 *
 * `unexplained = (D − P) + (L − (E − E_other))`, where P and L are the documents of our traces that each side should
 * count: an account of its own, never what remains. For every key, causes and unexplained are the gap to the unit, or the
 * program says that it is wrong (DMP_INTERNAL).
 *
 * It reads no file and no journal: figures and documents are handed to it, documents one at a time.
 */
import {type CompareInput, type ComparePlan, comparePlan} from './compare-plan.ts'
import type {Month} from './count-line.ts'
import type {CountingRules} from './counting-rules.ts'
import type {DocumentFact} from './document-fact.ts'
import {CauseTally, PlainTotals, type PlusMinus} from './document-tally.ts'
import {figureCauses} from './figure-causes.ts'
import type {Gap, GapCause, GapCauseCode, GapNote} from './gap.ts'
import {gapOf, pointsOf} from './gap-arithmetic.ts'
import {byCause, byPlace, verdictOf, widestFirst} from './gap-order.ts'
import type {CausedDocument, GapRemark, GapVerdict, LeftFigures} from './gap-report.ts'
import {periodText, placeOfTrouble, type Row, rowKey, rowsOf, wholeFigure} from './gap-rows.ts'
import {IndicatorMatch} from './indicator-match.ts'
import {monthsOf} from './months.ts'
import {cutSigns, type Side, unreadOf} from './reading/figures.ts'
import {inOrder, merged, type Part, settleAll} from './settle-causes.ts'
import {cellKey, type GatherRules, type SideCell, SideTotals} from './side-totals.ts'
import {comparedStays, gatherStays} from './stay-totals.ts'

export interface Compared {
  readonly gaps: readonly Gap[]
  readonly monthly: readonly Gap[]
  readonly causes: readonly GapCause[]
  readonly documents: readonly CausedDocument[]
  readonly left: Readonly<Record<Side, readonly LeftFigures[]>>
  readonly leftOfStays: readonly LeftFigures[]
  readonly outside: number
  readonly remarks: readonly GapRemark[]
  readonly verdict: GapVerdict
}

export class Comparison {
  readonly plan: ComparePlan
  readonly #input: CompareInput
  readonly #sides: Readonly<Record<Side, SideTotals>>
  readonly #stays: SideTotals | undefined
  readonly #plain: PlainTotals
  readonly #tally: CauseTally
  readonly #rows: ReadonlyMap<string, Row>
  readonly #documents: CausedDocument[] = []
  #traced = false

  constructor(input: CompareInput) {
    this.#input = input
    const plan = comparePlan(input)
    this.plan = plan
    const match = new IndicatorMatch(plan.indicators)
    const rules = (side: Side): GatherRules => ({
      side,
      directory: input.directory,
      match,
      level: plan.level,
      byType: plan.byType,
      byMonth: plan.byMonth,
      isInPeriod: plan.isInPeriod,
      ownFiness: plan.ownFiness,
      environment: input.environment,
      ours: side === 'elastic' ? plan.ours : new Set(),
    })
    this.#sides = {
      elastic: new SideTotals(rules('elastic')),
      declared: new SideTotals(rules('declared')),
    }
    this.#sides.elastic.gather(input.elastic.table, plan.shapes.elastic)
    this.#sides.declared.gather(input.declared.table, plan.shapes.declared)
    this.#stays = gatherStays(input, rules('declared'))
    this.#rows = rowsOf(this.#sides, plan)
    const counting = this.#countingRules()
    this.#plain = new PlainTotals(plan.indicators, counting)
    this.#tally = new CauseTally({
      indicators: plan.indicators,
      counting,
      level: plan.level,
      isCompared: (finess, month, indicator) =>
        this.#rows.has(rowKey(finess, indicator)) && plan.isInPeriod(month, indicator),
      listed: (document) => this.#documents.push(document),
    })
  }

  /** One document of our traces; called for each of them, once. */
  add(fact: DocumentFact): void {
    this.#traced = true
    this.#plain.add(fact)
    this.#tally.add(fact)
  }

  /** Our traces were read, even if there was no document in them. */
  explained(): void {
    this.#traced = true
  }

  /** @throws DmpError DMP_INTERNAL when causes and unexplained are not the gap */
  result(): Compared {
    const rows = [...this.#rows.values()]
    const monthly = this.plan.byMonth
      ? rows.flatMap((row) =>
          row.present.map((month) => this.#part({...row, months: [month], present: [month]}, month)),
        )
      : []
    const whole = rows.map((row) => this.#part(row, periodText(row, this.plan)))
    const {signs} = this.#input.elastic
    const settled = this.#traced
      ? settleAll(monthly, whole, signs)
      : {monthly: gapsOf(monthly), whole: gapsOf(whole)}
    const gaps = settled.whole.toSorted(widestFirst)
    return {
      gaps,
      monthly: settled.monthly.toSorted(byPlace),
      causes: summedCauses(gaps),
      documents: this.#documents.toSorted(byCause),
      left: {elastic: this.#sides.elastic.left, declared: this.#sides.declared.left},
      leftOfStays: this.#stays?.left ?? [],
      outside: this.#outside(),
      remarks: this.plan.remarks,
      verdict: verdictOf(gaps, settled.monthly, this.#unread()),
    }
  }

  #countingRules(): CountingRules {
    const {catalogue, environment, directory, elasticAsOf, declaredAsOf} = this.#input
    const {level, native} = this.plan
    const {measured} = catalogue
    return {measured, environment, directory, level, native, elasticAsOf, declaredAsOf}
  }

  #unread(): number {
    const {elastic, declared, stays} = this.#input
    return [elastic, declared, stays].reduce((sum, side) => sum + (side ? unreadOf(side.balance) : 0), 0)
  }

  /** Documents that some indicator counts, and no key holds. */
  #outside(): number {
    let outside = 0
    for (const {finess, month, indicator, declared, elastic} of this.#plain.counts.values())
      if (!this.#rows.has(rowKey(finess, indicator)) && this.plan.isInPeriod(month, indicator))
        outside += Math.max(declared, elastic)
    return outside
  }

  #part(row: Row, period: string): Part {
    const {finess, indicator, months} = row
    const cells = (side: Side) =>
      months.map((month) => this.#sides[side].cells.get(cellKey(finess, month, indicator)))
    const [elastic, declared] = [cells('elastic'), cells('declared')]
    const [e, d] = [wholeFigure(elastic), wholeFigure(declared)]
    const whole = this.#rows.get(rowKey(finess, indicator))?.months.length ?? 0
    const stays = this.#stays && comparedStays(this.#stays, row, {byMonth: this.plan.byMonth, whole})
    const {base, threshold, minDiff} = this.#input
    const figures = gapOf(e, d, {base, threshold, minDiff, stays})
    const place = placeOfTrouble(e, elastic) ?? placeOfTrouble(d, declared)
    const notes = this.#notesOf(elastic, declared, stays)
    const traced = this.#tracedOf(row)
    const gap: Gap = {
      key: {finess, level: this.plan.level, period, indicator},
      ...figures,
      ...(base === 'points' && stays !== undefined
        ? {stays, points: pointsOf(figures.difference, stays)}
        : {}),
      causes: [],
      ...(notes.length > 0 ? {notes} : {}),
      ...(place ? {place} : {}),
      ...(this.#traced ? {traced: {declared: traced.declared, elastic: traced.elastic}} : {}),
    }
    const others = elastic.reduce((sum, cell) => sum + (cell?.others ?? 0), 0)
    const rest =
      gap.declared === null || gap.elastic === null
        ? undefined
        : gap.declared - traced.declared + (traced.elastic - (gap.elastic - others))
    return {
      gap,
      others,
      rest,
      documents: this.#causesOf(row),
      figures: this.#evidence(row, gap, traced, others, stays),
    }
  }

  #notesOf(
    elastic: readonly (SideCell | undefined)[],
    declared: readonly (SideCell | undefined)[],
    stays: number | undefined,
  ): readonly GapNote[] {
    const notes: GapNote[] = []
    const [hasElastic, hasDeclared] = [elastic.some(Boolean), declared.some(Boolean)]
    const isOneSided = elastic.some((cell, at) => (cell === undefined) !== (declared[at] === undefined))
    if (hasElastic && hasDeclared && isOneSided) notes.push('month-absent')
    if (this.#input.elastic.signs.some(({code}) => cutSigns.has(code) || code === 'missing-value'))
      notes.push('lower-bound')
    if (this.#input.base === 'points' && stays === undefined) notes.push('no-denominator')
    if (this.plan.native.elastic !== this.plan.native.declared) notes.push('level-sum')
    return notes
  }

  /** Months of our documents that belong to a row: its own, or all of its period where figures have no months. */
  #monthsOf({months, indicator}: Row): readonly Month[] | undefined {
    if (this.plan.byMonth) return months as readonly Month[]
    const period = this.plan.periodOf(indicator)
    return period && monthsOf(period)
  }

  #tracedOf(row: Row) {
    const sum = {declared: 0, elastic: 0, produced: 0, sent: 0, accepted: 0}
    for (const count of this.#ofRow(row, this.#plain.counts))
      for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += count[name]
    return sum
  }

  #causesOf(row: Row): ReadonlyMap<GapCauseCode, PlusMinus> {
    const sums = new Map<GapCauseCode, PlusMinus>()
    for (const causes of this.#ofRow(row, this.#tally.causes))
      for (const [code, {plus, minus}] of causes) {
        const sum = sums.get(code) ?? {plus: 0, minus: 0}
        sums.set(code, {plus: sum.plus + plus, minus: sum.minus + minus})
      }
    return sums
  }

  *#ofRow<T>(row: Row, from: ReadonlyMap<string, T>): Generator<T> {
    const months = this.#monthsOf(row)
    if (months) {
      for (const month of months) {
        const found = from.get(cellKey(row.finess, month, row.indicator))
        if (found !== undefined) yield found
      }
      return
    }
    // no side names a month: every one counts
    for (const [key, value] of from) {
      const [finess, , indicator] = key.split('|')
      if (finess === row.finess && indicator === row.indicator) yield value
    }
  }

  #evidence(
    {finess, indicator, months}: Row,
    gap: Gap,
    traced: {declared: number; produced: number; sent: number; accepted: number},
    others: number,
    stays: number | undefined,
  ): readonly GapCause[] {
    if (gap.declared === null || gap.elastic === null) return []
    const {laboratories: known} = this.#sides.elastic
    const laboratories = months.reduce(
      (sum, month) => sum + (known.get(cellKey(finess, month, indicator)) ?? 0),
      0,
    )
    const {declared: expected, produced, sent, accepted} = traced
    const alternatives = [produced, sent, accepted]
    return figureCauses({declared: gap.declared, expected, alternatives, stays, others, laboratories})
  }
}

const gapsOf = (parts: readonly Part[]) => parts.map(({gap}) => gap)

function summedCauses(gaps: readonly Gap[]): readonly GapCause[] {
  return inOrder(merged(gaps.flatMap(({causes}) => causes)))
}
