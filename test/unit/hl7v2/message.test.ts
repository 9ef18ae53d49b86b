import {readFileSync} from 'node:fs'
import {resolve} from 'node:path'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {strictBase64} from '../../../src/lib/hl7v2/base64.ts'
import {documentNumbersOf} from '../../../src/lib/hl7v2/document-numbers.ts'
import {documentOf, documentsOf} from '../../../src/lib/hl7v2/documents.ts'
import {embeddedCda} from '../../../src/lib/hl7v2/embedded-cda.ts'
import {firstSegment, repetitionsOf, valueAt, valueIn} from '../../../src/lib/hl7v2/fields.ts'
import {flagsOf, stayOf} from '../../../src/lib/hl7v2/flags.ts'
import {headerOf, intentOf} from '../../../src/lib/hl7v2/intent.ts'
import {type Hl7Message, parseMessage} from '../../../src/lib/hl7v2/message.ts'
import {patientOf, reliabilityOf} from '../../../src/lib/hl7v2/patient.ts'
import {senderOf, structIdNat} from '../../../src/lib/hl7v2/sender.ts'
import {carriedCda} from '../../support/carried-cda.ts'
import {message} from '../../support/hl7-message.ts'

const seed = Number(process.env['DMP_SEED'] ?? Date.now() % 2 ** 31)
const runs = {seed, numRuns: 300}

function parsed(text: string | Uint8Array): Hl7Message {
  const found = parseMessage(typeof text === 'string' ? Buffer.from(text) : text)
  if ('fault' in found) throw new Error(`${found.fault} at ${found.at}`)
  return found
}

const fault = (text: string | Uint8Array) => parseMessage(typeof text === 'string' ? Buffer.from(text) : text)

