import {mkdtempSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {localFiles} from '../../../src/lib/files/local-files.ts'
import type {Clock} from '../../../src/lib/ports/clock.ts'
import type {Revocation} from '../../../src/lib/ports/revocation.ts'
import {createRevocation} from '../../../src/lib/revocation-sources/revocation.ts'
import {systemClock} from '../../../src/lib/system/clock.ts'
import {systemRandom} from '../../../src/lib/system/random.ts'

export const dayMs = 86_400_000

/** A revocation checker with a cache of its own and a clock that a test sets forward. */
export function desk(
  folder = mkdtempSync(join(tmpdir(), 'dmp-revocation-cache-')),
  env: Readonly<Record<string, string>> = {},
): {
  readonly folder: string
  readonly revocation: Revocation
  later(ms: number): void
} {
  let ahead = 0
  const clock: Clock = {...systemClock, now: () => Date.now() + ahead}
  return {
    folder,
    revocation: createRevocation({folder, clock, random: systemRandom, files: localFiles, env}),
    later: (ms) => {
      ahead += ms
    },
  }
}
