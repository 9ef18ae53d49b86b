/** What the demo does after the backlog: replace, delete, ask for statuses, compare with the registry. */
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {samplePdf} from '../../test/support/sample-bodies.ts'
import type {Backlog} from './backlog.ts'
import type {Outcome, Step} from './outcome.ts'
import {type DemoPatient, identityColumns} from './patients.ts'
import type {Answer, Program} from './program.ts'
import type {Say} from './words.ts'

export interface DemoBench {
  readonly program: Program
  readonly backlog: Backlog
  readonly patients: ReadonlyMap<string, DemoPatient>
  /** Options that name the sandbox's folder. */
  readonly place: readonly string[]
  readonly say: Say
}

interface Taken {
  readonly steps: readonly Step[]
  /** Status that each document touched must now have in the registry, by uniqueId. */
  readonly statuses: ReadonlyMap<string, string>
}

const outcomeWord = ({exit, error}: Answer): string => error?.code ?? `exit ${exit}`

export function patientFile({backlog, patients}: DemoBench, key: string): string {
  const patient = patients.get(key)
  if (!patient) throw new Error(`no patient ${key}`)
  const path = join(backlog.folder, `${key}.json`)
  writeFileSync(path, JSON.stringify(identityColumns(patient)), {mode: 0o600})
  return path
}

const sent = (documents: readonly Outcome[], file: string): Outcome => {
  const found = documents.find((one) => one.file === file)
  if (!found) throw new Error(`no document ${file}`)
  return found
}

/** A corrected version takes the place of the first one; the first cannot be replaced twice. */
export async function replaceOne(
  bench: DemoBench,
  documents: readonly Outcome[],
): Promise<Taken & {readonly version: {readonly uniqueId: string; readonly type: string}}> {
  const {program, backlog, say} = bench
  const {uniqueId} = sent(documents, 'active-linked/pdf.pdf')
  const type = '34112-3'
  const flags = ['--patient', patientFile(bench, 'active-linked'), '--type', type, '--date', '2026-03-03']
  const replace = (name: string) => {
    const file = join(backlog.folder, name)
    writeFileSync(file, samplePdf({text: 'Compte rendu corrige', seed: name}), {mode: 0o600})
    return program.run('document', 'replace', uniqueId, '--file', file, ...flags)
  }
  const first = await replace('corrected.pdf')
  const second = await replace('corrected-again.pdf')
  const command = `dmp document replace ${uniqueId} --file corrected.pdf --patient … --type 34112-3 --date 2026-03-03`
  const newId = first.data?.documents?.[0]?.uniqueId ?? ''
  return {
    version: {uniqueId: newId, type},
    steps: [
      {name: say('replace'), command, expected: 'exit 0', got: outcomeWord(first), ok: first.exit === 0},
      {
        name: say('replace-old'),
        command: command.replace('corrected', 'corrected-again'),
        expected: 'DMP_REPLACEMENT_REFUSED',
        got: outcomeWord(second),
        ok: second.error?.code === 'DMP_REPLACEMENT_REFUSED',
      },
    ],
    statuses: new Map([
      [uniqueId, 'Deprecated'],
      [newId, 'Approved'],
    ]),
  }
}

/** A document sent to the wrong patient is taken back and held, so that a repeated command cannot send it again. */
export async function deleteOne(
  bench: DemoBench,
  documents: readonly Outcome[],
): Promise<Taken & {readonly uniqueId: string}> {
  const {program, backlog, say} = bench
  const file = 'active-linked-2/text.txt'
  const {uniqueId} = sent(documents, file)
  const words = ['document', 'delete', uniqueId, '--reason', 'wrong-patient', '--yes', '--confirm', uniqueId]
  const deleted = await program.run(...words)
  const again = [
    'document',
    'submit',
    join(backlog.folder, file),
    '--type',
    '11502-2',
    '--date',
    '2026-03-02',
    '--visible',
  ]
  const held = await program.run(...again, '--patient', patientFile(bench, 'active-linked-2'))
  return {
    uniqueId,
    steps: [
      {
        name: say('delete'),
        command: `dmp ${words.join(' ')}`,
        expected: 'exit 0',
        got: outcomeWord(deleted),
        ok: deleted.exit === 0 && deleted.data?.deleted?.length === 1,
      },
      {
        name: say('held'),
        command: `dmp document submit ${file} --patient … --visible`,
        expected: 'DMP_HELD',
        got: outcomeWord(held),
        ok: held.error?.code === 'DMP_HELD',
      },
    ],
    statuses: new Map([[uniqueId, 'Deleted']]),
  }
}

const VERDICTS = {
  'active-linked': 'active',
  'active-unlinked': 'active-without-ens',
  'closed-by-patient': 'closed',
  none: 'none',
} as const

export async function askStatuses(bench: DemoBench): Promise<Step[]> {
  const steps: Step[] = []
  for (const [key, expected] of Object.entries(VERDICTS)) {
    const answer = await bench.program.run('patient', 'status', '--patient', patientFile(bench, key))
    const got: string = answer.data?.verdict ?? outcomeWord(answer)
    steps.push({
      name: bench.say('status', {patient: key}),
      command: `dmp patient status --patient ${key}.json`,
      expected,
      got,
      ok: got === expected,
    })
  }
  return steps
}

interface Held {
  readonly uniqueId: string
  readonly status: string
  readonly signature: boolean
}

/** Compares what the registry holds with what was said of each document: nothing more, nothing less. */
export async function inspectAll(
  {program, place, say}: DemoBench,
  documents: readonly Outcome[],
  changed: ReadonlyMap<string, string>,
): Promise<{readonly step: Step; readonly documents: Outcome[]}> {
  const {data} = await program.run('sandbox', 'inspect', ...place)
  const held = new Map(
    (data.documents as Held[]).filter(({signature}) => !signature).map((one) => [one.uniqueId, one.status]),
  )
  const expected = new Map<string, string>(changed)
  for (const {uniqueId, state} of documents)
    if (state === 'accepted' && !expected.has(uniqueId)) expected.set(uniqueId, 'Approved')
  const wrong = [...new Set([...held.keys(), ...expected.keys()])].filter(
    (uniqueId) => (held.get(uniqueId) ?? 'Deleted') !== expected.get(uniqueId),
  )
  const tally = (statuses: Iterable<string>) => {
    const counts: Record<string, number> = {Approved: 0, Deprecated: 0, Deleted: 0}
    for (const status of statuses) counts[status] = (counts[status] ?? 0) + 1
    return Object.entries(counts)
      .map(([status, count]) => `${count} ${status}`)
      .join(', ')
  }
  return {
    step: {
      name: say('inspect'),
      command: 'dmp sandbox inspect',
      expected: tally(expected.values()),
      got: wrong.length === 0 ? tally(expected.values()) : `≠ ${wrong.join(' ')}`,
      ok: wrong.length === 0,
    },
    documents: documents.map((one) =>
      one.state === 'accepted' ? {...one, inDmp: held.get(one.uniqueId) ?? 'Deleted'} : one,
    ),
  }
}
