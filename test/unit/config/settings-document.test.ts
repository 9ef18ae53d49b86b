import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {readSettingsDocument} from '../../../src/lib/config/settings-document.ts'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import {settings} from '../../../src/lib/profile/settings.ts'
import {MINIMAL} from './profile-folder.ts'

const read = (text: string, kind: 'profile' | 'project' = 'profile') =>
  readSettingsDocument(text, 'p.yaml', kind)

function errorOf(text: string, kind: 'profile' | 'project' = 'profile'): DmpError {
  try {
    read(text, kind)
  } catch (error) {
    if (error instanceof DmpError) return error
    throw error
  }
  throw new Error('was accepted')
}

describe('a profile file', () => {
  it('gives each setting with its line, as text', () => {
    const {entries} = read(MINIMAL)
    expect(entries.find(({key}) => key === 'structure.finessEj')).toEqual({
      key: 'structure.finessEj',
      raw: '010000008',
      line: 6,
    })
    expect(entries.find(({key}) => key === 'certificates.sign.passphrase')).toMatchObject({
      raw: 'file:../keys/passphrase',
      line: 14,
    })
  })

  it('keeps numbers as they are written', () => {
    const {entries} = read(
      'schemaVersion: 1\nstructure:\n  finessEj: 010000008\n  siret: 07501234567890\nvihf: {version: 3.0}\n',
    )
    expect(entries.map(({raw}) => raw)).toEqual(['010000008', '07501234567890', '3.0'])
  })

  it('may be empty, hold comments, empty sections and Windows line ends', () => {
    expect(read('').entries).toEqual([])
    expect(read('# nothing\n').entries).toEqual([])
    expect(read('schemaVersion: 1\r\ncontacts:\r\nenvironment: test\r\n').entries).toEqual([
      {key: 'environment', raw: 'test', line: 3},
    ])
  })

  it.each([
    ['vihf:\n  versoin: 3.0', 'vihf.versoin', 2, 'vihf.version'],
    ['structure:\n  name: x\n  finesEj: 1', 'structure.finesEj', 3, 'structure.finessEj'],
    ['Environment: test', 'Environment', 1, 'environment'],
    ['limits:\n  oidRoot: 1', 'limits.oidRoot', 2, 'ids.oidRoot'],
    ['ids:\n  totallyDifferentThing: 1', 'ids.totallyDifferentThing', 2, '–'],
    ['<<: {a: b}', '<<', 1, '–'],
  ])('with an unknown key is refused: %j', (text, key, line, nearest) => {
    const error = errorOf(`${text}\n`)
    expect(error.code).toBe('DMP_PROFILE_KEY_UNKNOWN')
    expect(error.params).toEqual({file: 'p.yaml', line, key, nearest})
  })

  it.each([
    ['an anchor', 'environment: &a test\n', 1],
    ['an alias', 'environment: test\nstructure: *a\n', 2],
    ['a tag', 'environment: test\nvihf:\n  version: !!str 3.0\n', 3],
    ['the same key twice', 'environment: test\nenvironment: sandbox\n', 2],
    ['the same key in two notations', 'vihf: {version: 3.0}\nvihf.version: 4.0\n', 2],
    ['two documents', 'environment: test\n---\nenvironment: test\n', 2],
    ['an open quote', 'environment: "test\n', 1],
    ['a list at its top', '- environment\n', 1],
    ['a tab as indentation', 'vihf:\n\tversion: 3.0\n', 2],
    ['thousands of levels', '['.repeat(20_000), 1],
  ])('with %s is refused with its line', (_, text, line) => {
    const error = errorOf(text)
    expect(error.code).toBe('DMP_PROFILE_SYNTAX')
    expect(error.params['file']).toBe('p.yaml')
    expect(Number(error.params['line'])).toBeGreaterThanOrEqual(line)
    expect(Number(error.params['line'])).toBeLessThanOrEqual(line + 1)
  })

  it.each([
    ['a section that is one word', 'vihf: 3.0\n', 'vihf'],
    ['a list of lists', 'ins:\n  allowedOids: [[a]]\n', 'ins.allowedOids'],
    ['a version that is no number', 'schemaVersion: one\n', 'schemaVersion'],
  ])('with %s is refused with its key', (_, text, key) => {
    const error = errorOf(text)
    expect(error.code).toBe('DMP_PROFILE_INVALID')
    expect(error.params['key']).toBe(key)
  })

  it('of a newer version is refused, whatever it holds', () => {
    const error = errorOf('schemaVersion: 2\nsomethingNew: x\n')
    expect(error.code).toBe('DMP_PROFILE_NEWER')
    expect(error.params).toEqual({file: 'p.yaml', version: 2, supported: 1})
  })

  it('of version 0 becomes one of version 1', () => {
    const text = readFileSync(join(import.meta.dirname, '../profile/samples/version-0.yaml'), 'utf8')
    const {entries, migrated} = read(text)
    expect(Object.fromEntries(entries.map(({key, raw}) => [key, raw]))).toMatchObject({
      environment: 'production',
      'endpoints.base': 'https://dmp.example.invalid/si-dmp-server/v2/services',
      'structure.finessEj': '010000008',
      'structure.finessEg': '010000016',
      'lps.homologation': 'file:homologation',
      'ids.oidRoot': '1.2.250.1.999.1',
    })
    expect(migrated).toEqual([
      'environment: prod → production',
      'endpoint → endpoints.base',
      'structure.finess → structure.finessEj',
      'structure.site → structure.finessEg',
      'lps.homologationNumber → lps.homologation',
      'oidRoot → ids.oidRoot',
    ])
  })

  it('of version 1 knows no key of version 0', () => {
    expect(errorOf('schemaVersion: 1\nendpoint: https://x\n').code).toBe('DMP_PROFILE_KEY_UNKNOWN')
  })
})

