import type {Candidate} from '../candidate.ts'
import type {PlanRow} from './plan-row.ts'

type Named = Pick<PlanRow, 'origin' | 'file' | 'turn'>

/** Names a record in its source, the same at each reading; a row of the journal gives the same name. */
export function recordKey({origin, file = '', turn = 1}: Named): string {
  const {line = 0, part = ''} = origin
  return JSON.stringify([origin.file, line, part, file, turn])
}

/** The document of a candidate, when its origin does not name it already. */
export function fileOf({origin, request}: Pick<Candidate, 'origin' | 'request'>): string | undefined {
  return request && request.file !== origin.file ? request.file : undefined
}

/** Counts records that nothing tells apart, such as two deletions of one message: they follow each other. */
export class Turns {
  #last = ''
  #turn = 1

  of(candidate: Pick<Candidate, 'origin' | 'request'>): Pick<PlanRow, 'turn'> {
    const file = fileOf(candidate)
    const key = recordKey({origin: candidate.origin, ...(file ? {file} : {})})
    this.#turn = key === this.#last ? this.#turn + 1 : 1
    this.#last = key
    return this.#turn === 1 ? {} : {turn: this.#turn}
  }
}

/** What every row of a candidate says of it. */
export function namesOf(candidate: Candidate, turn: Pick<PlanRow, 'turn'>): Named {
  const file = fileOf(candidate)
  return {origin: candidate.origin, ...(file ? {file} : {}), ...turn}
}
