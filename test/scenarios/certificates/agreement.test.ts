import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {certificateChecks} from '../../../src/lib/pki/checks/registry.ts'
import {algorithmPart} from '../../support/certificate-matrix/algorithms.ts'
import {authorityPart} from '../../support/certificate-matrix/authorities.ts'
import {Cast} from '../../support/certificate-matrix/cast.ts'
import {chainListPart} from '../../support/certificate-matrix/chain-lists.ts'
import {chainPart} from '../../support/certificate-matrix/chains.ts'
import {datePart} from '../../support/certificate-matrix/dates.ts'
import {faultPart} from '../../support/certificate-matrix/faults.ts'
import {javaPart} from '../../support/certificate-matrix/java-stores.ts'
import {listPart} from '../../support/certificate-matrix/lists.ts'
import {notJudged} from '../../support/certificate-matrix/not-judged.ts'
import {agreementPage, type Judged, sectionsOf} from '../../support/certificate-matrix/page.ts'
import {readingPart} from '../../support/certificate-matrix/readings.ts'
import {closeResponders, responderPart} from '../../support/certificate-matrix/responders.ts'
import {type Case, type Part, type Row, rowOf, type Word} from '../../support/certificate-matrix/row.ts'
import {storePart} from '../../support/certificate-matrix/stores.ts'
import {usePart} from '../../support/certificate-matrix/uses.ts'
import {projectRoot} from '../../support/program.ts'
import {describeWith, missing, type Requirement} from '../../support/requires.ts'
import {opensslHasLegacy} from '../../support/test-keys.ts'

const withOpenssl = [{program: 'openssl', package: 'openssl'}] as const
const withJava = [...withOpenssl, {program: 'keytool', package: 'default-jre-headless'}] as const
const parts: readonly {readonly part: Part; readonly needs: readonly Requirement[]}[] = [
  ...[
    readingPart,
    chainPart,
    datePart,
    algorithmPart,
    usePart,
    faultPart,
    listPart,
    chainListPart,
    responderPart,
    storePart,
  ].map((part) => ({part, needs: withOpenssl})),
  {part: javaPart, needs: withJava},
  {part: authorityPart(), needs: [...withOpenssl, 'shared-data'] as const},
]
const page = join(projectRoot, 'docs/agreement.md')
const cast = new Cast()
const judged: Judged[] = []
afterAll(() => {
  closeResponders(cast)
  cast.mint.remove()
})

for (const {part, needs} of parts) {
  describeWith(needs, part.title, () => {
    const verdicts = new Map<Case, Word>()
    const rows: Row[] = []
    // every verdict of ours is given and kept before OpenSSL is asked for any of its own
    beforeAll(async () => {
      for (const one of part.cases) verdicts.set(one, Object.freeze(await one.ours(cast)))
    })
    afterAll(() => {
      judged.push({part, rows})
    })

    it.each(part.cases.map((one) => [one.says, one] as const))('%s', async (_says, one) => {
      const ours = verdicts.get(one)
      if (!ours) throw new Error('no verdict of ours')
      const row = rowOf(one, ours, await one.theirs?.(cast))
      rows.push(row)
      expect(row).toMatchObject({agree: one.why === undefined ? 'yes' : 'no'})
    })
  })
}

describe('the matrix', () => {
  it('has each check of the registry judged by OpenSSL, or says why it cannot', () => {
    const asked = new Set(parts.flatMap(({part}) => part.cases.flatMap(({ids = []}) => ids)))
    const chains = ['CHAIN-01']
    for (const {id} of certificateChecks)
      expect([id, asked.has(id) || chains.includes(id), notJudged[id] !== undefined]).toEqual([
        id,
        notJudged[id] === undefined,
        notJudged[id] !== undefined,
      ])
  })

  it('is the committed table', () => {
    expect(opensslHasLegacy()).toBe(true)
    const written = agreementPage(judged)
    if (process.env['DMP_WRITE_AGREEMENT']) writeFileSync(page, written)
    const committed = sectionsOf(readFileSync(page, 'utf8'))
    // a part that this machine cannot run stays as it is, and the figures with it
    const whole = parts.every(({needs}) => missing(needs).length === 0)
    for (const [title, text] of sectionsOf(written))
      if (whole || title !== 'Figures') expect(text).toBe(committed.get(title))
  })
})
