/** The legal list against documents, and against the table of types of the DMP. */
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {Coverage, type LegalList} from '../../../src/lib/stats/legal-list/coverage.ts'
import {projectRoot} from '../../support/program.ts'
import {factOf} from '../stats/figures-of.ts'

const read = (name: string) => readFileSync(join(projectRoot, 'data', name), 'utf8')
const list = JSON.parse(read('legal-types.json')) as LegalList

describe('coverage of the legal list', () => {
  it('names types that the DMP knows, once each', () => {
    const types = list.documents.flatMap(({typeCodes}) => typeCodes)
    const known = read('valuesets/J66.json')
    for (const type of types) expect(known).toContain(`"${type}"`)
    expect(new Set(types).size).toBe(types.length)
  })

  it('tells sent, produced but never sent, and never produced apart, per site', () => {
    const coverage = new Coverage(list, {environment: 'production', sites: ['010000040']})
    coverage.add(factOf())
    coverage.add(factOf({state: 'refused', typeCode: '96349-6'}))
    coverage.add(factOf({typeCode: '11488-4'}))
    coverage.add(factOf({state: 'held', attempts: 0, typeCode: '34874-8'}))
    coverage.add(factOf({environment: 'test', typeCode: '11502-2'}))
    coverage.add(factOf({typeCode: 'none-of-the-list'}))
    const rows = coverage.rows()
    expect(rows).toHaveLength(2 * list.documents.length)
    const of = (finess: string, id: string) =>
      rows.find((row) => row.finess === finess && row.document === id)
    expect(of('010000032', 'liaison-sortie')).toMatchObject({
      produced: 1,
      sent: 1,
      accepted: 1,
      state: 'sent',
    })
    expect(of('010000032', 'courriers')).toMatchObject({produced: 2, sent: 2, accepted: 1, state: 'sent'})
    expect(of('010000032', 'cr-operatoire')).toMatchObject({produced: 1, sent: 0, state: 'never-sent'})
    expect(of('010000032', 'biologie')).toMatchObject({produced: 0, state: 'never'})
    expect(rows.filter(({finess, state}) => finess === '010000040' && state !== 'never')).toEqual([])
  })

  it('takes the days of Paris it is asked for', () => {
    const rules = {environment: 'production', sites: [], from: '2026-02-01', to: '2026-02-28'}
    const coverage = new Coverage(list, rules)
    for (const text of ['2026-01-31T22:59Z', '2026-01-31T23:00Z', '2026-02-28T22:59Z', '2026-02-28T23:00Z'])
      coverage.add(factOf({createdAt: Date.parse(text)}))
    expect(coverage.rows()[0]).toMatchObject({produced: 2})
  })
})
