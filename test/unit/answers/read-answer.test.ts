import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {Answer, ExpectedAnswer} from '../../../src/lib/answers/answer.ts'
import {answerError} from '../../../src/lib/answers/answer-error.ts'
import {maskMatricules} from '../../../src/lib/answers/mask-matricules.ts'
import {readAnswer} from '../../../src/lib/answers/read-answer.ts'
import {retryAfterSeconds} from '../../../src/lib/answers/retry-after.ts'
import type {InboundMessage} from '../../../src/lib/ports/transport.ts'
import {openXml} from '../../../src/lib/xml/open-xml.ts'
import {existenceAnswerXml} from '../hl7v3/answers.ts'
import {
  envelope,
  fault,
  inbound,
  messageId,
  multipart,
  multipartType,
  query,
  type RegistryFault,
  type Reply,
  registry,
} from './inbound.ts'

const setId = '1.2.250.1.999.1.1.42.3.1'
const documentId = '1.2.250.1.999.1.1.42.2.1'
const submit: ExpectedAnswer = {call: 'submit', messageId, ownIds: [setId, documentId]}
const again: ExpectedAnswer = {...submit, repeat: true}
const locate: ExpectedAnswer = {call: 'locate', messageId}
const existence: ExpectedAnswer = {call: 'existence', messageId}

const read = (message: InboundMessage, expected: ExpectedAnswer = submit): Answer =>
  readAnswer(message, expected, openXml)
const outcome = (body: string, reply: Reply = {}, expected: ExpectedAnswer = submit) =>
  read(inbound(body, reply), expected).outcome

describe('a registry response', () => {
  it.each<[Answer['outcome'], string, readonly RegistryFault[]]>([
    ['accepted', 'Success', []],
    ['accepted-with-warnings', 'Success', [{code: 'XDSExtraMetadataNotSaved', severity: 'Warning'}]],
    ['unknown', 'Success', [{code: 'XDSRegistryError'}]],
    ['unknown', 'Success', [{code: 'XDSExtraMetadataNotSaved', severity: 'Warning'}, {code: 'X'}]],
    ['unknown', 'PartialSuccess', []],
    ['unknown', 'Unavailable', []],
    ['refused', 'Failure', []],
    ['refused', 'Failure', [{code: 'XDSRegistryMetadataError'}]],
    ['refused', 'Failure', [{code: 'CodeJamaisVu'}]],
    ['refused', 'Failure', [{code: 'XDSRegistryBusy'}, {code: 'XDSUnknownPatientId'}]],
    ['later', 'Failure', [{code: 'XDSRegistryBusy'}]],
    ['later', 'Failure', [{code: 'urn:ihe:iti:2007:XDSRepositoryOutOfResources'}]],
    [
      'systemic',
      'Failure',
      [{code: 'XDSRepositoryError', text: 'Erreur d’authentification de la personne morale'}],
    ],
  ])('is %s when %s says %j', (wanted, status, errors) => {
    expect(outcome(registry(status, ...errors))).toBe(wanted)
  })

  it('keeps code, text and place of every error, errors before warnings', () => {
    const answer = read(
      inbound(
        registry(
          'Failure',
          {code: 'W', severity: 'Warning'},
          {code: 'XDSUnknownPatientId', text: 'INS 265059999900141 inconnu', location: 'Document01'},
        ),
      ),
    )
    expect(answer).toMatchObject({registryStatus: 'Failure', messageId: 'urn:uuid:reply', httpStatus: 200})
    expect(answer.issues).toEqual([
      {
        layer: 'registry',
        code: 'XDSUnknownPatientId',
        text: 'INS 2•••••••••••••• inconnu',
        location: 'Document01',
        severity: 'error',
        known: 'patient-unknown',
      },
      {layer: 'registry', code: 'W', text: '', severity: 'warning'},
    ])
  })
})

describe('a duplicate', () => {
  const duplicate = (text: string, code = 'XDSDuplicateUniqueIdInRegistry') =>
    registry('Failure', {code, text})

  it.each([setId, documentId])('naming one of our ids proves the first sending, on a repeat (%s)', (id) => {
    const answer = read(inbound(duplicate(`uniqueId ${id} déjà présent`)), again)
    expect(answer).toMatchObject({outcome: 'accepted', provenByDuplicate: true})
    expect(read(inbound(duplicate(`urn:oid:${id}.`)), again).outcome).toBe('accepted')
  })

  it('proves nothing on a first sending: the id is taken', () => {
    expect(outcome(duplicate(documentId))).toBe('refused')
  })

  it.each([
    `${documentId}7`,
    `${documentId}.1`,
    `1.${documentId}`,
    `9${documentId}`,
    `${documentId}^x`,
    'déjà présent',
  ])('that does not name our id whole leaves the outcome unknown (%s)', (text) => {
    expect(outcome(duplicate(text), {}, again)).toBe('unknown')
  })

  it('beside another error leaves the outcome unknown', () => {
    const body = registry(
      'Failure',
      {code: 'XDSDuplicateUniqueIdInRegistry', text: documentId},
      {code: 'XDSRegistryMetadataError'},
    )
    expect(outcome(body, {}, again)).toBe('unknown')
  })

  it.each(['XDSRegistryDuplicateUniqueIdInMessage', 'XDSRepositoryDuplicateUniqueIdInMessage'])(
    'inside one message is never a proof (%s)',
    (code) => {
      expect(outcome(duplicate(documentId, code), {}, again)).toBe('refused')
    },
  )
})