describe('a message', () => {
  it.each(['\r', '\n', '\r\n'])('gives its document byte for byte with line ends %j', (end) => {
    const cda = carriedCda(7)
    const found = documentOf(parsed(message({documents: [cda], end})), 1)
    expect(typeof found === 'string' ? found : Buffer.from(found.bytes)).toEqual(cda.bytes)
  })

  it('takes the separators that MSH-2 declares, the tilde of published messages included', () => {
    const found = parsed(message({encoding: '^\u02dc\\&'}))
    expect(patientOf(found).ins).toHaveLength(1)
    expect(patientOf(found).ipps).toHaveLength(1)
    expect(found.notes).toEqual([{code: 'hl7-separator-tilde', field: 'MSH^2'}])
    const other = parsed('MSH$!~\\&$A$B\rPID$1$$x!y!z&1.2.3&ISO\r')
    expect(valueAt(other, firstSegment(other, 'PID'), 3, 3, 2)).toBe('1.2.3')
  })

  it.each(['MSH', 'MSH|', 'MSH|^^\\&|A', 'MSH|^a\\&|A', 'MSH|^~\\&#+|A', 'MSHA^~\\&'])(
    'refuses the separators of %j',
    (text) => {
      expect(fault(text)).toMatchObject({fault: 'separators'})
    },
  )

  it('is read in the charset of its own MSH-18', () => {
    const text = (charset: string) => message({birthName: 'FÊLÉŒ', charset})
    const latin = (charset: string, oe: number) =>
      Buffer.from(text(charset).replaceAll('Œ', String.fromCharCode(oe)), 'latin1')
    for (const bytes of [Buffer.from(text('UNICODE UTF-8')), latin('8859/15', 0xbc), latin('8859/1', 0x8c)])
      expect(patientOf(parsed(bytes)).birthName).toBe('FÊLÉŒ')
    expect(parsed(Buffer.from(text(''))).notes).toEqual([{code: 'hl7-charset-assumed', field: 'MSH^18'}])
    expect(patientOf(parsed(latin('', 0x8c))).birthName).toBe('FÊLÉŒ')
    expect(fault(latin('UNICODE UTF-8', 0x8c))).toMatchObject({fault: 'charset-bytes', at: 'MSH^18'})
    expect(fault(text('KOI8-R'))).toMatchObject({fault: 'charset-unknown'})
  })

  it('joins base64 that was wrapped, and says so once', () => {
    const cda = carriedCda(3)
    const wrapped = message({documents: [cda], end: '\n'}).replace(
      /\^Base64\^([^|]{200,})/,
      (_, data: string) => `^Base64^${(data.match(/.{1,76}/g) ?? []).join('\n')}`,
    )
    const found = parsed(wrapped)
    expect(found.notes).toEqual([{code: 'hl7-wrapped-base64', field: 'OBX^5'}])
    const document = documentOf(found, 1)
    expect(typeof document === 'string' ? document : Buffer.from(document.bytes)).toEqual(cda.bytes)
    expect(typeof document === 'string' ? document : document.status).toBe('F')
  })

  it('joins a last line of base64 that looks like a segment', () => {
    const text = 'MSH|^~\\&|A\nOBX|1|ED|X||^TEXT^XML^Base64^AAAA\nQUI||||||F\n'
    expect(parsed(text).segments.map(({fields}) => fields.at(5))).toContain('^TEXT^XML^Base64^AAAAQUI')
  })

  it('refuses a line that continues anything else', () => {
    expect(fault('MSH|^~\\&|A\nPID|1||x\nsuite du nom\nPV1|1')).toEqual({fault: 'line', at: 'line 3'})
  })

  it('splits first and unescapes after, hexadecimal bytes in its own charset', () => {
    const text =
      'MSH|^~\\&|A|||||||||||||||8859/15\rZZZ|a\\S\\b\\F\\c^d\\T\\e\\R\\f|\\XE9A4\\|x\\.br\\y\\H\\z\\N\\|a\\b\r'
    const found = parsed(Buffer.from(text, 'latin1'))
    const zzz = firstSegment(found, 'ZZZ')
    expect([valueAt(found, zzz, 1), valueAt(found, zzz, 1, 2)]).toEqual(['a^b|c', 'd&e~f'])
    expect([valueAt(found, zzz, 2), valueAt(found, zzz, 3), valueAt(found, zzz, 4)]).toEqual([
      'é€',
      'x\nyz',
      'a\\b',
    ])
  })

  it('gives back any texts that were written with its escapes', () => {
    const marks: Readonly<Record<string, string>> = {
      '|': '\\F\\',
      '^': '\\S\\',
      '~': '\\R\\',
      '&': '\\T\\',
      '\\': '\\E\\',
    }
    const escaped = (text: string) => text.replaceAll(/[|^~&\\]/g, (mark) => marks[mark] ?? '')
    const text = fc.string({maxLength: 12}).map((one) => one.replaceAll(/\p{C}/gu, '').trim())
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.array(text, {minLength: 1, maxLength: 3}), {minLength: 1, maxLength: 3}), {
          minLength: 1,
          maxLength: 5,
        }),
        (fields) => {
          const raw = fields
            .map((repetitions) => repetitions.map((one) => one.map(escaped).join('^')).join('~'))
            .join('|')
          const found = parsed(`MSH|^~\\&|A|||||||||||||||UNICODE UTF-8\rZZZ|${raw}\r`)
          const zzz = firstSegment(found, 'ZZZ')
          for (const [index, repetitions] of fields.entries()) {
            const read = repetitionsOf(found, zzz, index + 1)
            const wanted = repetitions.filter((one) => one.length > 1 || (one[0] !== '' && one[0] !== '""'))
            expect(read.map((one) => one.map((_, at) => valueIn(found, one, at + 1) ?? ''))).toEqual(
              wanted.map((one) => one.map((value) => (value === '""' ? '' : value))),
            )
          }
        },
      ),
      runs,
    )
  })

  it('never fails on damaged bytes: it is read or refused', () => {
    const good = Buffer.from(message({kind: 'ORU', documents: [carriedCda(1), carriedCda(2)]}))
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.integer({min: 0, max: 255})), {maxLength: 30}),
        fc.nat(good.length),
        (edits, length) => {
          const bytes = Buffer.from(good)
          for (const [at, value] of edits) bytes[at] = value
          const found = parseMessage(bytes.subarray(0, length))
          if ('fault' in found) return
          const header = headerOf(found)
          intentOf(found, header)
          flagsOf(found)
          patientOf(found)
          senderOf(found)
          documentNumbersOf(found)
          const documents = documentsOf(found, 2)
          if (!('fault' in documents)) expect(documents.length).toBeGreaterThan(0)
        },
      ),
      runs,
    )
  })
})

