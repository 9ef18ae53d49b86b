import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {readPlainSettings} from '../../../src/lib/config/plain-settings.ts'
import {readSettingsDocument} from '../../../src/lib/config/settings-document.ts'
import {settings} from '../../../src/lib/profile/settings.ts'

const WRITTEN = `schemaVersion: 1
# a remark
environment: sandbox
trust:
  caFiles: [/etc/dmp/ca.pem, 'C:\\dmp\\l''autre.pem']
structure:
    finessEj: 010000008 # as text
    name: 'CENTRE HOSPITALIER'
certificates:
  auth:
    path: ../keys/auth.p12
    passphrase: {from: file, path: "a b.txt"}

  sign:
    path: https://hote:8443/x
author:
`

describe('the short way to read a plain profile file', () => {
  it('reads what the program writes as the library does', () => {
    const plain = readPlainSettings(WRITTEN)
    expect(plain).toEqual(readSettingsDocument(WRITTEN, 'p.yaml', 'profile'))
    expect(plain?.entries).toHaveLength(7)
  })

  it.each([
    ['another version', WRITTEN.replace('schemaVersion: 1', 'schemaVersion: 0')],
    ['no version', WRITTEN.replace('schemaVersion: 1\n', '')],
    ['an unknown key', `${WRITTEN}nonsense: 1\n`],
    ['the same key twice', `${WRITTEN}environment: test\n`],
    ['Windows line ends', WRITTEN.replaceAll('\n', '\r\n')],
    ['an anchor', WRITTEN.replace('sandbox', '&a sandbox')],
    ['a text over two lines', WRITTEN.replace('sandbox', 'sand\n  box')],
    ['a section as a setting', WRITTEN.replace('author:', 'author: x')],
    ['a sign of remark in quotes', WRITTEN.replace('HOSPITALIER', '# 1')],
    ['a part given twice', WRITTEN.replace('path: "a b.txt"', 'from: env')],
  ])('leaves %s to the library', (_, text) => {
    expect(readPlainSettings(text)).toBeUndefined()
  })

  it('never says anything else than the library', () => {
    const names = settings.flatMap(({key}) => [key, ...key.split('.')])
    const name = fc.constantFrom(...names, 'schemaVersion', 'null', 'x')
    const piece = fc.constantFrom(
      ...[
        'a',
        'é',
        '1',
        '.',
        '-',
        '/',
        ':',
        ' ',
        '#',
        "'",
        '"',
        ',',
        '[',
        ']',
        '{',
        '}',
        '\\',
        '?',
        '!',
        '|',
      ],
      ...[
        ', ',
        ': ',
        ' #',
        "''",
        "'a'",
        '"b"',
        'from',
        'file',
        'null',
        '~',
        '%',
        '@',
        '&a',
        '...',
        '---',
        '\n ',
      ],
    )
    const value = fc.oneof(
      fc.array(piece, {maxLength: 8}).map((parts) => parts.join('')),
      fc.array(piece, {maxLength: 4}).map((parts) => `'${parts.join('').replaceAll("'", "''")}'`),
      fc.array(piece, {maxLength: 4}).map((parts) => `[${parts.join(', ')}]`),
      fc
        .array(fc.tuple(name, piece), {maxLength: 3})
        .map((parts) => `{${parts.map((part) => part.join(': ')).join(', ')}}`),
      fc.constantFrom('', 'sandbox', '[a, b]', '{from: file, path: x}'),
    )
    const line = fc.tuple(fc.constantFrom('', '', '', '  ', '  ', '    ', '   '), name, value)
    const known = fc
      .subarray(settings.map(({key}) => key))
      .chain((keys) => fc.tuple(...keys.map((key) => value.map((text) => `${key}: ${text}`))))
    const text = fc
      .oneof(
        fc
          .array(line, {maxLength: 6})
          .map((lines) => lines.map(([indent, key, raw]) => `${indent}${key}: ${raw}`)),
        known,
      )
      .map((lines) => `schemaVersion: 1\n${lines.join('\n')}\n`)
    let answered = 0
    fc.assert(
      fc.property(text, (given) => {
        const plain = readPlainSettings(given)
        if (!plain) return
        answered++
        expect(readSettingsDocument(given, 'p.yaml', 'profile')).toEqual(plain)
      }),
      {numRuns: 4000},
    )
    expect(answered).toBeGreaterThan(100)
  })
})
