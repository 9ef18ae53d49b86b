import {globSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {causeTodo, causeWords} from '../../../src/lib/ui/exchange-check/cause-words.ts'
import {translator} from '../../../src/lib/ui/translate.ts'
import {actorOf} from '../../../src/lib/usecases/exchange-check/actors.ts'
import {HiddenWords} from '../../../src/lib/usecases/exchange-check/hidden-words.ts'
import {readLogTime} from '../../../src/lib/usecases/exchange-check/log-time.ts'
import {projectRoot} from '../../support/program.ts'
import {mutations} from '../../support/second-writer/mutation-table.ts'

const prefixes =
  'tls|http|mime|xml|soap|wsa|vihf|lot|lot-signature|agreement|table|entry|set|association|document|visibility|signature-entry|replace|query|update|existence'

/** Causes that the embedded DMP writes out whole. */
const written = globSync('src/lib/sandbox/{vihf,soap,gate,mime,xml,registry,signature,examination}/*.ts', {
  cwd: projectRoot,
}).flatMap((file) =>
  [
    ...readFileSync(join(projectRoot, file), 'utf8').matchAll(
      new RegExp(`'((?:${prefixes})/[A-Za-z][\\w#/-]*)'`, 'g'),
    ),
  ].map(([, cause = '']) => cause),
)

describe.each(['fr', 'en'] as const)('the words of causes (%s)', (language) => {
  const t = translator(language)
  it('are there for every cause of the embedded DMP', () => {
    const causes = [
      ...new Set([
        ...written,
        ...mutations.map(({cause}) => cause).filter((cause) => new RegExp(`^(?:${prefixes})/`).test(cause)),
      ]),
    ]
    const bare = causes.filter(
      (cause) =>
        !/^(?:tls\/no-certificate|soap\/action|replace\/(?:patient|structure|signature|status|setId|versionNumber)|wsa\/fault|http\/1\.1)/.test(
          cause,
        ),
    )
    expect(bare.length).toBeGreaterThan(100)
    const untold = bare.filter(
      (cause) => causeWords({cause, location: 'x'}, t) === t('exchange.cause.other', {field: cause}),
    )
    expect(untold).toEqual([])
  })

  it('say what to do at every step', () => {
    for (const step of [
      'tls',
      'http',
      'xml',
      'soap',
      'addressing',
      'parts',
      'vihf',
      'signer',
      'life',
      'attributes',
      'lot',
      'documents',
      'seal',
    ] as const) {
      expect(causeTodo({cause: 'x/y', step}, t)).not.toMatch(/^exchange\./)
      expect(t(`exchange.step.${step}`)).not.toMatch(/^exchange\./)
    }
  })
})

it('tells who acts: the editor on signatures, the establishment on certificates and settings', () => {
  expect(['vihf/signature-digest', 'agreement/title', 'patient/mismatch'].map(actorOf)).toEqual([
    'editor',
    'editor',
    'editor',
  ])
  expect(
    [
      'vihf/signer-expired',
      'vihf/structure',
      'tls/expired',
      'patient/key',
      'lot-signature/signer-key-usage',
    ].map(actorOf),
  ).toEqual(Array(5).fill('establishment'))
})

describe('the time of a log', () => {
  it.each([
    ['2026-03-02T09:20:00.120Z', '2026-03-02T09:20:00.120Z'],
    ['2026-03-02 10:20:00,120', '2026-03-02T09:20:00.120Z'],
    ['[2026-07-02T10:20:00.5+02:00]', '2026-07-02T08:20:00.500Z'],
    ['2026-07-02 10:20:00', '2026-07-02T08:20:00.000Z'],
    ['2026-07-02 10:20:00 -0300', '2026-07-02T13:20:00.000Z'],
  ])('%s is %s', (text, instant) => {
    expect(new Date(readLogTime(text) ?? 0).toISOString()).toBe(instant)
  })

  it('is none where it cannot be told', () => {
    expect([undefined, '', '10:20:00', '2026-13-45 99:99:99'].map(readLogTime)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })
})

describe('hidden words', () => {
  it('hide what was learnt wherever it stands whole, and leave codes and identifiers', () => {
    const hidden = new HiddenWords()
    hidden.learn(
      Buffer.from(
        '<Value>PID-5|MARTIN^ANNE^^^^^L</Value><family>Martin-Dupont</family><given>Zoé</given><given>de la</given>',
      ),
    )
    expect(
      hidden.mask(
        'Mme Martin-Dupont, née MARTIN (Anne, ZOE), de Paris : XDSRegistryMetadataError 1.2.250.1.999.8.3',
      ),
    ).toBe('Mme •••, née ••• (•••, •••), de Paris : XDSRegistryMetadataError 1.2.250.1.999.8.3')
    expect(hidden.mask('Martinique')).toBe('Martinique')
  })

  it('take any bytes and any text', () => {
    fc.assert(
      fc.property(fc.uint8Array({maxLength: 400}), fc.string({maxLength: 200}), (bytes, text) => {
        const hidden = new HiddenWords()
        hidden.learn(bytes)
        expect(typeof hidden.mask(text)).toBe('string')
      }),
      {numRuns: 200},
    )
  })
})
