import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {wordEdits} from '../../../src/lib/explanations/alignment.ts'
import {findExplanations} from '../../../src/lib/explanations/candidates.ts'
import {stableLength, stableParts} from '../../../src/lib/explanations/fold-text.ts'
import {entries, index} from './catalogue.ts'

const find = (text: string) => findExplanations(index, text)
const ids = (text: string) => find(text).candidates.map(({entry}) => entry.id)
const first = (text: string) => ids(text)[0]

/** Two entries told in nearly the same words cannot be told apart by them. */
const sameWords = (a: string, b: string) => {
  const [one, other] = [stableParts(a).join(' '), stableParts(b).join(' ')]
  return Math.abs(one.length - other.length) < 5 && wordEdits(one, other) < 5
}

it('finds each entry first by each of its codes, in any case', () => {
  const wrong = entries.flatMap(({id, codes}) =>
    codes
      .filter((code) => first(code) !== id || first(code.toLowerCase()) !== id)
      .map((code) => `${id}: ${code}`),
  )
  expect(wrong).toEqual([])
})

it('finds each entry by each of its own wordings, placeholders filled', () => {
  const filled = (text: string) => text.replace(/\{\w+\}/g, 'X7')
  const wrong = entries.flatMap(({id, texts}) =>
    texts
      .filter((text) => {
        const found = find(filled(text)).candidates[0]
        return found?.entry.id !== id && !(found && sameWords(found.matched, text))
      })
      .map((text) => `${id}: ${text} -> ${first(filled(text))}`),
  )
  expect(wrong).toEqual([])
})

/** A typing mistake: a letter lost, doubled, swapped with the next or another in its place. */
function mistyped(text: string, at: number, kind: number, letter: string): string {
  const place = at % Math.max(1, text.length - 1)
  const [before, sign, after] = [text.slice(0, place), text.charAt(place), text.slice(place + 1)]
  if (kind === 0) return before + after
  if (kind === 1) return before + sign + letter + after
  if (kind === 2) return before + after.charAt(0) + sign + after.slice(1)
  return before + letter + after
}

it('finds each entry first by its own wording with two typing mistakes', () => {
  // Two mistakes in fewer letters leave another word.
  const told = entries
    .flatMap((entry) => entry.texts.map((text) => ({entry, text})))
    .filter(({text}) => stableLength(text) >= 12)
  const typo = fc.tuple(fc.nat(200), fc.nat(3), fc.constantFrom(...'aeioutnrslz'))
  fc.assert(
    fc.property(fc.constantFrom(...told), typo, typo, ({entry, text}, one, two) => {
      const typed = mistyped(mistyped(text.replace(/\{\w+\}/g, 'X7'), ...one), ...two)
      const found = find(typed).candidates[0]
      if (found?.entry.id === entry.id || (found && sameWords(found.matched, text))) return true
      throw new Error(`${entry.id}: ${typed} -> ${found?.entry.id} (${found?.matched})`)
    }),
    {numRuns: 250},
  )
})

describe('a text of the DMP', () => {
  const text = "Erreur d'authentification de la personne morale"

  it.each([
    ['without accents or capitals', "erreur d'authentification de la personne morale"],
    ['with a typographic apostrophe', 'Erreur d’authentification de la personne morale'],
    ['with typing mistakes', "Ereur d'autentification de la persone morale"],
    [
      'in a line of a log',
      `2026-11-23T10:00:01.123 ERROR [pool-1-thread-3] f.h.dpi.DmpClient - refus : ${text} (lot 42)`,
    ],
    ['cut at the end', "Erreur d'authentification de la pers"],
    [
      'cut at the end of a log line',
      "10:00:01 ERROR DmpClient - SOAPFault: Erreur d'authentification de la pers",
    ],
    ['cut at the begin', 'thentification de la personne morale'],
    ['over two lines', "Erreur d'authentification\n   de la personne morale"],
    [
      'in escaped XML',
      '&lt;soap:Text&gt;Erreur d&amp;apos;authentification de la personne morale&lt;/soap:Text&gt;',
    ],
    ['in a string of JSON', '{"message":"Erreur d\\u0027authentification de la personne morale\\n"}'],
  ])('is found %s', (_name, given) => {
    expect(first(given)).toBe('legal-person')
  })

  it.each([
    ['entities', 'Aucune sp&#233;cialit&eacute; dans le VIHF'],
    ['accents encoded twice', 'Aucune spÃ©cialitÃ© dans le VIHF'],
    ['accents lost', 'Aucune sp?cialit? dans le VIHF'],
    ['an address', 'Aucune%20sp%C3%A9cialit%C3%A9%20dans%20le%20VIHF'],
    ['a mail', 'Aucune sp=C3=A9cialit=C3=A9 dans le VIHF'],
  ])('is found through %s', (_name, given) => {
    expect(first(given)).toBe('specialty-missing')
  })

  it('comes before a code that many errors share', () => {
    const answer = `<rs:RegistryError errorCode="XDSRegistryMetadataError"
      codeContext="Aucun AuthorInstitution ne correspond à l'utilisateur du VIHF" severity="Error"/>`
    expect(ids(answer).slice(0, 2)).toEqual(['author-institution', 'metadata'])
    const fault =
      '<soap:Code><soap:Value>soap:Sender</soap:Value></soap:Code><soap:Text>PS et Structure non liés</soap:Text>'
    expect(ids(fault).slice(0, 2)).toEqual(['structure-unlinked', 'soap-sender'])
  })
})

