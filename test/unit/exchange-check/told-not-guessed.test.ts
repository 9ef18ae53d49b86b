import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {ticketPage} from '../../../src/lib/ui/exchange-check/ticket-page.ts'
import {translator} from '../../../src/lib/ui/translate.ts'
import {exchangeBench, failure, registryAnswer, wireOf} from './bench.ts'

let bench: Awaited<ReturnType<typeof exchangeBench>>
beforeAll(async () => {
  bench = await exchangeBench()
})
afterAll(() => bench.close())

const request = () => {
  const sent = bench.written()
  const messageId = /<wsa:MessageID>([^<]+)/.exec(sent.envelope)?.[1] ?? ''
  return {wire: wireOf(sent.message), messageId, envelope: sent.envelope}
}

describe('an answer', () => {
  it('of the same message is explained, and the cause it names is tied to the one found', async () => {
    const sent = bench.written({
      written: ({body, parts}) => ({parts, body: body.replace('value="Compte rendu"', 'value="Autre"')}),
    })
    const messageId = /<wsa:MessageID>([^<]+)/.exec(sent.envelope)?.[1]
    const answer = registryAnswer(messageId, failure('XDSRegistryMetadataError', 'title'))
    const {exchanges} = await bench.check(wireOf(sent.message), Buffer.from(answer))
    expect(exchanges[0]?.answer).toMatchObject({
      proof: 'relates-to',
      outcome: 'refused',
      issues: [{code: 'XDSRegistryMetadataError', known: 'metadata', actor: 'editor'}],
      confirms: 'agreement/title',
    })
  })

  it('of another message is said so and not tied to the request', async () => {
    const answer = registryAnswer(
      'urn:uuid:00000000-0000-4000-8000-000000000001',
      failure('DMPClosed', 'fermé'),
    )
    const made = await bench.check(request().wire, Buffer.from(answer))
    expect(made.exchanges[0]?.answer).toBeNull()
    expect(made.strayAnswers).toMatchObject([
      {proof: 'other', relatesTo: 'urn:uuid:00000000-0000-4000-8000-000000000001'},
    ])
  })

  it('that names no message is believed only beside a single request', async () => {
    const answer = Buffer.from(registryAnswer(undefined, failure('DMPClosed', 'fermé')))
    const alone = await bench.check(request().wire, answer)
    expect(alone.exchanges[0]?.answer?.proof).toBe('given')
    const two = Buffer.concat([request().wire, Buffer.from('\n\n'), request().wire])
    const among = await bench.check(two, answer)
    expect(among.exchanges.map((one) => one.answer)).toEqual([null, null])
    expect(among.strayAnswers).toMatchObject([{proof: 'unproven'}])
  })

  it('in the same log is tied by RelatesTo, whatever stands between', async () => {
    const [one, two] = [request(), request()]
    const answers = [two, one].map(({messageId}) => registryAnswer(messageId, failure('DMPClosed', 'fermé')))
    const log = Buffer.concat([
      one.wire,
      Buffer.from('\n'),
      two.wire,
      Buffer.from(`\n${answers.join('\nnoise\n')}\n`),
    ])
    const {exchanges, strayAnswers} = await bench.check(log)
    expect(exchanges.map(({answer}) => answer?.proof)).toEqual(['relates-to', 'relates-to'])
    expect(strayAnswers).toEqual([])
  })
})

describe('an answer that proves how far the DMP went', () => {
  const success =
    '<rs:RegistryResponse xmlns:rs="urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0" status="urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success"/>'
  /** As a log writes it that has no accents. */
  const flattened = (wire: Buffer) => Buffer.from(wire.toString('utf8').replaceAll(/\P{ASCII}/gu, '?'))

  it('puts the doubts of a damaged capture aside', async () => {
    const {wire, messageId} = request()
    const damaged = flattened(wire)
    const alone = await bench.only(damaged)
    expect(alone.findings.map(({cause, certain}) => [cause, certain])).toContainEqual([
      'vihf/signature-digest',
      false,
    ])
    const {exchanges} = await bench.check(damaged, Buffer.from(registryAnswer(messageId, success)))
    expect(exchanges[0]).toMatchObject({findings: [], faulty: false, answer: {outcome: 'accepted'}})
    expect(exchanges[0]?.refuted).toContain('vihf/signature-digest')
  })

  it('does not silence what is certain', async () => {
    const sent = bench.written({message: () => ({messageId: 'message-1'})})
    const answer = Buffer.from(registryAnswer('message-1', success))
    const {exchanges} = await bench.check(wireOf(sent.message), answer)
    expect(exchanges[0]).toMatchObject({
      first: {cause: 'wsa/message-id', certain: true},
      faulty: true,
      refuted: [],
    })
  })
})

