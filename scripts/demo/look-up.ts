/** What the demo looks up at the embedded INSi: a person found, one found by the second given name, homonyms, an INS held. */
import type {Step} from './outcome.ts'
import {type DemoBench, patientFile} from './steps.ts'

interface Wanted {
  readonly name: string
  readonly words: readonly string[]
  /** Verdict, then the codes of the attempts. */
  readonly expected: string
}

const person = (name: string, given: string, sex: 'M' | 'F', date: string): string[] => [
  ...['--birth-name', name, '--given', given],
  ...['--sex', sex, '--birth-date', date],
]

/** One person at a time, as the rule wants it. */
export async function lookUp(bench: DemoBench): Promise<Step[]> {
  const {program, say} = bench
  const homonym = person('ESSAI-HOMONYME', 'MARTHE', 'F', '1967-07-07')
  const held = patientFile(bench, 'active-linked')
  const searches: readonly Wanted[] = [
    {
      name: say('search'),
      words: ['search', ...person("d'Essai-simple", 'Albane', 'F', '1971-04-09')],
      expected: 'found 00',
    },
    {
      name: say('search-second'),
      words: ['search', ...person('ESSAI-SECOND', 'HELENE,ISAURE', 'F', '1990-03-03')],
      expected: 'found 01 00',
    },
    {name: say('search-homonym'), words: ['search', ...homonym], expected: 'several 02'},
    {
      name: say('search-place'),
      words: ['search', ...homonym, '--birth-place', '99998'],
      expected: 'found 02 00',
    },
    // INSi answers .8 for invented people, whom the trial DMP knows under .10: held under .8, as INSi has it.
    {
      name: say('verify'),
      words: ['verify', '--patient', held, '--ins-oid', '.8'],
      expected: 'identical 00',
    },
  ]
  const steps: Step[] = []
  for (const {name, words, expected} of searches) {
    const {data, exit, error} = await program.run('ins', ...words)
    const attempts: readonly {code: string}[] = data?.attempts ?? data?.search?.attempts ?? []
    const got = data
      ? [data.verdict, ...attempts.map(({code}) => code)].join(' ')
      : (error?.code ?? `exit ${exit}`)
    const shown = words.map((word) => (word === held ? 'active-linked.json' : word)).join(' ')
    steps.push({name, command: `dmp ins ${shown}`, expected, got, ok: got === expected})
  }
  return steps
}
