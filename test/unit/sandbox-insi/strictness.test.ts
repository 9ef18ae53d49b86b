import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {
  criteria,
  envelopeOf,
  headerBlocks,
  plainTraits,
  requestText,
  traitsAction,
} from '../../support/second-writer/insi-request.ts'
import {InsiBench} from './bench.ts'

let bench: InsiBench
beforeAll(async () => {
  bench = await InsiBench.open()
}, 60_000)
afterAll(() => bench.close())

/** One change to a request that is otherwise accepted, and the code it must get. */
type Mutation = readonly [code: string, name: string, change: (text: string) => string]

const swap =
  (from: string | RegExp, to: string) =>
  (text: string): string =>
    text.replace(from, to)
const old = '2020-01-01T00:00:00.000Z'

const mutations: readonly Mutation[] = [
  ['sandbox_xml_doctype', 'DOCTYPE', (text) => `<!DOCTYPE x [<!ENTITY a "b">]>${text}`],
  ['sandbox_xml_malformed', 'not well-formed', (text) => text.slice(0, -3)],
  [
    'sandbox_soap_version',
    'SOAP 1.1',
    swap('www.w3.org/2003/05/soap-envelope', 'schemas.xmlsoap.org/soap/envelope/'),
  ],
  [
    'sandbox_envelope',
    'Body before Header',
    swap(/(<soap:Header>.*<\/soap:Header>)(<soap:Body>.*<\/soap:Body>)/, '$2$1'),
  ],
  ['sandbox_body', 'two elements in Body', swap('</soap:Body>', '<x/></soap:Body>')],
  [
    'sandbox_not_understood',
    'a foreign block marked mustUnderstand',
    swap('<soap:Header>', '<soap:Header><x soap:mustUnderstand="true"/>'),
  ],
  ['sandbox_header_repeated', 'Action twice', swap(/(<wsa:Action>.*?<\/wsa:Action>)/, '$1$1')],
  ['sandbox_action_missing', 'no Action', swap(/<wsa:Action>.*?<\/wsa:Action>/, '')],
  ['sandbox_action', 'an unknown action', swap(traitsAction, 'urn:autre')],
  [
    'sandbox_http_action',
    'the action of another operation',
    swap(traitsAction, 'urn:ServiceIdentiteCertifiee:1.0.0:rechercherInsAvecCarteVitale'),
  ],
  [
    'sandbox_operation',
    'another namespace of the body',
    swap('http://www.cnamts.fr/INSiRecSans', 'http://www.cnamts.fr/INSiResultat'),
  ],
  [
    'sandbox_action_body',
    'the body of the search by card',
    swap(
      /<rs:RECSANSVITALE>.*<\/rs:RECSANSVITALE>/,
      '<rv:RECVITALE xmlns:rv="http://www.cnamts.fr/INSiRecVit"/>',
    ),
  ],
  ['sandbox_message_id_missing', 'no MessageID', swap(/<wsa:MessageID>.*?<\/wsa:MessageID>/, '')],
  [
    'sandbox_message_id',
    'a MessageID that is no uuid',
    swap(/<wsa:MessageID>.*?</, '<wsa:MessageID>message-1<'),
  ],
  [
    'sandbox_ctxbam_missing',
    'ContexteBAM of another namespace',
    swap('urn:siram:bam:ctxbam', 'urn:siram:bam'),
  ],
  ['sandbox_ctxbam_version', 'Version 01_01', swap('Version="01_02"', 'Version="01_01"')],
  ['sandbox_ctxbam_nature', 'another Nature', swap('Nature="CTXBAM"', 'Nature="CTXLPS"')],
  [
    'sandbox_ctxbam_form',
    'Temps before Id',
    swap(/(<bam:Id>.*?<\/bam:Id>)(<bam:Temps>.*?<\/bam:Temps>)/, '$2$1'),
  ],
  ['sandbox_ctxbam_id', 'Id that is no uuid', swap(/<bam:Id>.*?</, '<bam:Id>1<')],
  ['sandbox_ctxbam_temps', 'a local time', swap(/<bam:Temps>(.*?)Z</, '<bam:Temps>$1+01:00<')],
  ['sandbox_ctxbam_clock', 'an old Temps', swap(/<bam:Temps>.*?</, `<bam:Temps>${old}<`)],
  ['sandbox_ctxbam_emetteur', 'another Emetteur', swap(/<bam:Emetteur>.*?</, '<bam:Emetteur>1990000002<')],
  ['sandbox_couverture_missing', 'no COUVERTURE', swap('<bam:COUVERTURE/>', '')],
  [
    'sandbox_couverture',
    'COUVERTURE with content',
    swap('<bam:COUVERTURE/>', '<bam:COUVERTURE><bam:ASSURE/></bam:COUVERTURE>'),
  ],
  ['sandbox_ctxlps_missing', 'no ContexteLPS', swap(/<lps:ContexteLPS.*<\/lps:ContexteLPS>/, '')],
  ['sandbox_ctxlps_version', 'no Version', swap(' Version="01_00"', '')],
  ['sandbox_ctxlps_nature', 'another Nature', swap('Nature="CTXLPS"', 'Nature="ctxlps"')],
  ['sandbox_ctxlps_form', 'an unknown child', swap('</lps:LPS>', '</lps:LPS><lps:Autre/>')],
  ['sandbox_ctxlps_id', 'no Id', swap(/<lps:Id>.*?<\/lps:Id>/, '')],
  ['sandbox_ctxlps_temps', 'no Temps', swap(/<lps:Temps>.*?<\/lps:Temps>/, '')],
  ['sandbox_ctxlps_clock', 'an old Temps', swap(/<lps:Temps>.*?</, `<lps:Temps>${old}<`)],
  ['sandbox_ctxlps_emetteur', 'an empty Emetteur', swap(/<lps:Emetteur>.*?</, '<lps:Emetteur><')],
  ['sandbox_lps_missing', 'no LPS', swap(/<lps:LPS>.*<\/lps:LPS>/, '')],
  ['sandbox_lps_form', 'Nom twice', swap(/(<lps:Nom>.*?<\/lps:Nom>)/, '$1$1')],
  ['sandbox_lps_empty', 'an empty Version', swap('<lps:Version>1.0.0<', '<lps:Version><')],
  ['sandbox_idam_missing', 'no IDAM', swap(/<lps:IDAM.*?<\/lps:IDAM>/, '')],
  ['sandbox_idam_r', 'IDAM without R="4"', swap(' R="4"', '')],
  ['desir_550', 'an unknown authorisation number', swap(/<lps:IDAM R="4">.*?</, '<lps:IDAM R="4">INCONNU<')],
  ['sandbox_instance_missing', 'no Instance', swap(/<lps:Instance>.*?<\/lps:Instance>/, '')],
  ['sandbox_instance', 'Instance that is no uuid', swap(/<lps:Instance>.*?</, '<lps:Instance>poste-1<')],
  [
    'sandbox_criteria',
    'Sexe before Prenom',
    swap(/(<rs:Prenom>.*?<\/rs:Prenom>)(<rs:Sexe>.*?<\/rs:Sexe>)/, '$2$1'),
  ],
  ['sandbox_birth_name_missing', 'no NomNaissance', swap(/<rs:NomNaissance>.*?<\/rs:NomNaissance>/, '')],
  ['sandbox_birth_name', 'a name in small letters', swap("D'ESSAI-SIMPLE", "d'essai-simple")],
  ['sandbox_given_missing', 'an empty Prenom', swap('<rs:Prenom>ALBANE<', '<rs:Prenom><')],
  ['sandbox_given', 'a given name with a diacritic', swap('ALBANE', 'ALBANÉ')],
  [
    'sandbox_given_repeated',
    'two Prenom',
    swap('<rs:Prenom>ALBANE</rs:Prenom>', '<rs:Prenom>ALBANE</rs:Prenom><rs:Prenom>BERENICE</rs:Prenom>'),
  ],
  ['insi_24', 'an empty Sexe', swap('<rs:Sexe>F<', '<rs:Sexe><')],
  ['sandbox_birth_date_missing', 'no DateNaissance', swap(/<rs:DateNaissance>.*?<\/rs:DateNaissance>/, '')],
  ['sandbox_birth_date', 'a French date', swap('1971-04-09', '09/04/1971')],
  [
    'sandbox_birth_place',
    'a place in words',
    swap('</rs:RECSANSVITALE>', '<rs:LieuNaissance>Paris</rs:LieuNaissance></rs:RECSANSVITALE>'),
  ],
]

