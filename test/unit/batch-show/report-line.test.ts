import {describe, expect, it} from 'vitest'
import {matriculeKey} from '../../../src/lib/ins/matricule.ts'
import type {PlanRow} from '../../../src/lib/usecases/batch/plan/plan-row.ts'
import {reportCsvLine} from '../../../src/lib/usecases/batch/show/report-csv.ts'
import {lineOf} from '../../../src/lib/usecases/batch/show/report-line.ts'

const body = '2650599999001'
const ins = body + matriculeKey(body)

describe('a line of the report', () => {
  it('shows no INS, whichever column of the hospital holds it', () => {
    const local = {ipp: ins, venue: ins, sourceId: ins, unit: ins, typeCode: ins, documentDate: ins}
    const row: PlanRow = {
      n: 1,
      class: 'held',
      reason: 'rule',
      params: {rule: 'r', value: ins},
      action: 'submit',
      local,
      origin: {file: `in/${ins}.csv`, line: 2, part: ins},
    }
    const line = lineOf(row, undefined, undefined)
    expect(line.unit).toContain('•••')
    expect(line.typeCode).toContain('•••')
    expect(JSON.stringify(line)).not.toContain(body)
    expect(reportCsvLine(line, '')).not.toContain(body)
  })
})
