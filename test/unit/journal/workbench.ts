import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {JournalOptions} from '../../../src/lib/journal/journal.ts'
import {systemClock} from '../../../src/lib/system/clock.ts'
import {systemRandom} from '../../../src/lib/system/random.ts'

export interface Workbench {
  readonly folder: string
  readonly options: JournalOptions
  clear(): void
}

/** A folder of its own for one journal, with the options to open it. */
export function workbench(more: Partial<JournalOptions> = {}): Workbench {
  const folder = mkdtempSync(join(tmpdir(), 'journal-'))
  return {
    folder,
    options: {
      path: join(folder, 'state', 'journal.db'),
      keyDir: join(folder, 'keys'),
      registryDir: join(folder, 'machine'),
      oidRoot: '1.2.250.1.999.1.1',
      environment: 'sandbox',
      clock: systemClock,
      random: systemRandom,
      ...more,
    },
    clear: () => rmSync(folder, {recursive: true, force: true}),
  }
}