it('accepts the request that the mutations start from', async () => {
  const answer = await bench.search(plainTraits)
  expect(answer).toMatchObject({status: 200, outcome: '00', code: undefined})
})

describe('one fault at a time', () => {
  it('has at least forty, each with a code of its own', () => {
    const codes = mutations.map(([code]) => code)
    expect(codes.length).toBeGreaterThanOrEqual(40)
    expect(new Set(codes).size).toBe(codes.length)
  })

  it.each(mutations)('%s: %s', async (code, _name, change) => {
    const good = requestText(bench.parts())
    const changed = change(good)
    expect(changed).not.toBe(good)
    const answer = await bench.send(changed)
    expect(answer).toMatchObject({status: 500, code})
  })
})

it('echoes MessageID in a fault, with both texts', async () => {
  const parts = bench.parts({idam: 'INCONNU'})
  const {text} = await bench.send(requestText(parts))
  expect(text).toContain(`messageID="${parts.messageId}"`)
  expect(text).toContain('<soap:Subcode><soap:Value>soap:siram_100</soap:Value></soap:Subcode>')
  expect(text).toMatch(/<soap:Text xml:lang="fr">[^<]+<\/soap:Text>/)
  expect(text).toMatch(/severite="erreur"[^>]*>Numéro d’autorisation inconnu<\/siram:Erreur>/)
})

