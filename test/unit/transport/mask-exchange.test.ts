import {expect, it} from 'vitest'
import {maskExchange} from '../../../src/lib/transport/mask-exchange.ts'

const masked = (xml: string) => maskExchange(Buffer.from(xml), 'application/soap+xml')

it("hides the hospital's own id of the user and leaves the structure's number", () => {
  const {text, ranges} = masked('<saml:NameID>3750000001/RESP0001</saml:NameID><a>RESP</a>')
  expect(text).toBe('<saml:NameID>3750000001/********</saml:NameID><a>RESP</a>')
  expect(ranges).toEqual([{from: 24, to: 32, what: 'user'}])
})

it('leaves a national id of a professional', () => {
  const xml = '<saml:NameID Format="x">899700000005</saml:NameID>'
  expect(masked(xml).text).toBe(xml)
})

it('keeps the length, so that ranges mean the same in both', () => {
  const xml = '<saml:NameID>3750000001/É-1</saml:NameID><given>Jeanne</given>'
  expect(masked(xml).text).toHaveLength(Buffer.byteLength(xml))
  expect(masked(xml).text).not.toMatch(/Jeanne|-1</)
})

it('hides what travels to and from INSi: number, key, traits and authorisation', () => {
  const {text, ranges} = masked(
    '<c:IDAM R="4">N-1</c:IDAM><NumIdentifiant>285052A004018</NumIdentifiant><Cle>14</Cle><OID>1.2</OID>' +
      '<rs:NomNaissance>X-Y</rs:NomNaissance><ListePrenom>LEA</ListePrenom><rs:Prenom>LEA</rs:Prenom>' +
      '<DateNaissance>1985-05-17</DateNaissance><LieuNaissance>2A004</LieuNaissance><Sexe>F</Sexe>',
  )
  expect(text).not.toMatch(/N-1|285052A004018|>14<|X-Y|LEA|1985|2A004/)
  expect(text).toContain('<OID>1.2</OID>')
  expect(new Set(ranges.map(({what}) => what))).toEqual(new Set(['homologation', 'ins', 'traits']))
})
