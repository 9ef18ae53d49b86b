import {generateKeyPairSync} from 'node:crypto'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {redact} from '../../../src/lib/log/redact.ts'

describe('a text for a log or a dump', () => {
  it.each(['279035121518989', '2790351215189', '2 79 03 51 215 189 89', '279032A21518989'])(
    'hides the INS %s',
    (ins) => {
      expect(redact(`patient ${ins}.`)).toBe('patient •••.')
      expect(redact(`<v>${ins}^^^&amp;1.2.250.1.213.1.4.10</v>`)).toBe(
        '<v>•••^^^&amp;1.2.250.1.213.1.4.10</v>',
      )
    },
  )

  it('leaves OIDs, dates, hashes and serial numbers alone', () => {
    const text =
      '1.2.250.1.213.1.4.10 2.25.279035121518989123 20260105090000 9c77279035121518989a DMP_KEY_FILE_EXPOSED 279035121518989123456'
    expect(redact(text)).toBe(text)
  })

  it('hides private keys and assertions, also when cut off', () => {
    const {privateKey} = generateKeyPairSync('rsa', {modulusLength: 2048})
    const pem = privateKey.export({format: 'pem', type: 'pkcs8'}).toString()
    expect(redact(`a\n${pem}b`)).toBe('a\n[private key •••]\nb')
    expect(redact(`a\n${pem.slice(0, 200)}`)).toBe('a\n[private key •••]')
    expect(redact('<x><saml2:Assertion ID="_1"><a/></saml2:Assertion></x>')).toBe('<x>[assertion •••]</x>')
    expect(redact('<x><Assertion ID="_1"><a>')).toBe('<x>[assertion •••]')
    expect(redact('<AssertionConsumer/>')).toBe('<AssertionConsumer/>')
  })

  it('hides the homologation number, wherever the VIHF or a message states it', () => {
    const attribute =
      '<saml:Attribute Name="LPS_ID_HOMOLOGATION_DMP"><saml:AttributeValue>ABC-1234</saml:AttributeValue>'
    expect(redact(attribute)).toBe(attribute.replace('ABC-1234', '•••'))
    expect(redact('LPS_ID_HOMOLOGATION_DMP=ABC-1234 next')).toBe('LPS_ID_HOMOLOGATION_DMP=••• next')
  })

  it('hides traits of XDS slots and of a CDA header, and keeps their names', () => {
    expect(redact('<rim:Value>PID-5|EXEMPLE^ADELE</rim:Value>')).toBe('<rim:Value>PID-5|•••</rim:Value>')
    expect(redact('<given>ADELE</given><family qualifier="BR">EXEMPLE</family>')).toBe(
      '<given>•••</given><family qualifier="BR">•••</family>',
    )
    expect(redact('<birthTime value="19650512"/>')).toBe('<birthTime value="•••"/>')
    expect(redact('<givenName>kept</givenName>')).toBe('<givenName>kept</givenName>')
  })

  it('hides every secret given, in each form that it takes in a message', () => {
    fc.assert(
      fc.property(fc.string({minLength: 4, maxLength: 30}), (secret) => {
        const xml = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
        for (const form of [secret, JSON.stringify(secret).slice(1, -1), xml, encodeURIComponent(secret)]) {
          const safe = redact(`[[${form}]]`, [secret])
          expect(safe).toBe('[[•••]]')
        }
      }),
    )
  })

  it('does not blank out words with a secret too short to be one', () => {
    expect(redact('abc', ['a', ''])).toBe('abc')
  })
})
