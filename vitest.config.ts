import {defineConfig} from 'vitest/config'
import {BaseSequencer, type TestSpecification} from 'vitest/node'

/** Files that run the built program many times, the longest first: begun late, one would be left alone at the end. */
const long = [
  'commands/errors/',
  'scenarios/batch-run.',
  'scenarios/batch-undo.',
  'scenarios/faults/line.',
  'scenarios/faults/kills.',
  'scenarios/',
  'commands/',
  'unit/journal/',
  'unit/sandbox-gate/',
  'unit/sandbox-registry/',
]

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({moduleId}: TestSpecification) => {
      const at = long.findIndex((part) => moduleId.includes(`/test/${part}`))
      return at === -1 ? long.length : at
    }
    return files.toSorted((a, b) => rank(a) - rank(b) || (a.moduleId < b.moduleId ? -1 : 1))
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    globalSetup: ['test/support/build-once.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // A process for each file: tests set variables, load engines and start children of their own.
    pool: 'forks',
    // More than the cores there are: files that run the program wait for processes, disks and clocks more than they compute.
    maxWorkers: 4,
    sequence: {sequencer: LongFirst},
  },
})
