import fc from 'fast-check'
import {expect, it} from 'vitest'
import {inspectBody} from '../../../src/lib/body/inspect-body.ts'
import {sniffBody} from '../../../src/lib/body/sniff-body.ts'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import {parseMatricule} from '../../../src/lib/ins/matricule.ts'
import {emptyFacts} from '../../../src/lib/pdf/empty-facts.ts'
import {pdfA1b, sampleJpeg, sampleRtf, sampleText, sampleTiff, sourceOf} from '../../support/sample-bodies.ts'

const samples = [pdfA1b(), sampleText(), sampleRtf(), sampleJpeg(), sampleTiff({pages: 2})]
const pdf = {maxBytes: 1e6, inspect: async () => emptyFacts({damaged: true})}

const mutated = fc
  .tuple(
    fc.constantFrom(...samples),
    fc.array(fc.tuple(fc.nat(1500), fc.integer({min: 0, max: 255})), {maxLength: 6}),
    fc.option(fc.nat(1500)),
  )
  .map(([sample, changes, cut]) => {
    const file = sample.slice(0, cut ?? sample.length)
    for (const [at, value] of changes) if (at < file.length) file[at] = value
    return file
  })

it('gives a verdict on any damaged file, the same whatever the chunks are', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(mutated, fc.uint8Array({maxLength: 300})),
      fc.integer({min: 1, max: 99}),
      async (file, chunk) => {
        const options = {pdf, pdfPolicy: 'accept-with-warning'} as const
        const report = await inspectBody(sourceOf(file), options)
        expect(await inspectBody(sourceOf(file, chunk), options)).toEqual(report)
        expect(report.kind === 'refused').toBe(report.mediaType === undefined && report.kind !== 'cda')
        expect(sniffBody(file, file, file.length).kind).toBe(report.kind)
      },
    ),
    {numRuns: 500},
  )
})

it('reads or refuses any text as a matricule, and refuses with its own error only', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({unit: 'binary'}), fc.stringMatching(/^[0-9AB .]{10,18}$/)), (text) => {
      try {
        expect(parseMatricule(text)).toMatch(/^[1-8]\d{4}[0-9AB]{2}\d{8}$/)
      } catch (error) {
        expect(error).toBeInstanceOf(DmpError)
      }
    }),
    {numRuns: 2000},
  )
})