describe('base64 of a document', () => {
  it('is decoded strictly', () => {
    expect([...(strictBase64('TWFu') ?? [])]).toEqual([77, 97, 110])
    expect(Buffer.from(strictBase64('TW E\n=') ?? []).toString()).toBe('Ma')
    expect(Buffer.from(strictBase64('TWE') ?? []).toString()).toBe('Ma')
    expect(Buffer.from(strictBase64('TW\\.br\\Fu\\X0D\\') ?? []).toString()).toBe('Man')
    for (const wrong of ['', 'TWFuT', 'TW=u', 'TW*u', 'TWE==', 'TWFu=', 'T===', 'é'])
      expect(strictBase64(wrong)).toBeUndefined()
  })

  it('gives back any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({minLength: 1, maxLength: 60}), fc.boolean(), (bytes, padded) => {
        const text = Buffer.from(bytes).toString('base64')
        expect([...(strictBase64(padded ? text : text.replaceAll('=', '')) ?? [])]).toEqual([...bytes])
      }),
      runs,
    )
  })
})

describe('the intent of a message', () => {
  const said = (wish: Parameters<typeof message>[0]) => {
    const found = parsed(message(wish))
    return intentOf(found, headerOf(found)).intent
  }

  it.each(['submit', 'replace', 'delete'] as const)(
    'is %s when trigger, status and order agree',
    (intent) => {
      const documents = [carriedCda(2, intent === 'replace' ? {replaces: 1} : {})]
      expect(said({intent, documents})).toBe(intent)
      expect(said({kind: 'ORU', intent, documents})).toBe(intent)
    },
  )

  it('is nothing as soon as one of them disagrees, for every combination', () => {
    const triggers = ['MDM^T02', 'MDM^T10', 'MDM^T04']
    const statuses = ['F', 'C', 'D', 'X', '']
    const orders = ['NW', 'RO', 'CA', 'SC', 'XX', undefined]
    const wanted = new Map([
      ['MDM^T02/F/NW', 'submit'],
      ['MDM^T10/C/RO', 'replace'],
      ['MDM^T04/D/CA', 'delete'],
    ])
    for (const trigger of triggers)
      for (const status of statuses)
        for (const order of orders)
          expect(said({trigger, status, order})).toBe(wanted.get(`${trigger}/${status}/${order}`))
  })

  it('rests on status and order alone in ORU', () => {
    expect(said({kind: 'ORU', status: 'D', order: 'CA'})).toBe('delete')
    expect(said({kind: 'ORU', status: 'D', order: 'NW'})).toBeUndefined()
    expect(said({kind: 'ORU', status: 'F', order: undefined})).toBeUndefined()
  })

  it.each(['1.2', '2.0'])('accepts SC or no order in version %s, for deletions too', (volet) => {
    for (const order of ['SC', undefined]) {
      expect(said({volet, order, intent: 'delete'})).toBe('delete')
      expect(said({volet, order, kind: 'ORU', status: 'D'})).toBe('delete')
      expect(said({volet, order, trigger: 'MDM^T04', status: 'F'})).toBeUndefined()
    }
    expect(said({volet, order: 'NW', intent: 'delete'})).toBeUndefined()
  })

  it('is nothing when two documents of an ORU say different things', () => {
    const text = message({kind: 'ORU', documents: [carriedCda(1), carriedCda(2)]}).replace(
      /F(\rPRT\|1)/,
      'D$1',
    )
    const found = parsed(text)
    expect(intentOf(found, headerOf(found)).intent).toBeUndefined()
    expect(intentOf(found, headerOf(found)).said).toMatchObject({status: 'F,D'})
  })
})