describe('a fault', () => {
  it.each([
    ['systemic', fault('Le certificat ayant signé le VIHF est invalide', 'DMPInvalidCertificate')],
    ['systemic', fault('autre texte', 'DMPInvalidCertificate')],
    ['systemic', fault('A required header representing a Message Addressing Property is not present')],
    ['systemic', fault('Aucune spécialité dans le vihf pour ce rôle')],
    ['refused', fault("Aucun AuthorInstitution ne correspond à l'utilisateur du VIHF")],
    ['refused', fault('texte inconnu', 'CodeJamaisVu')],
    ['later', fault('texte inconnu', 'CodeJamaisVu', 'Receiver')],
    ['later', fault('occupé', 'XDSRepositoryBusy')],
  ])('is %s', (wanted, body) => {
    expect(outcome(body, {status: 500})).toBe(wanted)
    expect(outcome(body, {status: 200})).toBe(wanted)
  })

  it('is read inside a multipart answer, in French, by its innermost code', () => {
    const body = fault('refusé', 'DMPInvalidCertificate')
    const answer = read(inbound(multipart(body), {status: 500, contentType: multipartType}))
    expect(answer).toMatchObject({
      faultCode: 'DMPInvalidCertificate',
      issues: [{layer: 'fault', code: 'DMPInvalidCertificate', text: 'refusé', known: 'vihf-signer'}],
    })
  })

  it('keeps its detail, matricules masked', () => {
    const body = fault('refusé', 'CodeFictif').replace(
      '</s:Fault>',
      '<s:Detail><x xmlns="urn:x">vihf/stale 265059999900141</x></s:Detail></s:Fault>',
    )
    expect(read(inbound(body, {status: 500})).issues[0]?.location).toBe('vihf/stale 2••••••••••••••')
  })

  it('of SOAP 1.1 is read too', () => {
    const body =
      '<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body><S:Fault><faultcode>S:Client.DMPInvalidCertificate</faultcode><faultstring>non</faultstring></S:Fault></S:Body></S:Envelope>'
    expect(read(inbound(body, {status: 500, contentType: 'text/xml'}))).toMatchObject({
      outcome: 'systemic',
      faultCode: 'DMPInvalidCertificate',
    })
  })
})

describe('before any SOAP', () => {
  it.each([
    [401, 'systemic'],
    [403, 'systemic'],
    [404, 'systemic'],
    [302, 'systemic'],
    [413, 'refused'],
    [418, 'refused'],
    [429, 'later'],
    [503, 'later'],
    [500, 'unknown'],
    [502, 'unknown'],
    [504, 'unknown'],
  ] as const)('HTTP %i is %s', (status, wanted) => {
    expect(outcome('<html/>', {status, contentType: 'text/html'})).toBe(wanted)
  })

  it('keeps the text of a fault that comes with HTTP 403', () => {
    const answer = read(inbound(fault('certificat inconnu', 'CodeFictif'), {status: 403}))
    expect(answer).toMatchObject({outcome: 'systemic', issues: [{code: 'CodeFictif'}, {code: 'HTTP_403'}]})
  })

  it('says how long to wait', () => {
    const answer = read(inbound('', {status: 503, headers: {'retry-after': '30'}}))
    expect(answer.retryAfterSeconds).toBe(30)
    expect(answerError(answer)).toMatchObject({code: 'DMP_BUSY', retry: 'after:PT30S', exitCode: 7})
  })
})

