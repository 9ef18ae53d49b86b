import {describe, expect, it} from 'vitest'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import type {Oid} from '../../../src/lib/ids/oid.ts'
import {cx, insFits} from '../../../src/lib/ins/ins-oids.ts'
import type {Environment} from '../../../src/lib/profile/profile.ts'
import {samplePatients} from '../../support/sample-patients.ts'

const root = '1.2.250.1.213.1.4'
const {matricule} = samplePatients.woman.ins
const withOid = (end: string) => ({matricule, oid: `${root}.${end}` as Oid})

function outcome(run: () => ReturnType<typeof insFits>): string {
  try {
    const fitted = run()
    return `${fitted.ins.oid.slice(root.length)} ${fitted.findings.map((finding) => finding.rule).join()}`.trim()
  } catch (error) {
    if (error instanceof DmpError && error.code === 'DMP_INS_ENVIRONMENT')
      return String(error.params['reason'])
    throw error
  }
}

describe('OID of an INS by environment', () => {
  const environments: Environment[] = ['sandbox', 'test', 'formation', 'production']
  const wanted: Record<string, (production: boolean) => string> = {
    '8': (production) => (production ? '.8' : 'real-outside-production'),
    '9': (production) => (production ? '.9' : 'real-outside-production'),
    '10': (production) => (production ? 'fictitious-in-production' : '.10'),
    '11': (production) => (production ? 'fictitious-in-production' : '.11 INS-DEMONSTRATION'),
    '1': () => 'former',
    '2': () => 'former',
    '6': () => 'former',
    '7': () => 'former',
    '12': () => 'unknown',
    '80': () => 'unknown',
  }
  const table = environments.flatMap((environment) =>
    Object.entries(wanted).map(
      ([end, what]) => [environment, end, what(environment === 'production')] as const,
    ),
  )

  it.each(table)('%s with .%s: %s', (environment, end, expected) => {
    expect(outcome(() => insFits(withOid(end), environment))).toBe(expected)
  })

  it('maps outside production only, and says from what', () => {
    const mapping = {[`${root}.8`]: `${root}.10`}
    const fitted = insFits(withOid('8'), 'test', [], mapping)
    expect(fitted).toMatchObject({ins: {oid: `${root}.10`}, mappedFrom: `${root}.8`})
    expect(insFits(withOid('8'), 'test', [], {'.8': '.10'}).ins.oid).toBe(`${root}.10`)
    expect(insFits(withOid('8'), 'production', [], mapping)).toEqual({ins: withOid('8'), findings: []})
  })

  it('cannot be talked into a fictitious identity in production by a mapping', () => {
    expect(outcome(() => insFits(withOid('10'), 'production', [], {'.10': '.8'}))).toBe(
      'fictitious-in-production',
    )
  })

  it('refuses what the profile does not list', () => {
    expect(outcome(() => insFits(withOid('9'), 'production', [withOid('8').oid]))).toBe('not-allowed')
    expect(outcome(() => insFits(withOid('8'), 'test', [withOid('8').oid]))).toBe('real-outside-production')
  })
})

it('writes an INS as CX', () => {
  expect(cx(withOid('10'))).toBe(`${matricule}^^^&1.2.250.1.213.1.4.10&ISO^NH`)
})