describe('what a message says', () => {
  it('of the patient is chosen by OID and type', () => {
    const found = patientOf(parsed(message()))
    expect(found).toMatchObject({
      ins: [{value: '265059999900141', oid: '1.2.250.1.213.1.4.10'}],
      ipps: [{value: 'IPP000042', oid: '1.2.250.1.999.1.1.8'}],
      birthName: 'EXEMPLE',
      birthDate: '19650512',
      sex: 'F',
      former: false,
    })
    const former = parsed(message().replaceAll('1.2.250.1.213.1.4.10', '1.2.250.1.213.1.4.2'))
    expect(patientOf(former)).toMatchObject({ins: [], former: true})
  })

  it.each([
    ['QUAL', 'qualified'],
    ['VALI', 'ambiguous'],
    ['QUAL~VALI', 'ambiguous'],
    ['VALI~DOUB', 'refused'],
    ['PROV', 'refused'],
    ['ANOM', 'refused'],
    ['', 'absent'],
  ])('of the identity by PID-32 %j is %s', (reliability, verdict) => {
    expect(reliabilityOf(patientOf(parsed(message({reliability})))).verdict).toBe(verdict)
  })

  it('of visibility is what its flags state, under both spellings', () => {
    const old = {
      INVISIBLE_REP_LEGAUX: undefined,
      INVISIBLE_REPRESENTANTS_LEGAUX: 'Y',
      MODIF_CONF_CODE: undefined,
      MODIF_CONFIDENTIALITYCODE: 'Y',
    }
    expect(flagsOf(parsed(message({flags: {...old, MASQUE_PS: undefined}})))).toEqual({
      hiddenFromPatient: false,
      hiddenFromLegalRepresentatives: true,
      secretConnection: false,
      changesVisibility: true,
      forDmp: true,
    })
    expect(flagsOf(parsed(message({flags: {DESTDMP: 'OUI'}})))).toEqual({at: 'DESTDMP'})
    expect(flagsOf(parsed(message({flags: {INVISIBLE_REPRESENTANTS_LEGAUX: 'Y'}})))).toEqual({
      at: 'INVISIBLE_REPRESENTANTS_LEGAUX',
    })
  })

  it('of the stay and the sender', () => {
    expect(stayOf(parsed(message()))).toEqual({venue: 'V2026-001', unit: 'UFNEPH', activityCode: '03'})
    expect(senderOf(parsed(message()))).toEqual({structureId: '1990000002', repaired: false})
    expect(senderOf(parsed(message({structure: '990000002'})))).toEqual({
      structureId: '1990000002',
      repaired: true,
    })
    expect(structIdNat('26750045200011')).toEqual({id: '326750045200011', repaired: true})
    expect(structIdNat('2A0000154')).toEqual({id: '12A0000154', repaired: true})
  })

  it('of the numbers of the document, whatever stands in their second component', () => {
    expect(documentNumbersOf(parsed(message({document: '1.2.3^CHU', parent: '77^^1.2.4^ISO'})))).toEqual({
      document: '1.2.3',
      parent: '1.2.4^77',
    })
    expect(documentNumbersOf(parsed(message({document: '9^^1.2.3^ISO'})))).toEqual({document: '1.2.3^9'})
  })

  it('carries one document in MDM and two in ORU, mails not counted', () => {
    const two = parsed(message({kind: 'ORU', documents: [carriedCda(1), carriedCda(2)]}))
    expect(documentsOf(two, 2)).toHaveLength(2)
    expect(documentsOf(two, 1)).toEqual({fault: 'too-many', at: 'OBX^5'})
    expect(documentsOf(parsed(message({documents: []})), 1)).toEqual({fault: 'none', at: 'OBX^5'})
    const pdf = message().replace('^text^XML^Base64^', '^application^pdf^Base64^')
    expect(documentsOf(parsed(pdf), 1)).toMatchObject({fault: 'not-cda'})
    const broken = message().replace('^text^XML^Base64^', '^text^XML^Base64^*')
    expect(documentsOf(parsed(broken), 1)).toMatchObject({fault: 'base64'})
    const blank = parsed(message().replace('^text^XML^Base64^', '^Text^xml^base64 ^ '))
    expect(documentsOf(blank, 1)).toHaveLength(1)
  })
})

describe('the document of a file', () => {
  it('is that of the first message that carries one', () => {
    const cda = carriedCda(4)
    expect(
      Buffer.from(embeddedCda(Buffer.from(message({documents: []}) + message({documents: [cda]}))) ?? []),
    ).toEqual(cda.bytes)
    expect(embeddedCda(Buffer.from('MSH|^~\\&|A\rPID|1\r'))).toBeUndefined()
    expect(embeddedCda(Buffer.from('rien'))).toBeUndefined()
  })
})

it('proposes contents of lots that the DMP knows', () => {
  const file = resolve(import.meta.dirname, '../../../data/valuesets/J59.json')
  const {codes} = JSON.parse(readFileSync(file, 'utf8')) as {codes: [string, ...unknown[]][]}
  const known = codes.map(([code]) => code)
  for (const stay of ['I', 'O', 'R', 'N', 'E']) {
    const {activityCode} = stayOf(parsed(message().replace('PV1|1|I|', `PV1|1|${stay}|`)))
    expect(known).toContain(activityCode)
  }
  expect(stayOf(parsed(message().replace('PV1|1|I|', 'PV1|1|X|'))).activityCode).toBeUndefined()
})
