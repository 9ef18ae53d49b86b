import type {Candidate, CandidateSource} from '../candidate.ts'
import {inOrder} from './in-order.ts'
import {type Bar, judge} from './judge.ts'
import {keepBack} from './kept-back.ts'
import {OneByOne} from './one-by-one.ts'
import type {PlanRow} from './plan-row.ts'
import {namesOf, recordKey, Turns} from './record-key.ts'
import type {Judged, RowWriter} from './row-writer.ts'

interface Numbered {
  readonly candidate: Candidate
  readonly n: number
  readonly turn: Pick<PlanRow, 'turn'>
  readonly group: string | undefined
}

/** Records still to judge: those that the first reading saw and no interrupted run decided. */
async function* toJudge({index}: Bar, source: CandidateSource): AsyncGenerator<Numbered> {
  const turns = new Turns()
  for await (const candidate of source) {
    const turn = turns.of(candidate)
    const found = await index.find(recordKey(namesOf(candidate, turn)))
    if (found && !found.decided) yield {candidate, n: found.n, turn, group: found.group}
  }
}

/**
 * Second reading: every record is judged knowing all the others, several at once, and written in order. Records with the
 * same bytes are judged one after the other; what names another document comes after all before it.
 */
export async function judgeAll(
  bar: Bar,
  source: CandidateSource,
  writer: RowWriter,
  width: number,
): Promise<void> {
  const {index, ids, bench} = bar
  const groups = new OneByOne()
  const work = ({candidate, n, turn, group}: Numbered): Promise<Judged> =>
    groups.run(group, async () => {
      // What was decided of its group meanwhile counts.
      const relations = await index.relations(n)
      const judged = await judge(bar, candidate, {n, ...turn}, relations)
      await index.decide(n, judged.row.class)
      return judged
    })
  const alone = ({candidate}: Numbered) => candidate.action !== 'submit'
  const add = async (judged: Judged) => {
    const checked = await ids.check(judged)
    if (checked !== judged) await index.decide(checked.row.n, checked.row.class)
    // Before its row is written: an interrupted plan comes back to it, a document that left does not.
    if (checked.keepsBack) await keepBack(bench, checked.keepsBack)
    await ids.keep(checked.row)
    await writer.add(checked)
  }
  for await (const judged of inOrder(toJudge(bar, source), width, work, alone)) {
    await add(judged)
    bench.signal.throwIfAborted()
  }
  // Seen by the first reading and not by the second: accounted for all the same.
  for await (const {n} of index.undecided())
    await add({
      row: {n, class: 'rejected', reason: 'vanished', action: 'submit', local: {}, origin: {file: ''}},
    })
}
