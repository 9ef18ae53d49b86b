import fc from 'fast-check'
import {expect, it} from 'vitest'
import {readDer} from '../../../src/lib/pki/der.ts'
import {oidValue, smallInteger} from '../../../src/lib/pki/der-values.ts'
import {derInteger, derOctets, derOid, derSequence, derTagged} from '../../../src/lib/pki/der-writer.ts'

it('writes lengths in their shortest form, as the strict reader asks', () => {
  fc.assert(
    fc.property(fc.uint8Array({maxLength: 70_000, size: 'max'}), (content) => {
      const {children} = readDer(derSequence(derTagged(0, derOctets(content))))
      expect(Buffer.from(children[0]?.children[0]?.content ?? []).equals(Buffer.from(content))).toBe(true)
    }),
    {numRuns: 40},
  )
})

it('writes numbers that read as themselves and never as negative', () => {
  fc.assert(
    fc.property(fc.integer({min: 0, max: 0x7fffffff}), (value) => {
      const node = readDer(derInteger(value))
      expect(smallInteger(node)).toBe(value)
      expect((node.content[0] ?? 0) < 0x80).toBe(true)
    }),
  )
})

it('writes object identifiers that read as themselves', () => {
  const arc = fc.integer({min: 0, max: 2 ** 40})
  fc.assert(
    fc.property(fc.constantFrom('1.2', '2.16', '0.9', '1.3'), fc.array(arc, {minLength: 1}), (top, arcs) => {
      const oid = [top, ...arcs].join('.')
      expect(oidValue(readDer(derOid(oid)))).toBe(oid)
    }),
  )
})
