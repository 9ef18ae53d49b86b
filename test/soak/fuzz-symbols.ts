/**
 * Data matrix symbols broken at random: their text, what a scanner typed of it, and the PNG, JPEG and PDF that carry
 * them. Whatever comes, a reader ends in time with an answer; it never throws, a finding never holds a trait, and no
 * other number is read than the one that was written, unless its key is right or a finding says that it is not.
 */

import {readPayload} from '../../src/lib/datamatrix/read-payload.ts'
import {datamatrixImages} from '../../src/lib/datamatrix-images/datamatrix-images.ts'
import {inspectMatricule} from '../../src/lib/ins/matricule.ts'
import {createPdfInspector} from '../../src/lib/pdf/pdf-inspector.ts'
import {missing} from '../support/requires.ts'
import {example, GS} from '../unit/datamatrix/payloads.ts'
import {asPng, pdfOf, withImage} from '../unit/datamatrix-images/printed-pdf.ts'
import {asJpeg, scan} from '../unit/datamatrix-images/scanned-page.ts'
import {wounded} from './fuzz.ts'
import type {PartOptions, PartReport} from './part.ts'
import {seeded} from './random.ts'

export interface SymbolSizes {
  /** For each carrier. */
  readonly milliseconds: number
}

const TOOK_TOO_LONG_MS = 30_000

/** What is wrong with how a text was understood, if anything. */
function understood(text: string): string | undefined {
  const {findings, identity} = readPayload(text)
  const told = JSON.stringify(findings)
  for (const value of [identity.matricule, identity.birthName, identity.givenNames])
    if (value && value.length > 3 && told.includes(value)) return 'a trait in a finding'
  if (!identity.matricule || inspectMatricule(identity.matricule).keyIsRight) return undefined
  return told.includes('KEY') ? undefined : 'a number with a wrong key, and no word of it'
}

async function carriers() {
  const png = Buffer.from(await asPng(example, 2))
  const pdf = Buffer.from(await pdfOf(withImage(png)))
  const hasPrinter = missing([{program: 'gs', package: 'ghostscript'}]).length === 0
  return {
    payload: Buffer.from(example),
    typed: Buffer.from(`]d1${example.replaceAll(GS, '<GS>')}\r\n`),
    png,
    ...(hasPrinter ? {jpeg: await asJpeg(scan(pdf, 100), 75)} : {}),
    pdf,
  }
}

/** How many symbols were read, and what is wrong with how they were. */
async function tried(textsOf: () => Promise<readonly string[]>): Promise<{count: number; found: string[]}> {
  const startedAt = performance.now()
  try {
    const texts = await textsOf()
    const took = performance.now() - startedAt
    const late = took > TOOK_TOO_LONG_MS ? [`took ${Math.round(took)} ms`] : []
    return {count: texts.length, found: [...texts.flatMap((text) => understood(text) ?? []), ...late]}
  } catch (error) {
    return {count: 0, found: [`threw ${error instanceof Error ? error.stack : String(error)}`]}
  }
}

export async function fuzzSymbols(
  {milliseconds}: SymbolSizes,
  {seed, say}: PartOptions,
): Promise<PartReport> {
  const inspector = createPdfInspector()
  const faults: string[] = []
  const figures: Record<string, number> = {}
  const textsOf = async (name: string, bytes: Buffer): Promise<readonly string[]> => {
    if (name === 'payload' || name === 'typed') return [bytes.toString('utf8')]
    if (name !== 'pdf') return (await datamatrixImages.read(bytes)).texts
    return (await inspector.inspect(bytes, undefined, {pages: 1, cpuMs: 300})).datamatrix?.texts ?? []
  }
  try {
    for (const [index, [name, whole]] of Object.entries(await carriers()).entries()) {
      const draw = seeded(seed + index)
      const until = performance.now() + milliseconds
      let [tries, read] = [0, 0]
      while (performance.now() < until && faults.length < 20) {
        tries += 1
        const {count, found} = await tried(() => textsOf(name, wounded(whole, draw)))
        read += count > 0 ? 1 : 0
        for (const fault of found) faults.push(`${name}, seed ${seed + index}, try ${tries}: ${fault}`)
      }
      figures[`${name} tries`] = tries
      figures[`${name} still read`] = read
      say(`${name}: ${tries} tries`)
    }
  } finally {
    await inspector.close()
  }
  return {figures, faults}
}
