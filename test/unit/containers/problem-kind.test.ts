import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {isDamage, isForeign, problemKind} from '../../../src/lib/containers/problem-kind.ts'
import {partWords, problemWords} from '../../../src/lib/ui/cert/problem-words.ts'
import {translator} from '../../../src/lib/ui/translate.ts'
import {projectRoot} from '../../support/program.ts'

const languages = ['fr', 'en'] as const

/** Every code that the sources write, whatever stands in its place holders. */
function codes(): readonly string[] {
  const folders = ['containers', 'certificate-sources', 'pki', 'usecases/cert']
  const files = folders.flatMap((folder) =>
    readdirSync(join(projectRoot, 'src/lib', folder), {recursive: true, encoding: 'utf8'})
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(projectRoot, 'src/lib', folder, name), 'utf8')),
  )
  const found = new Set<string>()
  for (const text of files) {
    for (const [, code = ''] of text.matchAll(
      /(?:unreadableSource\(\w+, |\.problem\([^,]+, )['`]([^'`]+)['`]/g,
    ))
      found.add(code)
    for (const [, code = ''] of text.matchAll(/['`](java:[^'`]+)['`]/g)) found.add(code)
    for (const [, code = ''] of text.matchAll(/new DerError\('([a-z-]+)'/g)) {
      found.add(`asn1:${code}@7`)
      found.add(`x509:${code}@7`)
    }
    for (const [, code = ''] of text.matchAll(
      /UNREADABLE', \{\s*params: \{source\w*(?:: \w+)?, problem: '([^']+)'/g,
    ))
      found.add(code)
  }
  return [...found]
    .filter((code) => !code.startsWith('asn1:$'))
    .map((code) => code.replace(/\$\{label\}/, 'PGP MESSAGE').replace(/\$\{[^}]+\}/, '7'))
}

describe('what is wrong with a source', () => {
  it('is told in words in both languages, whichever code the readers give', () => {
    const all = codes()
    expect(all).toEqual(
      expect.arrayContaining(['java:version-7', 'java:entry-7', 'java:truncated@7', 'pem:PGP MESSAGE']),
    )
    expect(all.length).toBeGreaterThan(40)
    const mute = all.filter((code) =>
      languages.some((one) => problemWords(code, translator(one)) === undefined),
    )
    // too large is a matter of the inventory, which has words of its own
    expect(mute.filter((code) => code !== 'EFBIG')).toEqual([])
  })

  it('is of one kind whatever varies', () => {
    expect(
      ['asn1:truncated@12', 'java:entry-9', 'java:truncated@3', 'pem:PGP MESSAGE', 'pem:unended', 'html'].map(
        problemKind,
      ),
    ).toEqual(['asn1:truncated', 'java:entry', 'java:truncated', 'pem:other', 'pem:unended', 'html'])
  })

  it('is damage where the format was recognised, and nothing lost where there is none', () => {
    expect(['asn1:truncated', 'x509:empty', 'pkcs12:damaged', 'java:truncated'].every(isDamage)).toBe(true)
    expect(['html', 'empty', 'unknown-format', 'no-certificate'].every(isForeign)).toBe(true)
    expect(['asn1:truncated', 'EFBIG', 'java:entry', 'iterations'].some(isForeign)).toBe(false)
  })

  it('names its part in the language of the user', () => {
    const fr = translator('fr')
    expect(
      ['PEM block 2 (line 41)', 'entry 3 (clef), certificate 1', 'store', 'PKCS#7: certificate 2'].map(
        (part) => partWords(part, fr),
      ),
    ).toEqual(['bloc PEM 2 (ligne 41)', 'entrée 3 (clef), certificat 1', 'magasin', 'PKCS#7: certificat 2'])
  })
})
