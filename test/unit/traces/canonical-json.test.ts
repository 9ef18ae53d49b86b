import fc from 'fast-check'
import {expect, it} from 'vitest'
import {canonicalJson} from '../../../src/lib/traces/canonical-json.ts'

/** RFC 8785 once more, as plainly as it can be said. */
function plainly(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(plainly).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const names = Object.keys(value).sort()
  return `{${names.map((name) => `${JSON.stringify(name)}:${plainly(Reflect.get(value, name))}`).join()}}`
}

const names = fc.oneof(
  fc.string({maxLength: 3}),
  fc.constantFrom('a', 'b', 'a\nb', '1', '__proto__', 'é', '😀', '\uffff'),
)
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    {depthSize: 'small'},
    fc.string(),
    fc.double({noNaN: true, noDefaultInfinity: true}).map((number) => number + 0),
    fc.constantFrom(null, true, 0, -1, 1e21),
    fc.array(tie('any'), {maxLength: 3}),
    fc.array(fc.tuple(names, tie('any')), {maxLength: 4}).map((members) => Object.fromEntries(members)),
  ),
})).any

it('writes any value in the one way there is, whatever was written before', () => {
  fc.assert(
    fc.property(value, (any) => {
      expect(canonicalJson(any)).toBe(plainly(any))
    }),
    {numRuns: 1000},
  )
})

it('tells names apart that only differ in how they are cut', () => {
  for (const one of [{a: 1, b: 2}, {'a\nb': 3}, {a: 1, b: 2}]) expect(canonicalJson(one)).toBe(plainly(one))
})
