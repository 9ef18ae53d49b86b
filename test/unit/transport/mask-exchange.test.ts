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

it('hides the person in texts of INSi, and leaves its codes and published labels', () => {
  const result = (code: string, label: string) =>
    `<n:CodeCR>${code}</n:CodeCR><n:LibelleCR>${label}</n:LibelleCR>`
  const plain = result('01', 'Aucune identite trouvee')
  expect(masked(plain).text).toBe(plain)
  const leaking = result('285052A004018', 'Aucune identite pour ESSAI LEA née le 17/05/1985')
  expect(masked(leaking).text).not.toMatch(/285|ESSAI|LEA|1985/)
  const odd = '<OID>285052A004018</OID><DateDeb>285052A004018</DateDeb><DateFin>2020-01-31</DateFin>'
  expect(masked(odd).text).toBe(
    '<OID>*************</OID><DateDeb>*************</DateDeb><DateFin>2020-01-31</DateFin>',
  )
})

it('hides both texts of a fault of INSi, and what its attributes should not hold', () => {
  const fault = (code: string, severity: string, id: string) =>
    `<s:Text xml:lang="fr">ESSAI né</s:Text><e:Erreur xmlns:e="urn:siram" code="${code}" severite="${severity}" messageID="${id}">tech ESSAI</e:Erreur>`
  const id = 'uuid:6f0f2f3e-0000-4000-8000-000000000004'
  expect(masked(fault('zz_123', 'fatale', id)).text).toBe(
    fault('zz_123', 'fatale', id).replace('ESSAI né', '*********').replace('tech ESSAI', '**********'),
  )
  expect(masked(fault('285052A004018', 'LEA', 'ESSAI')).text).not.toMatch(/285|LEA|ESSAI/)
  const other = '<s:Text xml:lang="fr">refus</s:Text>'
  expect(masked(other).text).toBe(other)
})
