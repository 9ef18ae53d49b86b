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