describe('an answer that cannot be read', () => {
  const good = registry('Success')
  const cases: readonly [string, string, InboundMessage][] = [
    ['CONTENT_TYPE', 'another content type', inbound(good, {contentType: 'text/html'})],
    ['CONTENT_TYPE', 'no content type', inbound(good, {contentType: ''})],
    ['MULTIPART', 'a truncated multipart', inbound(multipart(good, {cut: 8}), {contentType: multipartType})],
    [
      'MULTIPART',
      'a wrong boundary',
      inbound(multipart(good, {boundary: 'YY'}), {contentType: multipartType}),
    ],
    ['XML', 'garbage', inbound(Buffer.from([0, 1, 2, 255]))],
    ['XML', 'nothing', inbound('')],
    ['XML', 'a cut message', inbound(good.slice(0, -20))],
    ['XML', 'a DOCTYPE', inbound(`<!DOCTYPE x>${good}`)],
    ['ENVELOPE', 'another document', inbound('<html/>', {contentType: 'text/xml'})],
    ['BODY', 'an empty body', inbound(envelope(''))],
    ['BODY', 'the answer of another call', inbound(query([]))],
    ['RELATES_TO', 'the answer to another message', inbound(envelope('<x/>', 'urn:uuid:other'))],
    ['STATUS', 'a status that proves nothing', inbound(registry('PartialSuccess'))],
  ]

  it.each(cases)('%s: after a feeding leaves the outcome unknown (%s)', (code, _, message) => {
    const answer = read(message)
    expect(answer).toMatchObject({outcome: 'unknown', issues: [{code, known: 'unreadable'}]})
    expect(answerError(answer)).toMatchObject({
      code: 'DMP_UNKNOWN_OUTCOME',
      retry: 'check-first',
      exitCode: 9,
    })
  })

  it('after a query may simply be asked again', () => {
    const answer = read(inbound('x', {contentType: 'text/html'}), locate)
    expect(answerError(answer)).toMatchObject({code: 'DMP_ANSWER_UNREADABLE', retry: 'later'})
  })

  it('never is an acceptance, wherever a good answer is cut', () => {
    const whole = Buffer.from(good)
    fc.assert(
      fc.property(fc.integer({min: 0, max: whole.length - 1}), (length) => {
        expect(read(inbound(whole.subarray(0, length))).outcome).toBe('unknown')
      }),
    )
  })
})

describe('a query for references', () => {
  const uuid = 'urn:uuid:00000000-0000-4000-8000-00000000d0c1'

  it('gives what the registry knows', () => {
    expect(read(inbound(query([uuid])), locate)).toMatchObject({outcome: 'accepted', entryUuids: [uuid]})
  })

  it('gives nothing when it knows nothing', () => {
    expect(read(inbound(query([])), locate)).toMatchObject({outcome: 'accepted', entryUuids: []})
  })

  it('gives no references when refused', () => {
    const answer = read(inbound(query([uuid], 'Failure', {code: 'XDSUnknownStoredQuery'})), locate)
    expect(answer.outcome).toBe('refused')
    expect(answer).not.toHaveProperty('entryUuids')
  })
})

describe('a test of existence', () => {
  it('gives the state', () => {
    expect(read(inbound(envelope(existenceAnswerXml())), existence)).toMatchObject({
      outcome: 'accepted',
      existence: {state: 'active'},
    })
  })

  it('is refused with the code and text of the acknowledgement', () => {
    const body = envelope(
      existenceAnswerXml({ack: 'AE', response: 'AE', detail: 'Structure introuvable ou Inactive'}),
    )
    const answer = read(inbound(body), existence)
    expect(answer).toMatchObject({
      outcome: 'systemic',
      issues: [{layer: 'hl7', code: 'CodeFictif', known: 'structure-unknown'}],
    })
  })

  it('is unreadable when the message says neither active, closed nor none', () => {
    expect(outcome(envelope(existenceAnswerXml({status: 'x'})), {}, existence)).toBe('unknown')
  })
})

describe('the error of a refusal', () => {
  it('keeps the code, the text and the layer, and when to try again', () => {
    const error = answerError(read(inbound(registry('Failure', {code: 'CodeJamaisVu', text: 'texte'}))))
    expect(error).toMatchObject({
      code: 'DMP_REFUSED',
      exitCode: 6,
      retry: 'never',
      params: {layer: 'registry', code: 'CodeJamaisVu', text: 'texte'},
      details: {layer: 'registry', code: 'CodeJamaisVu', text: 'texte', httpStatus: 200},
    })
    expect(error.details).not.toHaveProperty('known')
  })

  it('tells a caller refused as such from a request refused', () => {
    expect(answerError(read(inbound('', {status: 403}))).code).toBe('DMP_ACCESS_REFUSED')
  })

  it('does not exist for an acceptance', () => {
    expect(() => answerError(read(inbound(registry('Success'))))).toThrow(RangeError)
  })
})

describe('Retry-After', () => {
  const date = 'Wed, 15 Jan 2025 08:30:00 GMT'
  it.each([
    [{'retry-after': '120'}, 120],
    [{'retry-after': 'Wed, 15 Jan 2025 08:31:30 GMT', date}, 90],
    [{'retry-after': 'Wed, 15 Jan 2025 08:00:00 GMT', date}, 0],
    [{'retry-after': '999999'}, 86_400],
    [{'retry-after': 'Wed, 15 Jan 2025 08:31:30 GMT'}, undefined],
    [{'retry-after': 'soon'}, undefined],
    [{}, undefined],
  ])('of %j is %s', (headers, seconds) => {
    expect(retryAfterSeconds(headers as Record<string, string>)).toBe(seconds)
  })
})

describe('masking', () => {
  it('hides matricules and leaves ids', () => {
    expect(maskMatricules('265059999900141^^^&1.2.250.1.213.1.4.10&ISO^NH')).toBe(
      '2••••••••••••••^^^&1.2.250.1.213.1.4.10&ISO^NH',
    )
    expect(maskMatricules('1850520A123456')).not.toContain('123456A')
    const oid = '2.25.265059999900141265059999900141'
    expect(maskMatricules(oid)).toBe(oid)
  })
})
