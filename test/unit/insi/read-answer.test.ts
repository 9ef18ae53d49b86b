import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {InsiAnswer} from '../../../src/lib/insi/insi.ts'
import {codesFault, type KnownCodes, knownFault} from '../../../src/lib/insi/known-codes.ts'
import {readInsiAnswer, readSavedAnswer} from '../../../src/lib/insi/read-answer.ts'
import {openXml} from '../../../src/lib/xml/open-xml.ts'
import {projectRoot} from '../../support/program.ts'
import {answerXml, faultXml, identity} from './answers.ts'

const received = (
  xml: string,
  changes: {httpStatus?: number; contentType?: string; headers?: Record<string, string>} = {},
) =>
  readInsiAnswer(
    {
      httpStatus: 200,
      contentType: 'application/soap+xml; charset=utf-8',
      headers: {},
      body: Buffer.from(xml),
      ...changes,
    },
    openXml,
  )

const personOf = (answer: InsiAnswer) => {
  if (answer.kind !== 'result' || !answer.identity) throw new Error(JSON.stringify(answer))
  return answer.identity
}

describe('an answer with an identity', () => {
  it('is refused with two bodies, whichever comes first', () => {
    const one = answerXml(identity)
    const body = /<soap:Body>.*<\/soap:Body>/s.exec(one)?.[0] ?? ''
    const other = body.replace('285052A004018', '162042B033207')
    for (const two of [body + other, other + body, `${body}<soap:Body/>`])
      expect(received(one.replace(body, two))).toMatchObject({
        kind: 'unreadable',
        reason: 'twice',
        at: 'Body',
      })
  })

  it.each(['default', 'prefixed', 'search-default', 'other-prefix'] as const)(
    'is read in dialect %s',
    (dialect) => {
      const {active, traits, missing} = personOf(received(answerXml({...identity, dialect})))
      expect(active).toEqual({number: '285052A004018', key: '14', oid: '1.2.250.1.213.1.4.10'})
      expect(traits).toEqual({
        birthName: "D'ESSAI-FICTIF",
        firstGiven: 'LEA',
        givenNames: 'LEA MARIE-ANGE',
        sex: 'F',
        birthDate: '1985-05-17',
        birthPlace: '2A004',
      })
      expect(missing).toEqual([])
    },
  )

  it('is read with its elements in any order', () => {
    const straight = personOf(received(answerXml(identity)))
    expect(personOf(received(answerXml({...identity, shuffled: true})))).toEqual(straight)
  })

  it('is whole with the list of given names alone, and lacks the list with the first one alone', () => {
    expect(personOf(received(answerXml({...identity, names: 'list'}))).missing).toEqual([])
    const older = personOf(received(answerXml({...identity, names: 'first'})))
    expect(older.traits.firstGiven).toBe('LEA')
    expect(older.missing).toEqual(['givenNames'])
  })

  it('tells what lacks', () => {
    const bare = answerXml({...identity, key: '', oid: '', birthPlace: ''})
    expect(personOf(received(bare)).missing).toEqual(['birthPlace', 'key', 'oid'])
  })

  it('keeps the history as it is returned, odd dates included', () => {
    const history = [
      {
        number: '1994275056001',
        key: '19',
        oid: '1.2.250.1.213.1.4.10',
        from: '2019-03-01',
        until: '2019-02-28',
      },
      {number: '285052A004018', key: '14', oid: '1.2.250.1.213.1.4.10'},
    ]
    expect(personOf(received(answerXml({...identity, history, shuffled: true}))).history).toEqual(history)
  })

  it('is never taken from an answer that holds two of what must be one', () => {
    const twice = (part: string) =>
      received(answerXml(identity).replace(new RegExp(`(<${part}>.*</${part}>)`, 's'), '$1$1'))
    for (const part of ['INDIVIDU', 'INSACTIF', 'TIQ', 'CR', 'CodeCR', 'NumIdentifiant', 'NomNaissance'])
      expect([part, twice(part)]).toMatchObject([part, {kind: 'unreadable', reason: 'twice', at: part}])
  })

  it('is not believed beside the code of none or several', () => {
    for (const code of ['01', '02'])
      expect(received(answerXml({...identity, code}))).toMatchObject({kind: 'unreadable'})
  })
})