describe('a capture that is not whole', () => {
  it('without any body accuses nobody', async () => {
    const {wire} = request()
    const head = await bench.only(wire.subarray(0, wire.indexOf('\r\n\r\n') + 4))
    expect(head).toMatchObject({complete: false, findings: []})
  })

  it('is told where it stops, and what it may have caused is not certain', async () => {
    const {wire} = request()
    const cut = await bench.only(wire.subarray(0, Math.floor(wire.length / 4)))
    expect(cut).toMatchObject({complete: false, faulty: true})
    expect(cut.cut).not.toBeNull()
    expect(cut.findings.filter(({certain}) => certain)).toEqual([])
  })

  it('whose line ends were changed accuses nobody of its digests', async () => {
    const {wire} = request()
    const changed = await bench.only(Buffer.from(wire.toString('latin1').replaceAll('\r\n', '\n'), 'latin1'))
    expect(changed.findings.filter(({certain}) => certain)).toEqual([])
    expect(changed.notChecked).toContain('framing')
  })

  it('logged twice is not taken for a message sent twice', async () => {
    const {wire} = request()
    const {exchanges} = await bench.check(Buffer.concat([wire, Buffer.from('\n'), wire]))
    expect(exchanges.map(({findings, habits}) => [findings.length, habits])).toEqual([
      [0, []],
      [0, ['logged-twice']],
    ])
  })
})

describe('messages of other services', () => {
  const other = (body: string) =>
    Buffer.from(
      `POST /api/letters HTTP/1.1\r\nHost: dpi.example.test\r\nContent-Type: text/xml\r\nContent-Length: ${body.length}\r\n\r\n${body}\r\n`,
    )
  const soap =
    '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><a xmlns="urn:letters"/></e:Body></e:Envelope>'

  it('are left aside and counted', async () => {
    const log = Buffer.concat([other(soap), other('{"letter": 1}'), request().wire])
    const {examined, others, withFindings, exchanges} = await bench.check(log)
    expect([examined, others, withFindings]).toEqual([1, 2, 0])
    expect(exchanges).toMatchObject([{n: 3, findings: []}])
  })

  it('alone are no exchange with the DMP', async () => {
    await expect(bench.check(other(soap))).rejects.toMatchObject({
      code: 'DMP_EXCHANGE_NOT_FOUND',
      params: {side: 'dmp'},
    })
  })
})

describe('what is shown', () => {
  it('names neither the patient, the homologation number nor the local number, in report or ticket', async () => {
    const sent = bench.written({
      vihf: ({attributes}) => ({attributes: {...attributes, 'Nom du patient': 'x'}}),
    })
    const {matricule, birthName, firstGiven} = bench.writer.patient('active-linked')
    const messageId = /<wsa:MessageID>([^<]+)/.exec(sent.envelope)?.[1]
    const said = `Le patient ${birthName} ${firstGiven} (${matricule}, IPP000042) est inconnu de FICTIF-0000`
    const answer = Buffer.from(registryAnswer(messageId, failure('XDSUnknownPatientId', said)))
    const made = await bench.check(wireOf(sent.message), answer)
    const page = ticketPage(made, translator('fr'))
    await bench.desk.check(wireOf(sent.message), {ticket: 'ticket.html'}, answer, (one) =>
      JSON.stringify(one),
    )
    expect(bench.desk.written.get('ticket.html')).not.toContain('request.log')
    expect(bench.desk.written.get('ticket.html')).toContain('capture.log')
    for (const secret of [matricule, birthName, firstGiven, 'IPP000042', 'FICTIF-0000', 'RESP0001']) {
      expect(JSON.stringify(made).toUpperCase()).not.toContain(secret.toUpperCase())
      expect(page.toUpperCase()).not.toContain(secret.toUpperCase())
    }
    expect(page).toContain('XDSUnknownPatientId')
    expect(page).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)[^"<]*\.(?:css|js)/)
  })
})
