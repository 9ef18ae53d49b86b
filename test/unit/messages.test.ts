import {expect, it} from 'vitest'
import {errorCatalogue} from '../../src/lib/errors/catalogue.ts'
import {en} from '../../src/lib/ui/messages/en.ts'
import {fr} from '../../src/lib/ui/messages/fr.ts'

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()

it('says everything in both languages', () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(fr).sort())
})

it('uses the same placeholders in both languages', () => {
  for (const key of Object.keys(fr))
    expect([key, placeholders(en[key] ?? '')]).toEqual([key, placeholders(fr[key] ?? '')])
})

it('gives every error its three sentences', () => {
  for (const code of Object.keys(errorCatalogue)) {
    for (const part of ['what', 'why', 'todo'])
      expect(fr[`error.${code}.${part}`], `${code}.${part}`).toMatch(/\S/)
  }
})

it('has sentences only for errors that exist', () => {
  const told = Object.keys(fr).flatMap((key) => key.match(/^error\.(DMP_\w+)\./)?.[1] ?? [])
  expect([...new Set(told)].filter((code) => !(code in errorCatalogue))).toEqual([])
})
