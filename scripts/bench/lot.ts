import {join} from 'node:path'
import {answerOf} from './child-answer.ts'
import {ownState, type Place, writeText} from './place.ts'
import type {Measured} from './row.ts'

interface Answer {
  readonly ours: readonly number[]
  readonly theirs: readonly number[]
}

/** One lot of one 50 kB text, from the request to the message, in a warm process. */
export async function measureLot(place: Place, rounds: number): Promise<Measured[]> {
  const child = join(import.meta.dirname, 'lot-child.ts')
  const file = writeText(place, 'lot.txt', 50_000)
  const key = join(place.box, 'main-sign.key.pem')
  const {ours, theirs} = await answerOf<Answer>(
    [child, file, place.patientFile, key, String(rounds), '20'],
    ownState(place, 'lot'),
  )
  return [
    {
      group: 'lot',
      name: 'one lot of 50 kB built and signed',
      reference: '2 RSA-2048 signatures + SHA-1',
      unit: 'ms CPU',
      ours,
      theirs,
      atMost: 1.6,
    },
  ]
}
