import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {certificateChecks, findRule} from '../../../src/lib/pki/checks/registry.ts'
import {findingMessage} from '../../../src/lib/pki/finding.ts'
import {en} from '../../../src/lib/ui/messages/en.ts'
import {fr} from '../../../src/lib/ui/messages/fr.ts'
import {mergedChecks} from '../../../src/lib/usecases/cert/check/check-report.ts'
import {describeWith} from '../../support/requires.ts'
import {chainCases} from './cases-chain.ts'
import {dateCases} from './cases-dates.ts'
import {identityCases} from './cases-identity.ts'
import {placeCases} from './cases-places.ts'
import {profileCases} from './cases-profile.ts'
import {revocationCases} from './cases-revocation.ts'
import {type Case, Kit} from './kit.ts'

const cases: readonly Case[] = [
  ...dateCases,
  ...chainCases,
  ...identityCases,
  ...placeCases,
  ...revocationCases,
  ...profileCases,
]
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)

describe('the registry', () => {
  it('has each id once, and finds it in any case', () => {
    const ids = certificateChecks.map(({id}) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(findRule(' time-03 ')?.id).toBe('TIME-03')
    expect(findRule('TIME-99')).toBeUndefined()
  })

  it('looks at something with every check', () => {
    for (const {id, find, findPair} of certificateChecks)
      expect([id, find ?? findPair]).not.toEqual([id, undefined])
  })

  it('explains every check in both languages', () => {
    for (const {id, source} of certificateChecks)
      for (const part of ['what', 'why', 'fix'])
        for (const texts of [fr, en])
          expect([id, part, texts[`certificate.check.${id}.${part}`] ?? '', source]).not.toContain('')
  })

  it('has a case that passes and one that fails for every check', () => {
    for (const {id} of certificateChecks) {
      const expected = cases.filter((one) => one.id === id).map((one) => one.expected)
      expect([id, expected.includes('ok')]).toEqual([id, true])
      expect([id, expected.some((word) => word !== 'ok' && word !== 'skipped')]).toEqual([id, true])
    }
  })

  it('never goes beyond the severity that it announces', () => {
    const rank = ['info', 'warning', 'error']
    for (const {id, severity} of certificateChecks) {
      const found = cases
        .filter((one) => one.id === id)
        .map((one) => rank.indexOf(one.expected.split(' ')[0] ?? ''))
      expect([id, Math.max(...found)]).toEqual([id, rank.indexOf(severity)])
    }
  })
})

describeWith([{program: 'openssl', package: 'openssl'}], 'a check', () => {
  let kit: Kit
  beforeAll(() => {
    kit = new Kit()
  })
  afterAll(() => kit.pki.remove())

  it.each(cases.map((one): [string, Case] => [`${one.id} ${one.says}`, one]))(
    '%s',
    (_name, {id, expected, look}) => {
      const {checks, findings} = look(kit)
      const own = findings.filter(({check}) => check === id)
      const told = own.map(({severity, variant}) => [severity, variant].filter(Boolean).join(' '))
      const result = checks.find((one) => one.id === id)?.result
      if (expected === 'ok' || expected === 'skipped') expect([result, told]).toEqual([expected, []])
      else expect([result, new Set(told)]).toEqual([expected.split(' ')[0], new Set([expected])])
    },
  )

  it('is not done while one certificate of a pair was not asked about', () => {
    const resultOf = ({checks}: ReturnType<Kit['pair']>) => checks.find(({id}) => id === 'KEY-01')
    expect(resultOf(kit.pair({}, {keyMatches: true}, {keyMatches: true}))).toEqual({
      id: 'KEY-01',
      result: 'ok',
    })
    expect(resultOf(kit.pair({}, {keyMatches: true}, {}))).toEqual({
      id: 'KEY-01',
      result: 'skipped',
      notAsked: [1],
    })
    expect(resultOf(kit.pair({}, {}, {keyMatches: false}))).toEqual({
      id: 'KEY-01',
      result: 'error',
      notAsked: [0],
    })
    const one = kit.one({keyMatches: true})
    expect(mergedChecks([one, kit.one()]).find(({id}) => id === 'KEY-01')).toEqual({
      id: 'KEY-01',
      result: 'skipped',
      notAsked: [1],
    })
  })

  it('has a sentence for everything that is found, and values for all it names', () => {
    const found = cases.flatMap(({look}) => look(kit).findings)
    for (const finding of found)
      for (const texts of [fr, en]) {
        const text = texts[findingMessage(finding)] ?? ''
        expect([finding.check, finding.variant, text]).not.toContain('')
        expect(Object.keys(finding.params)).toEqual(expect.arrayContaining(placeholders(text)))
      }
  })
})