describe('a project file', () => {
  it('selects a profile beside its settings', () => {
    expect(read('profile: essai\nvihf: {version: 4.0}\n', 'project')).toMatchObject({
      profile: 'essai',
      entries: [{key: 'vihf.version', raw: '4.0', line: 2}],
    })
  })

  it('has no schema version, a profile file selects no profile', () => {
    expect(errorOf('schemaVersion: 1\n', 'project').code).toBe('DMP_PROFILE_KEY_UNKNOWN')
    expect(errorOf('profile: essai\n').code).toBe('DMP_PROFILE_KEY_UNKNOWN')
  })
})

describe('any text at all', () => {
  const words = fc.constantFrom(
    ...settings.flatMap(({key}) => key.split('.')),
    ...[
      'schemaVersion',
      'profile',
      '&a',
      '*a',
      '!!int',
      '<<',
      '- ',
      ': ',
      '\n',
      '\n  ',
      '\t',
      '{',
      '}',
      '[',
      ']',
      '"',
      "'",
      '|',
      '>',
      '%YAML 1.1\n',
      '---\n',
      '#',
      '\u0000',
      '0x1F',
      '~',
    ],
  )
  const texts = fc.oneof(
    fc.string({unit: 'binary', maxLength: 200}),
    fc.array(words, {maxLength: 60}).map((parts) => parts.join('')),
  )

  it('is read, or refused with a line of the file', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom('profile' as const, 'project' as const), (text, kind) => {
        const lines = text.split(/\r\n|\r|\n/).length
        try {
          for (const {line} of read(text, kind).entries) expect(line).toBeGreaterThan(0)
        } catch (error) {
          if (!(error instanceof DmpError)) throw error
          expect(error.code).toMatch(/^DMP_PROFILE_/)
          if (error.code === 'DMP_PROFILE_NEWER') return
          expect(error.params['file']).toBe('p.yaml')
          expect(Number(error.params['line'])).toBeGreaterThanOrEqual(1)
          expect(Number(error.params['line'])).toBeLessThanOrEqual(lines)
        }
      }),
      {numRuns: 2000},
    )
  })
})
