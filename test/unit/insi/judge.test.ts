import {describe, expect, it} from 'vitest'
import type {Oid} from '../../../src/lib/ids/oid.ts'
import type {Matricule} from '../../../src/lib/ins/patient-identity.ts'
import {compareIns} from '../../../src/lib/insi/compare-ins.ts'
import type {ReturnedIdentity, SearchTraits} from '../../../src/lib/insi/insi.ts'
import {judgeIdentity, wholeNumber} from '../../../src/lib/insi/judge-identity.ts'
import {readSavedAnswer} from '../../../src/lib/insi/read-answer.ts'
import {openXml} from '../../../src/lib/xml/open-xml.ts'
import {type AnswerParts, answerXml, identity} from './answers.ts'

const TEST = '1.2.250.1.213.1.4.10'
const REAL = '1.2.250.1.213.1.4.8'
const asked: SearchTraits = {
  birthName: "D'ESSAI-FICTIF",
  givenNames: ['LEA', 'MARIE-ANGE'],
  sex: 'F',
  birthDate: '1985-05-17',
}
const place = {environment: 'test', oidMapping: {}} as const
const first = {names: 'one', position: 1, given: 'LEA', withPlace: false} as const

function returned(changes: AnswerParts = {}): ReturnedIdentity {
  const answer = readSavedAnswer(Buffer.from(answerXml({...identity, ...changes})), openXml)
  if (answer.kind !== 'result' || !answer.identity) throw new Error(JSON.stringify(answer))
  return answer.identity
}

const rulesOf = (
  changes: AnswerParts,
  more: {attempt?: typeof first | {names: 'one'; position: number; given: string; withPlace: false}} = {},
) =>
  judgeIdentity(returned(changes), {traits: asked, attempt: more.attempt ?? first}, place).findings.map(
    ({rule}) => rule,
  )

describe('what is said of an identity', () => {
  it('is nothing when all is well', () => {
    expect(rulesOf({})).toEqual([])
  })

  it.each<[string, AnswerParts, string[]]>([
    ['a wrong key is a remark', {key: '15'}, ['INSI-KEY']],
    ['an absent key is computed and told', {key: ''}, ['INSI-INCOMPLETE']],
    ['what is no matricule is told', {number: '285052C004018'}, ['INSI-STRUCTURE']],
    ['another birth name is told', {birthName: 'AUTRE'}, ['INSI-DIFFERS']],
    ['hyphens and spaces are the same', {birthName: "D'ESSAI FICTIF"}, []],
    ['a list that begins with another name is told', {given: 'ANNE LEA'}, ['INSI-DIFFERS']],
    ['a real OID outside production is told', {oid: REAL}, ['INSI-OID-TEST']],
    ['an OID of another kind is told', {oid: '1.2.250.1.213.1.4.2'}, ['INSI-OID']],
    [
      'a wrong key in the history is told',
      {history: [{number: '1994275056001', key: '20', oid: TEST}]},
      ['INSI-HISTORY-KEY'],
    ],
  ])('%s', (_what, changes, rules) => {
    expect(rulesOf(changes)).toEqual(rules)
  })

  it('a match on a second given name is to be compared with the document', () => {
    const attempt = {names: 'one', position: 2, given: 'MARIE-ANGE', withPlace: false} as const
    expect(rulesOf({}, {attempt})).toEqual(['INSI-SECOND-GIVEN'])
  })

  it('an OID is mapped as the profile says, outside production alone', () => {
    const mapping = {[REAL]: TEST}
    const test = judgeIdentity(
      returned({oid: REAL}),
      {traits: asked},
      {environment: 'test', oidMapping: mapping},
    )
    expect(test).toMatchObject({ins: {oid: TEST}, mappedFrom: REAL})
    expect(test.findings.map(({rule}) => rule)).toEqual(['INSI-OID-MAPPED'])
    const real = judgeIdentity(
      returned({oid: REAL}),
      {traits: asked},
      {environment: 'production', oidMapping: mapping},
    )
    expect(real).toMatchObject({ins: {oid: REAL}, findings: []})
  })

  it('keys of Corsica are computed by its rule', () => {
    expect(wholeNumber({number: '162042b033207'})).toBe('162042B03320746')
  })
})

describe('a comparison', () => {
  const held = {ins: {matricule: '285052A00401814' as Matricule, oid: TEST as Oid}, traits: asked}
  const compared = (changes: AnswerParts, ours = held) => {
    const found = returned(changes)
    return compareIns(ours, 'found', {
      identity: found,
      judged: judgeIdentity(found, {traits: ours.traits}, place),
    })
  }

  it('is identical when number, OID and traits are', () => {
    expect(compared({})).toEqual({verdict: 'identical', differences: []})
  })

  it('names the traits that diverge', () => {
    expect(compared({birthName: 'AUTRE', birthDate: '1985-05-18', birthPlace: '75056'})).toEqual({
      verdict: 'diverging',
      differences: ['birthName', 'birthDate'],
    })
    const withPlace = {...held, traits: {...asked, birthPlace: '2A004'}}
    expect(compared({birthPlace: '75056'}, withPlace).differences).toEqual(['birthPlace'])
  })

  it('takes a compound first given name for one name', () => {
    const compound = {...held, traits: {...asked, givenNames: ['JEAN PIERRE', 'PAUL']}}
    expect(compared({given: 'JEAN PIERRE PAUL'}, compound).verdict).toBe('identical')
    expect(compared({given: 'JEAN PAUL'}, compound)).toEqual({
      verdict: 'diverging',
      differences: ['givenNames'],
    })
  })

  it('looks into the history before it calls a number different', () => {
    const other = {number: '1994275056001', key: '19'}
    const earlier = {number: '285052A004018', key: '14', oid: TEST}
    expect(compared({...other, history: [earlier]})).toMatchObject({verdict: 'historic'})
    expect(compared(other)).toMatchObject({verdict: 'different', between: 'matricule'})
  })

  it('takes the same digits under another OID for another identity', () => {
    expect(compared({oid: '1.2.250.1.213.1.4.11'})).toMatchObject({verdict: 'different', between: 'oid'})
  })

  it('says what a search without an identity means', () => {
    expect(compareIns(held, 'none', undefined).verdict).toBe('not-found')
    expect(compareIns(held, 'several', undefined).verdict).toBe('ambiguous')
    expect(compareIns(held, 'unknown-code', undefined).verdict).toBe('undecided')
  })
})