describe('an answer without an identity', () => {
  it.each([
    ['01', 'Aucune identite trouvee'],
    ['02', 'Plusieurs identites trouvees'],
    ['37', 'Autre'],
  ])('gives code %s as it came', (code, label) => {
    expect(received(answerXml({code, label}))).toEqual({kind: 'result', code, label})
  })

  it('is unreadable when code 00 comes without a person', () => {
    expect(received(answerXml({code: '00', label: 'OK'}))).toMatchObject({reason: 'absent', at: 'INDIVIDU'})
  })

  it.each([
    ['<!DOCTYPE a [<!ENTITY b "c">]><a/>', 'doctype'],
    ['<a', 'xml'],
    ['<a/>', 'envelope'],
    ['<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body/></s:Envelope>', 'body'],
    [
      '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><RESULTAT xmlns="urn:x"/></s:Body></s:Envelope>',
      'body',
    ],
  ])('%s is unreadable', (xml, reason) => {
    expect(received(xml)).toMatchObject({kind: 'unreadable', reason})
  })

  it('is unreadable as a page of a proxy', () => {
    expect(received('<html/>', {contentType: 'text/html'})).toMatchObject({reason: 'type', at: 'text/html'})
  })

  it('tells the HTTP status and how long to wait', () => {
    const told = received('', {httpStatus: 503, contentType: '', headers: {'retry-after': '120'}})
    expect(told).toEqual({kind: 'http', status: 503, retryAfterSeconds: 120})
  })
})

describe('a fault', () => {
  it.each(['S', 'soap', 'env'])(
    'is read with prefix %s, family, code, both texts and MessageID',
    (prefix) => {
      const answer = received(faultXml({prefix}), {httpStatus: 500})
      expect(answer).toEqual({
        kind: 'fault',
        fault: {
          family: 'siram_100',
          code: 'desir_550',
          severity: 'erreur',
          messageId: 'uuid:1',
          text: 'texte pour vous',
          technical: 'texte technique',
          ofSender: true,
        },
      })
    },
  )

  it('hides a matricule that its texts echo', () => {
    const {fault} = received(faultXml({text: 'INS 265059999900141 inconnu'})) as {fault: {text: string}}
    expect(fault.text).not.toContain('265059999900141')
  })

  it('is explained by its precise code before its family, in any case; unknown codes by nothing', () => {
    const {codes} = JSON.parse(readFileSync(join(projectRoot, 'data/insi-codes.json'), 'utf8')) as {
      codes: KnownCodes
    }
    expect(codesFault({codes})).toBeUndefined()
    const fault = {text: '', technical: '', ofSender: true}
    expect(knownFault(codes, {...fault, code: 'DESIR_560', family: 'siram_100'})?.code).toBe('desir_560')
    expect(knownFault(codes, {...fault, code: 'desir_999', family: 'siram_100'})?.code).toBe('siram_100')
    expect(knownFault(codes, {...fault, code: 'sandbox_clock'})).toBeUndefined()
    expect(codesFault({codes: [{code: 'a b', kind: 'access'}]})).toBe('codes[0]')
  })
})

describe('a saved answer', () => {
  it('may be the result alone', () => {
    const whole = answerXml(identity)
    const alone = /<RESULTAT.*<\/RESULTAT>/s.exec(whole)?.[0] ?? ''
    expect(personOf(readSavedAnswer(Buffer.from(alone), openXml))).toEqual(personOf(received(whole)))
  })

  it('is refused when it is a masked copy', () => {
    const masked = answerXml(identity).replace('285052A004018', '*************')
    expect(readSavedAnswer(Buffer.from(masked), openXml)).toMatchObject({reason: 'masked'})
  })
})

it('reads anything without failing', () => {
  const base = answerXml(identity)
  const cut = fc.tuple(fc.nat(base.length), fc.nat(40), fc.string({maxLength: 12}))
  fc.assert(
    fc.property(cut, ([at, length, text]) => {
      const answer = received(base.slice(0, at) + text + base.slice(at + length))
      expect(['result', 'fault', 'http', 'unreadable']).toContain(answer.kind)
    }),
    {numRuns: 2000},
  )
})
