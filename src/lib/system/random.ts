import {randomBytes, randomUUID} from 'node:crypto'
import type {Random} from '../ports/random.ts'

/** Randomness of the operating system, fit for keys. */
export const systemRandom: Random = {
  uuid: () => randomUUID(),
  bytes: (count) => randomBytes(count),
}
