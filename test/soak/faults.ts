/**
 * A line and a DMP that fail in every way the sandbox knows, on one call in five: each way alone, then all together.
 * Run again until nothing is left, the end is the same as on a good day.
 */
import {faultKinds} from '../../src/lib/sandbox/faults/fault-spec.ts'
import {backlogRows, plannedRows, standing} from '../scenarios/batch-desk.ts'
import type {Desk} from '../scenarios/desk.ts'
import {judge} from './judge.ts'
import type {PartOptions, PartReport} from './part.ts'
import {seeded} from './random.ts'
import {untilDone} from './until-done.ts'

export interface FaultSizes {
  /** Documents sent through each kind alone. */
  readonly each: number
  /** Documents sent through all kinds together. */
  readonly together: number
  /** Share of calls struck. */
  readonly rate: number
}

/** Values that a test can wait for. */
const VALUES: Readonly<Record<string, string>> = {
  delay: '=150',
  'delayed-visibility': '=1',
  unavailable: '=1',
  'reset-request': '=400',
  'reset-answer': '=60',
}

export const kinds = Object.keys(faultKinds)

const knob = (kind: string, rate: number, seed: number) =>
  `${kind}${VALUES[kind] ?? ''},rate=${rate.toFixed(4)},seed=${seed}`

async function sendThrough(
  desk: Desk,
  name: string,
  documents: number,
  knobs: readonly string[],
): Promise<{faults: string[]; rounds: number}> {
  const before = await standing(desk)
  const run = await plannedRows(desk, name, backlogRows(desk, name, documents))
  await desk.sandbox.control(...knobs)
  await desk.json(['batch', 'submit', run, '--wait', '1ms'])
  // Many documents meet many pauses: a round must be able to sit one out.
  const {rounds} = await untilDone(desk, run, documents > 50 ? {wait: '30s', most: 100} : {wait: '1500ms'})
  await desk.sandbox.control()
  const faults = await judge(desk, {run, documents, before})
  return {faults: faults.map((fault) => `${name}: ${fault}`), rounds}
}

export async function faultsOnTheWay(
  desk: Desk,
  {each, together, rate}: FaultSizes,
  {seed, say}: PartOptions,
): Promise<PartReport> {
  const draw = seeded(seed)
  const fresh = () => Math.floor(draw() * 1_000_000_000)
  const found: string[] = []
  let rounds = 0
  const send = async (name: string, documents: number, knobs: readonly string[]) => {
    const result = await sendThrough(desk, name, documents, knobs)
    found.push(...result.faults)
    rounds += result.rounds
    say(`${name}: ${documents} documents in ${result.rounds} rounds${result.faults.length ? ' – WRONG' : ''}`)
  }
  if (each > 0) for (const kind of kinds) await send(`${kind}-${seed}`, each, [knob(kind, rate, fresh())])
  if (together > 0) {
    const share = 1 - (1 - rate) ** (1 / kinds.length)
    await send(
      `together-${seed}`,
      together,
      kinds.map((kind) => knob(kind, share, fresh())),
    )
  }
  const results = (await desk.events()).filter(({phase}) => phase === 'result')
  const failed = results.filter(({outcome}) => outcome !== 'success' && outcome !== 'warning').length
  return {
    figures: {
      calls: results.length,
      'calls that failed': failed,
      'kinds of faults': kinds.length,
      'documents through each': each,
      'documents through all': together,
      'share of calls': rate,
      rounds,
    },
    faults: found,
  }
}
