import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {Chalk} from 'chalk'
import {afterAll, describe, expect, it} from 'vitest'
import {explanationFamilies} from '../../../src/lib/explanations/explanation.ts'
import {loadExplanationTables} from '../../../src/lib/files/explanation-files.ts'
import {matriculeKey} from '../../../src/lib/ins/matricule.ts'
import {successEnvelope} from '../../../src/lib/ui/envelope.ts'
import {explainLines} from '../../../src/lib/ui/explain/explain-view.ts'
import {en} from '../../../src/lib/ui/messages/en.ts'
import {fr} from '../../../src/lib/ui/messages/fr.ts'
import {translator} from '../../../src/lib/ui/translate.ts'
import {type ExplainWish, explain, explainExit} from '../../../src/lib/usecases/explain/explain.ts'
import {expectValid} from '../../support/schemas.ts'
import {commandsByWords, entries, insiCodes, tables} from './catalogue.ts'

const commands = [...commandsByWords.keys()].map((words) => words.replaceAll(' ', ':'))
const means = (input: string | Uint8Array = '') => ({
  explanations: {tables: async () => tables, sentences: async () => ({fr, en})},
  insiCodes: async () => insiCodes,
  standardInput: async function* () {
    yield typeof input === 'string' ? new TextEncoder().encode(input) : input
  },
  signal: new AbortController().signal,
})
const wish = (words: readonly string[], more: Partial<ExplainWish> = {}): ExplainWish => ({
  words,
  all: false,
  family: undefined,
  language: 'fr',
  commands,
  ...more,
})
const ask = (...words: string[]) => explain(means(), wish(words))
const read = (input: string | Uint8Array) => explain(means(input), wish(['-']))
const shown = (report: Awaited<ReturnType<typeof explain>>, language: 'fr' | 'en' = 'fr') =>
  explainLines(report, {t: translator(language), color: new Chalk({level: 0}), width: 100}).join('\n')

describe('dmp explain', () => {
  it('tells cause, actor, remedy and next command, in both languages', async () => {
    const french = await ask('DMPInvalidCertificate')
    expect(shown(french)).toContain("Qui agit  : l'établissement")
    expect(shown(french)).toContain('Commande  : dmp config check')
    const english = await explain(means(), wish(['DMPInvalidCertificate'], {language: 'en'}))
    expect(shown(english, 'en')).toContain('Who acts : the establishment')
    for (const report of [french, english])
      expect(shown(report, 'fr')).not.toMatch(/\{\w+\}|undefined|\bexplain\.[a-z]/)
  })

  it('takes words without quotes as one text', async () => {
    const {candidates} = await ask('PS', 'et', 'Structure', 'non', 'liés')
    expect(candidates[0]?.id).toBe('structure-unlinked')
  })

  it('reads a log from standard input and says where each was seen', async () => {
    const log = `ok\n10:00 SOAPFault: Structure introuvable ou Inactive pour ce service\n${'autre ligne\n'.repeat(3)}`
    const {wanted, candidates, read: what} = await read(log)
    expect(wanted).toBe('-')
    expect(candidates[0]).toMatchObject({id: 'structure-unknown', by: 'wording', line: 2})
    expect(what).toMatchObject({lines: 5, bytes: log.length})
  })

  it('reads a short piece on standard input as it does an argument', async () => {
    expect((await read("Erreur d'authentification de la pers\n")).candidates[0]?.id).toBe('legal-person')
    expect((await read('403\n')).candidates[0]?.id).toBe('http-forbidden')
    expect((await read('')).known).toBe(false)
  })

  it('exits with 0 when something is known and 10 when nothing is', async () => {
    expect(explainExit(await ask('CKR_PIN_LOCKED'))).toBe(0)
    expect(explainExit(await ask('tarte', 'aux', 'pommes'))).toBe(10)
  })

  it('guesses nothing of a code that nobody explained, and shows it as it is', async () => {
    const report = await ask('DMP_CERT_EXPIRED')
    expect(report).toMatchObject({
      known: false,
      candidates: [],
      unknown: [{code: 'DMP_CERT_EXPIRED', line: 1}],
    })
    expect(shown(report)).toContain('sans être une explication')
  })

  it('refuses a call without anything to explain, or with both a text and --all', async () => {
    await expect(ask()).rejects.toMatchObject({code: 'DMP_USAGE'})
    await expect(ask('   ')).rejects.toMatchObject({code: 'DMP_USAGE'})
    await expect(explain(means(), wish(['403'], {all: true}))).rejects.toMatchObject({code: 'DMP_USAGE'})
  })

  it('shows no INS of a given text, however it is written', async () => {
    const number = '2650599999001'
    const key = matriculeKey(number) ?? ''
    const forms = [
      number + key,
      `${number} ${key}`,
      `2 65 05 99 999 001 ${key}`,
      `${number}^^^&1.2.250.1.213.1.4.10&ISO^NH`,
      number,
    ]
    for (const form of forms) {
      const report = await ask(`Erreur d'authentification de la personne morale INS ${form} tarte`)
      const all = `${JSON.stringify(report)} ${shown(report)}`
      expect([form, all.replace(/\D/g, '').includes('6505999990')]).toEqual([form, false])
    }
    const long = await ask(`${'x'.repeat(190)} ${number}${key}`)
    expect(long.wanted).not.toContain('65059')
  })

  it('shows the whole catalogue, or one family of it', async () => {
    const report = await explain(means(), wish([], {all: true}))
    expect(report.catalogue.length).toBe(entries.length)
    const text = shown(report)
    for (const family of explanationFamilies) expect(text).toContain(fr[`explain.family.${family}`])
    expect(text).not.toMatch(/\{\w+\}|undefined/)
    const tls = await explain(means(), wish([], {all: true, family: 'tls'}))
    expect(new Set(tls.catalogue.map(({family}) => family))).toEqual(new Set(['tls']))
    expect(explainExit(tls)).toBe(0)
  })

  it('answers as published', async () => {
    const reports = [
      await ask('403'),
      await ask('certificat expiré'),
      await ask('desir_999'),
      await read('XDSRegistryBusy\nXDSRegistryBusy'),
      await explain(means(), wish([], {all: true, language: 'en'})),
    ]
    for (const report of reports)
      expectValid(successEnvelope('dmp.explain/1', report, explainExit(report), [], translator('fr')))
  })
})

describe('the tables', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dmp-test-'))
  afterAll(() => rmSync(folder, {recursive: true, force: true}))
  const written = (name: string, text: string) => {
    const place = join(folder, name)
    mkdirSync(place)
    writeFileSync(join(place, 'tls.json'), text)
    return place
  }

  it.each([
    ['are no JSON', '{', 'JSON'],
    ['are not of the form', '{"family":"tls","entries":[{}]}', 'entries[0]'],
  ])('are refused when they %s', (name, text, part) => {
    const place = written(name, text)
    expect(() => loadExplanationTables(place)).toThrow(
      expect.objectContaining({code: 'DMP_VALUESET_UNUSABLE', params: expect.objectContaining({part})}),
    )
  })

  it('are refused when they are not there', () => {
    expect(() => loadExplanationTables(join(folder, 'absent'))).toThrow(
      expect.objectContaining({code: 'DMP_VALUESET_UNUSABLE'}),
    )
  })
})
