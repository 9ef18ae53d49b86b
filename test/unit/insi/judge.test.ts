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
const whole: SearchTraits = {...asked, birthPlace: '2A004'}
const ALL = ['birthName', 'givenNames', 'sex', 'birthDate', 'birthPlace']
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
    ['other names after the first are told', {given: 'LEA ZOE'}, ['INSI-DIFFERS']],
    ['a list shorter than the one asked is told', {given: 'LEA'}, ['INSI-DIFFERS']],
    ['a list longer than the one asked is its own', {given: 'LEA MARIE-ANGE ZOE'}, []],
    ['a first name that does not open its list is told', {first: 'ZOE'}, ['INSI-CONTRADICTS']],
    ['a filler is an absent trait', {birthName: 'NON RENSEIGNE'}, ['INSI-INCOMPLETE']],
    ['blanks inside a number are told', {number: '2 85 05 2A 004 018'}, ['INSI-STRUCTURE']],
    ['an OID that is none is told', {oid: '285052A00401814'}, ['INSI-OID']],
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

  it('an OID that is none is never repeated: it may be a number', () => {
    for (const at of [place, undefined]) {
      const judged = judgeIdentity(returned({oid: '285052A00401814'}), {traits: asked}, at)
      expect(judged.ins).toBeUndefined()
      expect(judged.findings).toMatchObject([
        {rule: 'INSI-OID', severity: 'warning', params: {reason: 'unknown'}},
      ])
      expect(JSON.stringify(judged.findings)).not.toContain('285052A')
    }
  })

  it('an OID of a former identifier is told without a profile too', () => {
    const {findings} = judgeIdentity(returned({oid: '1.2.250.1.213.1.4.2'}), undefined, undefined)
    expect(findings).toMatchObject([{rule: 'INSI-OID', params: {reason: 'former'}}])
    expect(judgeIdentity(returned({oid: REAL}), undefined, undefined).findings).toEqual([])
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
  const held = {ins: {matricule: '285052A00401814' as Matricule, oid: TEST as Oid}, traits: whole}
  const compared = (changes: AnswerParts, ours = held) => {
    const found = returned(changes)
    return compareIns(ours, 'found', {
      identity: found,
      judged: judgeIdentity(found, {traits: ours.traits}, place),
    })
  }

  it('is identical when number, OID and traits are', () => {
    expect(compared({})).toEqual({verdict: 'identical', differences: [], notCompared: []})
  })

  it('names the traits that diverge', () => {
    expect(compared({birthName: 'AUTRE', birthDate: '1985-05-18', birthPlace: '75056'})).toEqual({
      verdict: 'diverging',
      differences: ['birthName', 'birthDate', 'birthPlace'],
      notCompared: [],
    })
    expect(compared({birthPlace: '75056'}).differences).toEqual(['birthPlace'])
  })

  it('takes a compound first given name for one name', () => {
    const compound = {...held, traits: {...whole, givenNames: ['JEAN PIERRE', 'PAUL']}}
    expect(compared({given: 'JEAN PIERRE PAUL'}, compound).verdict).toBe('identical')
    expect(compared({given: 'JEAN PAUL'}, compound)).toMatchObject({
      verdict: 'diverging',
      differences: ['givenNames'],
    })
  })

  it.each<[string, AnswerParts, string[]]>([
    [
      'the answer has no trait at all',
      {birthName: '', given: '', sex: '', birthDate: '', birthPlace: ''},
      ALL,
    ],
    ['a value is the filler', {birthName: 'NON RENSEIGNE'}, ['birthName']],
    ['date and place are not answered', {birthDate: '', birthPlace: ''}, ['birthDate', 'birthPlace']],
    ['the first given name alone is answered', {names: 'first'}, ['givenNames']],
  ])('never calls identical what was not compared: %s', (_what, changes, notCompared) => {
    expect(compared(changes)).toEqual({verdict: 'partial', differences: [], notCompared})
  })

  it('has not compared a trait that nobody holds', () => {
    expect(compared({}, {...held, traits: asked as typeof whole})).toEqual({
      verdict: 'partial',
      differences: [],
      notCompared: ['birthPlace'],
    })
  })

  it.each<[string, AnswerParts]>([
    ['shorter than the one held', {given: 'LEA'}],
    ['longer than the one held', {given: 'LEA MARIE-ANGE ZOE'}],
    ['of other names', {given: 'LEA ZOE'}],
    ['of an answer that contradicts itself', {first: 'ZOE'}],
  ])('diverges by a list of given names %s', (_what, changes) => {
    expect(compared(changes)).toMatchObject({verdict: 'diverging', differences: ['givenNames']})
  })

  it('is whole with the one name held, where an older answer states the first alone', () => {
    const one = {...held, traits: {...whole, givenNames: ['LEA']}}
    expect(compared({names: 'first', given: 'LEA'}, one).verdict).toBe('identical')
  })

  it('looks into the history before it calls a number different', () => {
    const other = {number: '1994275056001', key: '19'}
    const earlier = {number: '285052A004018', key: '14', oid: TEST}
    expect(compared({...other, history: [earlier]})).toMatchObject({verdict: 'historic'})
    expect(compared(other)).toMatchObject({verdict: 'different', between: 'matricule'})
    const ofNia = {...earlier, oid: '1.2.250.1.213.1.4.9'}
    expect(compared({...other, history: [ofNia]})).toMatchObject({verdict: 'different', between: 'oid'})
    const found = returned({...other, oid: REAL, history: [{...earlier, oid: REAL}]})
    const mapped = judgeIdentity(found, undefined, {environment: 'test', oidMapping: {[REAL]: TEST}})
    expect(compareIns(held, 'found', {identity: found, judged: mapped}).verdict).toBe('historic')
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
