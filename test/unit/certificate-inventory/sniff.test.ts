import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {isCertificateName, sniff} from '../../../src/lib/certificate-inventory/sniff.ts'

const text = (content: string) => Buffer.from(content, 'latin1')
const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'
/** SEQUENCE {SEQUENCE …} of 300 bytes of content. */
const der = Buffer.concat([Buffer.from('3082012c30820128', 'hex'), Buffer.alloc(296)])

describe('the first bytes of a file', () => {
  it.each([
    ['a PEM block', text(pem)],
    ['a PEM block after a description', text(`Bag Attributes\n  localKeyID: 01\n${pem}`)],
    ['a PEM block in UTF-16', Buffer.from(`\uFEFF${pem}`, 'utf16le')],
    ['a DER element', der],
    ['a DER element and an end of line', Buffer.concat([der, text('\r\n')])],
    ['an element of indefinite length', Buffer.from('3080020103', 'hex')],
    ['a JKS store', Buffer.from('feedfeed00000002', 'hex')],
    ['a JCEKS store', Buffer.from('cececece00000002', 'hex')],
    ['base64 alone', text(der.toString('base64'))],
  ])('have %s read on, whatever its name', (_what, head) => {
    expect(sniff(head, head.length, '/srv/photo.jpg')).toBe('read')
  })

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a picture', Buffer.from('89504e470d0a1a0a0000', 'hex')],
    ['a zip archive', text('PK\u0003\u0004 and so on')],
    ['a PDF document', text('%PDF-1.7\n')],
    ['an element longer than its file', der.subarray(0, 100)],
    [
      'a small element before much else',
      Buffer.concat([Buffer.from('3003020101', 'hex'), Buffer.alloc(5000)]),
    ],
    ['a short text', text('Compte rendu fictif\n')],
    ['a text that begins as an element would', text('0123456789 01234567890')],
  ])('have %s passed over', (_what, head) => {
    expect(sniff(head.subarray(0, 4096), head.length, '/srv/file')).toBe('pass')
  })

  it('have a damaged certificate read that bears the name of one', () => {
    expect(sniff(der.subarray(0, 100), 100, '/srv/auth.cer')).toBe('read')
  })

  it('have whatever bears the name of a certificate read: what it is instead is told', () => {
    for (const [head, name] of [
      [Buffer.alloc(0), 'empty.pem'],
      [text('<!DOCTYPE html><html>'), 'page.cer'],
      [Buffer.from('89504e470d0a1a0a0000', 'hex'), 'photo.p12'],
    ] as const)
      expect(sniff(head, head.length, `/srv/${name}`)).toBe('read')
  })

  it('have a text searched further down when it is short enough, and read when named as a certificate', () => {
    const head = text('# settings\n'.repeat(400)).subarray(0, 4096)
    expect(sniff(head, 20_000, '/srv/settings.conf')).toBe('search')
    expect(sniff(head, 20_000_000, '/srv/export.txt')).toBe('pass')
    expect(sniff(head, 20_000_000, '/srv/authorities.pem')).toBe('read')
  })

  it('never make it fail, whatever they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({maxLength: 600}), fc.nat(), (bytes, more) => {
        const head = Buffer.from(bytes)
        expect(['read', 'search', 'pass']).toContain(sniff(head, head.length + more, 'x.pem'))
      }),
    )
  })
})

it('knows the names of certificates and keys, and of those put aside', () => {
  const names = ['a.p12', 'A.PFX', 'a.pem.old', 'a.key~', 'a.crt.bak', 'a.jks']
  expect(names.map(isCertificateName)).toEqual(names.map(() => true))
  expect(['a.txt', 'pem', 'a.pem.gz', 'key'].map(isCertificateName)).toEqual([false, false, false, false])
})