describe('a code', () => {
  it.each([
    ['soap:DMPInvalidCertificate', 'vihf-signer'],
    ['wsa:MessageAddressingHeaderRequired', 'addressing-missing'],
    ['0x8010001d', 'pcsc-no-service'],
    ['8010001D', 'pcsc-no-service'],
    ['-2146435043', 'pcsc-no-service'],
    ['2148532253', 'pcsc-no-service'],
    ['0xA0', 'p11-pin-wrong'],
    ['0x000000A4', 'p11-pin-locked'],
    ['160', 'p11-pin-wrong'],
    ['rv = 0xA0 (C_Login)', 'p11-pin-wrong'],
    ['403', 'http-forbidden'],
    ['erreur 403', 'http-forbidden'],
    ['HTTP/1.1 407 Proxy Authentication Required', 'http-proxy-auth'],
    ['The remote server returned an error: (403) Forbidden.', 'http-forbidden'],
    ['SSL alert number 48', 'tls-client-unknown-authority'],
    ['verify error:num=20:unable to get local issuer certificate', 'tls-server-unknown-issuer'],
    ['error:0A000415:SSL routines::sslv3 alert certificate expired', 'tls-client-expired'],
    ['error:14094415:SSL routines:ssl3_read_bytes:sslv3 alert certificate expired', 'tls-client-expired'],
    ['curl: (60) SSL certificate problem', 'tls-server-unknown-issuer'],
    ['<CodeCR>01</CodeCR>', 'insi-none'],
    ['DESIR_550', 'insi-desir-550'],
    ['<acknowledgement typeCode="AE"/>', 'hl7-error'],
    ['queryResponseCode code="NF"', 'hl7-no-dmp'],
    ['time-03', 'check-TIME-03'],
    ['pcsc.exclusive', 'check-pcsc.exclusive'],
  ])('%s is found as %s', (given, id) => {
    expect(first(given)).toBe(id)
  })

  it('of somebody else comes before the error of ours that wraps it', () => {
    const line = "Erreur DMP_TLS_REFUSED : la liaison n'a pas pu s'établir (ERR_SSL_TLSV1_ALERT_UNKNOWN_CA)."
    expect(ids(line)).toEqual(['tls-client-unknown-authority', 'DMP_TLS_REFUSED'])
  })

  it('spelt nearly so is told as that, its numbers never', () => {
    expect(find('XDSDuplicateUniqeIdInRegistri').candidates[0]).toMatchObject({by: 'near-code'})
    expect(first('XDSDuplicateUniqeIdInRegistri')).toBe('id-already-registered')
    for (const code of ['desir_551', 'TIME-99', '0x8010003F', 'insi_25'])
      expect([code, ids(code)]).toEqual([code, []])
  })

  it('that nobody explained is told, and nothing of it is guessed', () => {
    const {candidates, unknown, nearest} = find('desir_999')
    expect([candidates, unknown]).toEqual([[], [{code: 'desir_999', line: 1}]])
    expect(nearest.map(({entry}) => entry.id)).toContain('insi-desir-550')
    expect(find('soap:Sender DMPNoSuchThing').unknown).toEqual([{code: 'DMPNoSuchThing', line: 1}])
  })
})

it('finds by the plain words of somebody who has no message', () => {
  expect(ids('certificat expiré')).toEqual(
    expect.arrayContaining(['tls-server-expired', 'tls-client-expired']),
  )
  expect(ids('code porteur bloqué')).toContain('p11-pin-locked')
  expect(ids('aucun lecteur de carte')).toContain('pcsc-no-readers')
  expect(ids('proxy authentification')).toContain('http-proxy-auth')
})

describe('nonsense', () => {
  it.each([
    'tarte aux pommes à la cannelle',
    'Il était une fois, dans un royaume lointain, un roi et une reine',
    'Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt',
    'the quick brown fox jumps over the lazy dog',
    'zxcvb qwerty asdfgh',
    '42 17 99 2026-11-23 10:00:01',
    '!!! ??? --- ###',
    'INFO  [main] o.s.b.w.e.t.TomcatWebServer - Tomcat started on port(s): 8080 (http) with context path',
    'constructor __proto__ toString',
    ' ',
  ])('finds nothing: %s', (text) => {
    expect(ids(text)).toEqual([])
  })

  it('finds nothing, whatever the letters', () => {
    const word = fc.string({unit: fc.constantFrom(...'bcdfghjklmpqvwxz'), minLength: 4, maxLength: 9})
    fc.assert(
      fc.property(
        fc.array(word, {minLength: 1, maxLength: 12}),
        (words) => ids(words.join(' ')).length === 0,
      ),
      {numRuns: 150},
    )
  })

  it('of any characters ends in an answer', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary', maxLength: 300}), (text) => find(text).lines > 0),
      {numRuns: 150},
    )
  })
})
