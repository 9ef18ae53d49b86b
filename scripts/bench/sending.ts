import {mkdirSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {answerOf, type Listening, listening} from './child-answer.ts'
import {ownState, type Place, writeText} from './place.ts'
import type {Measured} from './row.ts'

interface Where {
  readonly url: string
}

type Samples = readonly {
  readonly width: number
  readonly ours: readonly number[]
  readonly theirs: readonly number[]
}[]

const here = import.meta.dirname
const BODY_BYTES = 50_000

/** Texts for the warm-up (recorded, then at both widths) and for each round at both widths; each is sent once. */
function texts(place: Place, name: string, rounds: number, perRound: number): string {
  mkdirSync(join(place.folder, 'files', name))
  for (let index = 0; index < perRound * (3 + 2 * rounds); index++)
    writeText(place, `${name}/${index}.txt`, BODY_BYTES)
  return join(place.folder, 'files', name)
}

async function send(
  place: Place,
  name: string,
  sink: Where,
  target: Where,
  rounds: number,
  perRound: number,
) {
  const folder = texts(place, name, rounds, perRound)
  const env = {
    ...ownState(place, name),
    DMP_ENDPOINTS_BASE: target.url,
    DMP_ENDPOINTS_PARAM_LPS: new URL('/param-lps', target.url).href,
  }
  const child = join(here, 'sending-child.ts')
  try {
    return await answerOf<Samples>(
      [child, sink.url, place.box, place.patientFile, folder, String(perRound)],
      env,
    )
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}

/** Our full path to a bare sink and to the embedded DMP, 1 and 4 wide, against a bare loop to that sink. */
export async function measureSending(place: Place, rounds: number, perRound: number): Promise<Measured[]> {
  const servers: Listening<Where>[] = []
  try {
    const sink = await listening<Where>([join(here, 'sink-child.ts'), place.box], place.env)
    servers.push(sink)
    const registry = join(place.folder, 'registry')
    const sandbox = await listening<Where>([join(here, 'sandbox-child.ts'), place.box, registry], place.env)
    servers.push(sandbox)
    const measures: Measured[] = []
    for (const [to, name, target] of [
      ['a bare sink', 'sink', sink],
      ['the embedded DMP', 'sandbox', sandbox],
    ] as const) {
      for (const {width, ours, theirs} of await send(place, name, sink.facts, target.facts, rounds, perRound))
        measures.push({
          group: 'submission',
          name: `full path to ${to}, ${width} wide`,
          reference: `bare loop to a bare sink, ${width} wide`,
          unit: 'documents/s',
          ours,
          theirs,
        })
    }
    return measures
  } finally {
    for (const server of servers) await server.stop()
  }
}