it.each(['X', 'm', 'I', '1'])('refuses the sex %s as insi_24', async (sex) => {
  expect(await bench.search({...plainTraits, sex})).toMatchObject({status: 500, code: 'insi_24'})
})

it.each([
  ['uuid:', 'as public clients write it'],
  ['', 'bare'],
  ['urn:uuid:', 'as the DMP wants it'],
])('takes a MessageID beginning with "%s", %s', async (prefix) => {
  const messageId = bench.parts().messageId.replace('uuid:', prefix)
  expect(await bench.search(plainTraits, {messageId})).toMatchObject({status: 200, outcome: '00'})
})

it('refuses a MessageID used before', async () => {
  const {messageId} = bench.parts()
  expect((await bench.search(plainTraits, {messageId})).outcome).toBe('00')
  expect((await bench.search(plainTraits, {messageId})).code).toBe('sandbox_message_id_reused')
})

it('accepts blocks without Emetteur, Nature, Version and Nom, which the schema leaves open', async () => {
  const text = requestText(bench.parts())
    .replaceAll(/<(bam|lps):Emetteur>.*?<\/\1:Emetteur>/g, '')
    .replaceAll(/ Nature="\w+"/g, '')
    .replaceAll(/<lps:(Nom|Version)>.*?<\/lps:\1>/g, '')
  expect(text).not.toContain('Emetteur')
  expect(await bench.send(text)).toMatchObject({status: 200, outcome: '00'})
})

it('refuses a stray text in Body', async () => {
  const text = requestText(bench.parts()).replace('<soap:Body>', '<soap:Body>texte')
  expect(await bench.send(text)).toMatchObject({status: 500, code: 'sandbox_body'})
})

it('accepts wsse:Security until told to refuse it', async () => {
  const {action, messageId, bam, lps} = headerBlocks(bench.parts())
  const security =
    '<s:Security xmlns:s="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"/>'
  const text = envelopeOf([security, action, messageId, bam, lps], criteria(plainTraits))
  await bench.arm('insi-refuse-security,times=1')
  expect(await bench.send(text)).toMatchObject({status: 500, code: 'sandbox_security'})
  expect(await bench.send(text)).toMatchObject({status: 200, outcome: '00'})
})

describe('below SOAP', () => {
  it.each([
    ['application/soap+xml; charset=utf-8', 500, 'sandbox_http_action_missing'],
    ['text/xml; charset=utf-8', 415, undefined],
    [`application/soap+xml; charset=iso-8859-1; action="${traitsAction}"`, 415, undefined],
  ])('answers %s with %d', async (contentType, status, code) => {
    expect(await bench.search(plainTraits, {}, {contentType})).toMatchObject({status, code})
  })

  it('refuses a request above 64 KB', async () => {
    const text = requestText(bench.parts()).replace('</soap:Header>', `${' '.repeat(70_000)}</soap:Header>`)
    expect(await bench.send(text)).toMatchObject({status: 413, cause: 'http/too-large'})
  })

  it('takes POST alone', async () => {
    const answer = await bench.send('', {method: 'GET'})
    expect(answer).toMatchObject({status: 405, cause: 'http/method'})
  })
})
