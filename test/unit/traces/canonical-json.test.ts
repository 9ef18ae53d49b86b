import fc from 'fast-check'
import {expect, it} from 'vitest'
import {canonicalJson} from '../../../src/lib/traces/canonical-json.ts'

/** Written member by member, as RFC 8785 §3.2 says. */
function plainly(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(plainly).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${plainly(member)}`).join(',')}}`
}

it('writes any value as member by member, names that are whole numbers among them', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(canonicalJson(value)).toBe(plainly(value))
    }),
  )
  expect(canonicalJson({'a\nb': 1, c: 2})).toBe('{"a\\nb":1,"c":2}')
  expect(canonicalJson({a: 1, 'b\nc': 2})).toBe('{"a":1,"b\\nc":2}')
  expect(canonicalJson({b: 1, 10: 2, 9: {c: undefined, a: [undefined, {2: 1, 10: 2}]}})).toBe(
    '{"10":2,"9":{"a":[null,{"10":2,"2":1}]},"b":1}',
  )
})

it('keeps a member called __proto__', () => {
  expect(canonicalJson(JSON.parse('{"b":1,"__proto__":{"a":1}}'))).toBe('{"__proto__":{"a":1},"b":1}')
})

it.each([Number.NaN, Number.POSITIVE_INFINITY, 1n, () => 1, [{a: Number.NaN}]])('refuses %s', (value) => {
  expect(() => canonicalJson({value})).toThrow(TypeError)
})
