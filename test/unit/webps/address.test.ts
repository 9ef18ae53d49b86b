import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {matriculeKey, parseMatricule} from '../../../src/lib/ins/matricule.ts'
import {contextualAddress, readWebpsBase} from '../../../src/lib/webps/contextual-address.ts'
import {type WebpsPage, webpsPageOf, webpsPages} from '../../../src/lib/webps/pages.ts'

const corsican = parseMatricule(`260052A999001${matriculeKey('260052A999001')}`)
const matricule = parseMatricule(`2600599999001${matriculeKey('2600599999001')}`)
const page = (name: string) => webpsPageOf(name) as WebpsPage

describe('pages of the Web-PS', () => {
  it.each([
    ['HistoriqueAcces', 'HistoriqueAcces'],
    ['historiqueacces', 'HistoriqueAcces'],
    ['Historique des accès', 'HistoriqueAcces'],
    ['volontés et droits', 'VolontesEtDroits'],
    ['tableau-de-bord', 'TableauDeBord'],
    ['TABLEAUDEBORD', 'TableauDeBord'],
    ['gestion DMP patient', 'GestionDMPPatient'],
    ['paramétrages', 'Parametrages'],
    ['parcours de soins', 'ParcoursDeSoins'],
    ['carnet de vaccination', 'CarnetVaccination'],
  ])('finds %s', (words, name) => expect(webpsPageOf(words)?.name).toBe(name))

  it.each(['', ' ', 'Historique', 'de la', '../Documents', `Documents/${matricule}`, 'x'.repeat(100_000)])(
    'guesses nothing of %j',
    (words) => expect(webpsPageOf(words)).toBeUndefined(),
  )
})

describe('address of the contextual access', () => {
  it('is the page below AccesDirect, then the INS', () => {
    expect(contextualAddress('https://web-ps.example', page('HistoriqueAcces'), matricule)).toEqual({
      address: `https://web-ps.example/AccesDirect/HistoriqueAcces/${matricule}`,
      masked: 'https://web-ps.example/AccesDirect/HistoriqueAcces/26005**********',
      host: 'web-ps.example',
    })
    expect(contextualAddress('https://h:8443', page('Documents'), corsican).address).toBe(
      `https://h:8443/AccesDirect/Documents/${corsican}`,
    )
  })

  it('names a patient where the page takes one, and there alone', () => {
    for (const one of webpsPages) {
      const alone = () => contextualAddress('https://h', one)
      const named = () => contextualAddress('https://h', one, matricule)
      if (one.patient === 'required') expect(alone).toThrow('required')
      else expect(alone().address).toBe(`https://h/AccesDirect/${one.name}`)
      if (one.patient === 'none') expect(named).toThrow('none')
      else expect(named().masked).not.toContain(matricule.slice(5))
    }
  })

  it.each([
    ['https://web-ps.example', 'https://web-ps.example'],
    ['https://WEB-PS.example/', 'https://web-ps.example'],
    [' https://web-ps.example:443/AccesDirect/ ', 'https://web-ps.example'],
    ['https://[::1]:8443/AccesDirect', 'https://[::1]:8443'],
  ])('reads the base %j', (text, origin) => expect(readWebpsBase(text)).toBe(origin))

  it.each([
    ['', 'url'],
    ['web-ps.example', 'url'],
    ['https://', 'url'],
    ['https://a b', 'url'],
    ['https://a\\@b', 'url'],
    ['https://a\u0000', 'url'],
    ['https://a\nb', 'url'],
    ['http://web-ps.example', 'https'],
    ['javascript:alert(1)', 'https'],
    ['file:///etc/passwd', 'https'],
    ['https://me:secret@web-ps.example', 'user'],
    ['https://web-ps.example?', 'query'],
    ['https://web-ps.example/AccesDirect#a', 'query'],
    ['https://web-ps.example/si-dmp-server/v2/services', 'path'],
    [`https://web-ps.example/AccesDirect/Documents/${matricule}`, 'path'],
  ])('refuses the base %j: %s', (text, reason) => {
    expect(() => readWebpsBase(text)).toThrow(
      expect.objectContaining({code: 'DMP_WEBPS_ADDRESS', params: {case: 'form', reason}}),
    )
  })

  it('gives of any text an origin of https alone, or refuses it by its code', () => {
    const text = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.string().map((end) => `https://h${end}`),
    )
    fc.assert(
      fc.property(text, (given) => {
        try {
          const {address} = contextualAddress(readWebpsBase(given), page('Documents'), matricule)
          const {protocol, username, search, hash, pathname} = new URL(address)
          return (
            `${protocol}${username}${search}${hash}${pathname}` ===
            `https:/AccesDirect/Documents/${matricule}`
          )
        } catch (error) {
          return (error as {code?: string}).code === 'DMP_WEBPS_ADDRESS'
        }
      }),
    )
  })
})
