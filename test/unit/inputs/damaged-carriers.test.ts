import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import fc from 'fast-check'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import type {Candidate, CandidateSource} from '../../../src/lib/usecases/batch/candidate.ts'
import {openHl7} from '../../../src/lib/usecases/batch/inputs/hl7.ts'
import {openXdm} from '../../../src/lib/usecases/batch/inputs/xdm.ts'
import {carriedCda} from '../../support/carried-cda.ts'
import {message, mllp} from '../../support/hl7-message.ts'
import {allOf, inputBench, visible} from '../../support/input-bench.ts'
import {xdmMembers, zipOf} from '../../support/xdm-archive.ts'

const seed = Number(process.env['DMP_SEED'] ?? Date.now() % 2 ** 31)
const options = {visibility: visible, identityStatus: 'QUALIFIEE'}

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dmp-damaged-'))
})
afterEach(() => rmSync(folder, {recursive: true, force: true}))

/** Reads a damaged file: each record must end in a verdict, a request or a deletion. */
async function read(bytes: Uint8Array, open: (path: string) => CandidateSource): Promise<Candidate[]> {
  const path = join(folder, 'damaged')
  writeFileSync(path, bytes)
  const found = await allOf(open(path))
  expect(found.length).toBeGreaterThan(0)
  for (const {verdict, request, deletion} of found) expect(verdict ?? request ?? deletion).toBeDefined()
  return found
}

const hl7 = (bytes: Uint8Array) => read(bytes, (path) => openHl7(inputBench(), path, options))

/** Bytes changed, taken out or put in at random, mostly by characters that mean something here. */
function damaged(good: Buffer): fc.Arbitrary<Buffer> {
  const byte = fc.oneof(
    fc.constantFrom(...Buffer.from('|^~\\&\r\n\u000b\u001cFCDTONWRA0=')),
    fc.integer({min: 0, max: 255}),
  )
  const edit = fc.tuple(fc.nat(good.length - 1), fc.constantFrom('set', 'cut', 'add'), byte)
  return fc.array(edit, {minLength: 1, maxLength: 3}).map((edits) => {
    let bytes: Buffer = Buffer.from(good)
    for (const [at, how, value] of edits) {
      const rest = how === 'add' ? at : at + 1
      const middle = how === 'cut' ? [] : [value]
      bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from(middle), bytes.subarray(rest)])
    }
    return bytes
  })
}

/** The envelope alone, where the words that decide stand. */
function damagedEnvelope(text: string): fc.Arbitrary<Buffer> {
  const start = text.indexOf('^Base64^') + 8
  const end = text.indexOf('|', start)
  const [head, data, tail] = [text.slice(0, start), text.slice(start, end), text.slice(end)]
  return fc
    .tuple(damaged(Buffer.from(head)), damaged(Buffer.from(tail)), fc.boolean())
    .map(([first, last, both]) => Buffer.concat([first, Buffer.from(data), both ? last : Buffer.from(tail)]))
}

describe('damaged HL7 messages', () => {
  it.each(['MDM', 'ORU'] as const)(
    'that ask for a deletion in %s never publish their document',
    async (kind) => {
      const good = message({kind, intent: 'delete', documents: [carriedCda(1)]})
      await fc.assert(
        fc.asyncProperty(damagedEnvelope(good), async (bytes) => {
          for (const {request} of await hl7(bytes)) expect(request).toBeUndefined()
        }),
        {seed, numRuns: 400},
      )
    },
  )

  it('never go under another INS than the one of both envelope and document', async () => {
    const good = message({documents: [carriedCda(1)]})
    await fc.assert(
      fc.asyncProperty(damagedEnvelope(good), async (bytes) => {
        for (const {request, deletion} of await hl7(bytes)) {
          const ins = request?.statedIns ?? deletion?.ins
          if (ins) expect(ins).toEqual({matricule: '265059999900141', oid: '1.2.250.1.213.1.4.10'})
          if (request) expect(bytes.toString('latin1')).toContain('265059999900141')
        }
      }),
      {seed, numRuns: 300},
    )
  })

  it('are each accounted for, in files of several', async () => {
    const good = Buffer.from(
      mllp(
        message({controlId: 'A'}),
        message({controlId: 'B', kind: 'ORU', documents: [carriedCda(2), carriedCda(3)]}),
      ),
    )
    await fc.assert(
      fc.asyncProperty(damaged(good), async (bytes) => {
        await hl7(bytes)
      }),
      {seed, numRuns: 150},
    )
  })
})

describe('damaged XDM archives', () => {
  it('are read or refused, and what is ready is what was there', async () => {
    const cda = carriedCda(1)
    const good = await zipOf(xdmMembers([cda]))
    await fc.assert(
      fc.asyncProperty(damaged(good), async (bytes) => {
        const found = await read(bytes, (path) => openXdm(inputBench(), path, options))
        for (const {request} of found)
          if (request) expect(request.statedIns?.matricule).toBe('265059999900141')
      }),
      {seed, numRuns: 150},
    )
  })
})
