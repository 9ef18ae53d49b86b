import {afterAll, beforeAll, expect, it} from 'vitest'
import {
  cardHolderName,
  cardIssuerName,
  holderName,
  issuerName,
  nameOfPerson,
  namesPerson,
} from '../../../src/lib/pki/holder.ts'
import {describeWith} from '../../support/requires.ts'
import {authUse, type Issued, TestPki, testSigns} from '../../support/test-keys.ts'

describeWith([{program: 'openssl', package: 'openssl'}], 'the holder of a certificate', () => {
  let pki: TestPki
  let auth: Issued
  beforeAll(() => {
    pki = new TestPki()
    auth = pki.leaf('AUTH')
  })
  afterAll(() => pki.remove())
  const named = (subject: string) =>
    pki.leaf(`n${subject.length}`, {subject, keyOf: auth, extensions: [...authUse, ...testSigns]}).certificate

  it.each([
    ['/C=FR/O=GIP-CPS/OU=75/CN=Camille ESSAI', true],
    ['/C=FR/O=GIP-CPS/OU=75/CN=serveur.exemple.test', false],
    ['/C=FR/O=DMP ESSAI/CN=899700000001', true],
    ['/C=FR/O=DMP ESSAI/SN=ESSAI/GN=Camille/CN=x', true],
    ['/C=FR/O=DMP ESSAI/OU=10B0000014/CN=DMP AUTH', false],
    ['/C=FR/CN=DUPONT Jean-Michel', true],
    ['/C=FR/CN=serveur-exemple', false],
  ])('(%s) is a person: %s', (subject, person) => {
    const certificate = named(subject)
    expect(namesPerson(certificate)).toBe(person)
    expect(holderName(certificate).includes('…')).toBe(person)
    expect(holderName(certificate, true)).not.toContain('…')
    const own = {...certificate, issuer: certificate.subject}
    expect(issuerName(own).includes('…')).toBe(person)
    // a request does not tell who will sign it: there the name alone counts
    if (!subject.includes('GIP-CPS')) expect(nameOfPerson(certificate.subject)).toBe(person)
  })

  it('is told of a card by country and profession alone, its issuer where that is an organisation', () => {
    const card = named('/C=FR/title=Médecin/O=Cabinet ESSAI/OU=Dr ESSAI/CN=ESSAI')
    expect(cardHolderName(card)).toBe('C=FR, title=Médecin, O=…, OU=…, CN=…')
    expect(cardHolderName(card, true)).toContain('CN=ESSAI')
    expect(cardIssuerName(card)).toBe(card.issuer.commonName)
    for (const issuer of [card.subject, named('/C=FR/CN=ESSAI Camille').subject]) {
      expect(cardIssuerName({...card, issuer})).not.toContain('ESSAI')
      expect(cardIssuerName({...card, issuer}, true)).toContain('ESSAI')
    }
  })
})
