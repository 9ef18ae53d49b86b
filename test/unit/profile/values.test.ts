import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {durationMs, durationText} from '../../../src/lib/profile/duration.ts'
import {secretSourceOf} from '../../../src/lib/profile/secret-source.ts'
import type {RawValue, SettingType} from '../../../src/lib/profile/setting.ts'
import {expectedForm, readValue} from '../../../src/lib/profile/values.ts'

const https: SettingType = {kind: 'url', schemes: ['https']}

describe('a value', () => {
  it.each<[string, SettingType, RawValue, unknown]>([
    ['a number in range', {kind: 'number', min: 0, max: 4, integer: false}, '2.5', 2.5],
    ['true', {kind: 'boolean'}, 'true', true],
    ['a duration', {kind: 'duration'}, '15d', 1_296_000_000],
    ['a URL, without its last slash', https, 'https://dmp.example/services/', 'https://dmp.example/services'],
    ['a list of OIDs', {kind: 'oids'}, ['1.2.3', '.8'], ['1.2.3', '1.2.250.1.213.1.4.8']],
    [
      'a list of OIDs from a variable',
      {kind: 'oids'},
      '.8, .9',
      ['1.2.250.1.213.1.4.8', '1.2.250.1.213.1.4.9'],
    ],
    ['a mapping', {kind: 'oid-map'}, {'.8': '.10'}, {'1.2.250.1.213.1.4.8': '1.2.250.1.213.1.4.10'}],
    [
      'a mapping from a variable',
      {kind: 'oid-map'},
      '.8=.10',
      {'1.2.250.1.213.1.4.8': '1.2.250.1.213.1.4.10'},
    ],
    ['text with a leading zero', {kind: 'text'}, '0750', '0750'],
  ])('understands %s', (_, type, raw, value) => {
    expect(readValue(raw, type)).toEqual(value)
  })

  it.each<[string, SettingType, RawValue]>([
    ['a number out of range', {kind: 'number', min: 0, max: 4, integer: false}, '5'],
    ['a number that is none', {kind: 'number', min: 0, max: 4, integer: false}, '0x2'],
    ['a fraction where whole numbers are wanted', {kind: 'number', min: 0, max: 4, integer: true}, '1.5'],
    ['another word for true', {kind: 'boolean'}, 'yes'],
    ['a duration without a unit', {kind: 'duration'}, '30'],
    ['a duration of nothing', {kind: 'duration'}, '0s'],
    ['a URL in clear', https, 'http://dmp.example'],
    ['a URL with a password', https, 'https://user:secret@dmp.example'],
    ['a URL with a query', https, 'https://dmp.example/?a=b'],
    ['an OID with a leading zero', {kind: 'oid'}, '1.02.3'],
    ['an empty list of OIDs', {kind: 'oids'}, []],
    ['a mapping to several', {kind: 'oid-map'}, {'.8': ['.10', '.11']}],
    ['a list where one text is wanted', {kind: 'text'}, ['a']],
    ['a map where one text is wanted', {kind: 'text'}, {a: 'b'}],
    ['an empty text', {kind: 'text'}, '  '],
    ['a text with a line break', {kind: 'text'}, 'a\nb'],
  ])('refuses %s', (_, type, raw) => {
    expect(readValue(raw, type)).toBeUndefined()
    expect(expectedForm(type)).toMatch(/\S/)
  })
})

describe('a reference to a secret', () => {
  it.each<[RawValue, unknown]>([
    ['prompt', {from: 'prompt'}],
    ['none', {from: 'none'}],
    ['file:/etc/dmp/passphrase', {from: 'file', path: '/etc/dmp/passphrase'}],
    ['file:C:\\dmp\\passphrase', {from: 'file', path: 'C:\\dmp\\passphrase'}],
    ['fd:3', {from: 'fd', fd: 3}],
    ['command:["pass","show","dmp"]', {from: 'command', command: ['pass', 'show', 'dmp']}],
    [{from: 'prompt'}, {from: 'prompt'}],
    [
      {from: 'file', path: 'p'},
      {from: 'file', path: 'p'},
    ],
    [
      {from: 'fd', fd: '4'},
      {from: 'fd', fd: 4},
    ],
    [
      {from: 'command', command: ['pass', 'dmp']},
      {from: 'command', command: ['pass', 'dmp']},
    ],
  ])('is read from %j', (raw, source) => {
    expect(secretSourceOf(raw)).toEqual(source)
  })

  it.each<[RawValue]>([
    ['hunter2'],
    ['Prompt'],
    ['file:'],
    ['fd:0'],
    ['fd:2'],
    ['fd:x'],
    ['command:pass show'],
    ['command:[]'],
    ['command:[""]'],
    ['command:[1]'],
    [{from: 'file'}],
    [{from: 'file', path: 'p', passphrase: 'x'}],
    [{from: 'value', value: 'hunter2'}],
    [{from: 'command', command: 'pass show'}],
    [['prompt']],
  ])('is never %j', (raw) => {
    expect(secretSourceOf(raw)).toBeUndefined()
  })
})

it('writes every duration in a form that reads as the same one', () => {
  fc.assert(
    fc.property(fc.integer({min: 1, max: 60 * 86_400_000}), (ms) => {
      expect(durationMs(durationText(ms))).toBe(ms)
    }),
  )
})
