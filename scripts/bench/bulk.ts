import {once} from 'node:events'
import {createWriteStream, mkdirSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {answerOf, listening} from './child-answer.ts'
import {inventedPatient} from './invented-patients.ts'
import {ownState, type Place, writeText} from './place.ts'
import type {Measured} from './row.ts'

const here = import.meta.dirname
const TEXT_BYTES = 3000
/** In flight together: enough for the signatures of two cores and for one commit to carry several documents. */
const WIDTH = 64

interface Paces {
  readonly ours: readonly number[]
  readonly theirs: readonly number[]
}

/** Small texts in folders of a thousand, each of another patient, and the manifest that lists them. */
async function backlog(place: Place, count: number): Promise<string> {
  const folder = join(place.folder, 'files', 'bulk')
  const manifest = join(place.folder, 'files', 'bulk.ndjson')
  const lines = createWriteStream(manifest, {mode: 0o600})
  for (let n = 0; n < count; n++) {
    const part = `bulk/${Math.floor(n / 1000)}`
    if (n % 1000 === 0) mkdirSync(join(place.folder, 'files', part), {recursive: true})
    writeText(place, `${part}/${n}.txt`, TEXT_BYTES)
    const row = {
      file: `${part}/${n}.txt`,
      source_id: `D${n}`,
      ipp: `P${n}`,
      type_code: '11488-4',
      document_date: '2026-03-02',
      masque_ps: 'N',
      invisible_patient: 'N',
      invisible_rep_legaux: 'N',
      ...inventedPatient(n),
    }
    if (!lines.write(`${JSON.stringify(row)}\n`)) await once(lines, 'drain')
  }
  lines.end()
  await once(lines, 'close')
  process.once('exit', () => rmSync(folder, {recursive: true, force: true}))
  return manifest
}

/** A bulk run with the full journal on against the same signatures and posts alone; `count` documents in `rounds` pairs. */
export async function measureBulk(place: Place, rounds: number, count: number): Promise<Measured[]> {
  const perRound = Math.floor(count / rounds)
  const manifest = await backlog(place, perRound * rounds)
  const sink = await listening<{url: string}>([join(here, 'sink-child.ts'), place.box], place.env)
  try {
    const env = {
      ...ownState(place, 'bulk'),
      DMP_ENDPOINTS_BASE: sink.facts.url,
      DMP_ENDPOINTS_PARAM_LPS: new URL('/param-lps', sink.facts.url).href,
    }
    const words = [sink.facts.url, place.box, manifest, perRound, rounds, WIDTH].map(String)
    const {ours, theirs} = await answerOf<Paces>([join(here, 'bulk-child.ts'), ...words], env)
    return [
      {
        group: 'bulk',
        name: `bulk run of ${perRound * rounds} documents to a bare sink, ${WIDTH} wide`,
        reference: 'the same two signatures, SHA-1 and post in a bare loop',
        unit: 'documents/s',
        ours,
        theirs,
        atLeast: 0.75,
      },
    ]
  } finally {
    await sink.stop()
  }
}
