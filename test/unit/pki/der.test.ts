import fc from 'fast-check'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import {readCertificate} from '../../../src/lib/pki/certificate.ts'
import {DerError, readDer} from '../../../src/lib/pki/der.ts'
import {describeWith} from '../../support/requires.ts'
import {element, indefinite, TestPki} from '../../support/test-keys.ts'

const bytes = (...values: number[]) => Uint8Array.from(values)

describe('the DER reader', () => {
  it.each([
    ['nothing', bytes(), 'empty'],
    ['a tag alone', bytes(0x30), 'truncated'],
    ['less than announced', bytes(0x04, 0x02, 0x00), 'truncated'],
    ['more than announced', bytes(0x04, 0x01, 0x00, 0x00), 'trailing-bytes'],
    ['a child larger than its parent', bytes(0x30, 0x02, 0x04, 0x05), 'truncated'],
    ['a long length for a short value', bytes(0x04, 0x81, 0x01, 0x00), 'length-not-minimal'],
    ['a length of five bytes', bytes(0x04, 0x85, 1, 1, 1, 1, 1), 'length-too-long'],
    ['an indefinite length', bytes(0x30, 0x80, 0x00, 0x00), 'indefinite-length'],
    ['a tag number above 30', bytes(0x1f, 0x81, 0x00), 'tag-too-long'],
  ])('refuses %s', (_, input, problem) => {
    expect(() => readDer(input)).toThrowError(expect.objectContaining({problem}))
  })

  it('refuses elements nested without end', () => {
    let nested = element(0x04)
    for (let depth = 0; depth < 60; depth++) nested = element(0x30, nested)
    expect(() => readDer(nested)).toThrowError(expect.objectContaining({problem: 'too-deep'}))
  })

  it('refuses too many elements', () => {
    const many = Buffer.alloc(65_000, Buffer.from([0x05, 0x00]))
    expect(() =>
      readDer(element(0x30, element(0x30, many.subarray(0, 60_000)), many.subarray(0, 4))),
    ).not.toThrow()
    const more = Buffer.concat([
      bytes(0x30, 0x83, 0x03, 0x00, 0x00),
      Buffer.alloc(0x30000, Buffer.from([0x05, 0x00])),
    ])
    expect(() => readDer(more)).toThrowError(expect.objectContaining({problem: 'too-many-elements'}))
  })

  it('reads indefinite lengths when told that the file may be BER', () => {
    const node = readDer(indefinite(0x30, indefinite(0x24, element(0x04, bytes(1))), element(0x05)), {
      ber: true,
    })
    expect(node.children).toHaveLength(2)
    expect(node.children[0]?.children[0]?.raw).toEqual(Buffer.from([4, 1, 1]))
  })

  it('refuses an indefinite length without an end', () => {
    expect(() => readDer(bytes(0x30, 0x80, 0x05, 0x00), {ber: true})).toThrowError(DerError)
  })

  it('ends with an element or a DerError on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({maxLength: 300}), fc.boolean(), (input, ber) => {
        try {
          expect(readDer(input, {ber}).raw.length).toBe(input.length)
        } catch (error) {
          expect(error).toBeInstanceOf(DerError)
        }
      }),
      {numRuns: 2_000},
    )
  })
})

describeWith([{program: 'openssl', package: 'openssl'}], 'a damaged certificate', () => {
  let pki: TestPki
  let der: Uint8Array
  beforeAll(() => {
    pki = new TestPki()
    der = pki.leaf('AUTH').der
  })
  afterAll(() => pki.remove())

  it('is refused with its name wherever it is cut', () => {
    for (let size = 0; size < der.length; size++)
      expect(() => readCertificate(der.subarray(0, size), 'a.cer')).toThrowError(
        expect.objectContaining({
          code: 'DMP_KEY_FILE_UNREADABLE',
          params: expect.objectContaining({path: 'a.cer'}),
        }),
      )
  })

  it('gives facts or that error whatever byte is changed', () => {
    fc.assert(
      fc.property(fc.nat({max: der.length - 1}), fc.nat({max: 255}), (at, value) => {
        const damaged = Uint8Array.from(der)
        damaged[at] = value
        try {
          readCertificate(damaged)
        } catch (error) {
          expect(error).toBeInstanceOf(DmpError)
        }
      }),
      {numRuns: 3_000},
    )
  })
})
