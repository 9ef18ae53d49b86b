import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {readSettingsDocument} from '../../../src/lib/config/settings-document.ts'
import {secretSourceOf} from '../../../src/lib/profile/secret-source.ts'
import type {SettingValue} from '../../../src/lib/profile/setting.ts'
import {settings, variableOf} from '../../../src/lib/profile/settings.ts'
import {expectedForm, readValue} from '../../../src/lib/profile/values.ts'
import {profileText} from '../../../src/lib/profile/write-profile.ts'
import {en} from '../../../src/lib/ui/messages/en.ts'
import {fr} from '../../../src/lib/ui/messages/fr.ts'
import {environments} from './sample-profile.ts'

describe('the table of settings', () => {
  it('describes every setting in both languages and holds no description without a setting', () => {
    const described = new Set(settings.map(({description}) => description))
    const told = (texts: object) => Object.keys(texts).filter((key) => key.startsWith('setting.'))
    expect(told(fr).toSorted()).toEqual([...described].toSorted())
    expect(told(en).toSorted()).toEqual([...described].toSorted())
  })

  it('gives every setting a variable of its own', () => {
    expect(new Set(settings.map(({key}) => variableOf(key))).size).toBe(settings.length)
    expect(variableOf('vihf.authModeName')).toBe('DMP_VIHF_AUTH_MODE_NAME')
    expect(variableOf('schemaPack')).toBe('DMP_SCHEMA_PACK')
  })

  it('never has a key that is also the section of another', () => {
    const sections = settings.flatMap(({key}) =>
      key.split('.').map((_, at, names) => names.slice(0, at).join('.')),
    )
    expect(settings.filter(({key}) => sections.includes(key))).toEqual([])
  })

  it.each(environments)('has defaults that fit their own type in %s', (environment) => {
    const product = {name: 'dmp', version: '1.0'}
    for (const {key, type, default: byDefault} of settings) {
      const value = byDefault?.({environment, product, journalPath: '/j', value: () => undefined})
      if (value === undefined || type.kind === 'duration') continue
      const raw = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
      const empty = typeof raw === 'object' && Object.keys(raw).length === 0
      if (!empty) expect([key, readValue(raw as never, type)]).toEqual([key, value])
      expect(expectedForm(type), key).toMatch(/\S/)
    }
  })
})

/** Some value of a setting's type. */
function anyValue({type}: (typeof settings)[number]): fc.Arbitrary<SettingValue> {
  const oid = fc.array(fc.nat(99_999), {minLength: 1, maxLength: 6}).map((arcs) => `1.2.${arcs.join('.')}`)
  const text = fc
    .string({minLength: 1, maxLength: 40})
    .filter((value) => readValue(value, {kind: 'text'}) === value)
  switch (type.kind) {
    case 'text':
      return type.pattern
        ? fc.stringMatching(type.pattern).filter((value) => readValue(value, type) === value)
        : text
    case 'choice':
      return fc.constantFrom(...type.values)
    case 'number':
      return fc.integer({min: Math.ceil(type.min), max: type.max})
    case 'boolean':
      return fc.boolean()
    case 'duration':
      return fc.integer({min: 1, max: 86_400_000})
    case 'path':
      return text
    case 'journal':
      return fc.oneof(
        text.filter((path) => readValue(path, type) === path),
        fc.constantFrom('postgres://dmp@db.example/dmp', 'postgresql://dmp@localhost/dmp?host=/run/pg'),
      )
    case 'paths':
      return fc.array(text, {maxLength: 3})
    case 'url':
      return fc.webUrl().map((url) =>
        url
          .replace(/^http:/, 'https:')
          .replace(/[?#].*$/, '')
          .replace(/\/+$/, ''),
      )
    case 'oid':
      return oid
    case 'oids':
      return fc.array(oid, {minLength: 1, maxLength: 3})
    case 'oid-map':
      return fc.dictionary(oid, oid, {minKeys: 1, maxKeys: 3, noNullPrototype: true})
    case 'secret':
      return fc
        .oneof(
          fc.constantFrom('prompt', 'none'),
          text.map((path) => `file:${path}`),
          fc.integer({min: 3, max: 99}).map((fd) => `fd:${fd}`),
          fc.array(text, {minLength: 1, maxLength: 3}).map((command) => ({from: 'command', command})),
        )
        .map((raw) => secretSourceOf(raw) ?? {from: 'none'})
  }
}

it('writes any profile so that it reads back the same', () => {
  const profile = fc.record(Object.fromEntries(settings.map((setting) => [setting.key, anyValue(setting)])), {
    requiredKeys: [],
    noNullPrototype: true,
  })
  fc.assert(
    fc.property(profile, (stated) => {
      const values = new Map(Object.entries(stated).filter(([, value]) => value !== undefined)) as Map<
        string,
        SettingValue
      >
      const {entries} = readSettingsDocument(profileText(values), 'p.yaml', 'profile')
      const types = new Map(settings.map(({key, type}) => [key, type]))
      const back = entries.map(({key, raw}) => [key, readValue(raw, types.get(key) ?? {kind: 'text'})])
      expect(Object.fromEntries(back)).toEqual(Object.fromEntries(values))
    }),
    {numRuns: 200},
  )
})
