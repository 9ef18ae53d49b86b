import {describe, expect, it} from 'vitest'
import {buildLevel1} from '../../../src/lib/cda/build-level1.ts'
import {readCdaHeader} from '../../../src/lib/cda/read-header.ts'
import {isBase64} from '../../../src/lib/cda/rules/content.ts'
import {type CdaFacts, cdaRules, type Finding, validateCda} from '../../../src/lib/cda/validate.ts'
import {openSchemaPack} from '../../../src/lib/schemapack/schema-pack.ts'
import {ruleEn} from '../../../src/lib/ui/messages/en/rule.ts'
import {ruleFr} from '../../../src/lib/ui/messages/fr/rule.ts'
import {openXml} from '../../../src/lib/xml/open-xml.ts'
import {describeWith, saxonJar, sharedData} from '../../support/requires.ts'
import {sampleInput, smallestInput, withBody} from './sample-level1.ts'
import {valueSets} from './value-sets.ts'
import {countVariants, goodXml, structured, valueVariants} from './variants.ts'

const facts: CdaFacts = {valueSets, now: Date.parse('2026-03-03T00:00:00Z')}
const variants = [...valueVariants, ...countVariants()]

function findings(xml: string, more: Partial<CdaFacts> = {}): readonly Finding[] {
  return validateCda(readCdaHeader(openXml(Buffer.from(xml))), {...facts, ...more})
}

describe('validation of a CDA header', () => {
  it('finds nothing in conformant documents', () => {
    for (const input of [sampleInput, smallestInput]) {
      const xml = withBody(buildLevel1(input), Buffer.from('Bonjour')).toString()
      expect(findings(xml)).toEqual([])
    }
  })

  it.each(variants)('$rule sees $name', ({rule, xml}) => {
    const seen = findings(xml).filter((one) => one.rule === rule)
    expect(seen).not.toEqual([])
    expect(seen[0]?.line).toBeGreaterThan(0)
  })

  it('sees an INS that the environment does not take', () => {
    const [found] = findings(goodXml, {allowedInsOids: ['1.2.250.1.213.1.4.8']})
    expect(found).toMatchObject({rule: 'CDA-INS-ENVIRONMENT', severity: 'error'})
    expect(findings(goodXml, {allowedInsOids: ['1.2.250.1.213.1.4.10']})).toEqual([])
  })

  it('takes a wrong key for a warning under a test OID and for an error under the real one', () => {
    const wrong = goodXml.replace('265059999900141', '265059999900142')
    expect(findings(wrong)).toMatchObject([{rule: 'CDA-INS-KEY', severity: 'warning'}])
    const real = wrong.replace('1.2.250.1.213.1.4.10', '1.2.250.1.213.1.4.8')
    expect(findings(real)).toMatchObject([{rule: 'CDA-INS-KEY', severity: 'error'}])
  })

  it('sees a type that no table gives a class', () => {
    const none = {...valueSets, classOfType: () => undefined}
    expect(findings(goodXml, {valueSets: none})).toMatchObject([{rule: 'DMP-CLASS-J57'}])
  })

  it('takes the format of an unknown content model from what the operator states', () => {
    const unknown = '<templateId root="1.2.3"></templateId>'
    const xml = structured('<title>x</title>', unknown).reduce(
      (text, [from, to]) => text.replace(from, to),
      goodXml,
    )
    expect(findings(xml, {formatCode: 'urn:asip:ci-sis:vsm:2012'})).toEqual([])
    expect(findings(xml, {formatCode: 'urn:unknown'})).toMatchObject([{rule: 'DMP-FORMAT-J60'}])
  })

  it('leaves images inside a self-presenting document alone', () => {
    const inner = '<text><renderMultiMedia><x src="data:image/png;base64,AA"/></renderMultiMedia></text>'
    const xml = structured(inner).reduce((text, [from, to]) => text.replace(from, to), goodXml)
    expect(findings(xml).map((one) => one.rule)).not.toContain('DMP-SCRIPT')
    const svg = xml.replace('image/png', 'image/svg+xml')
    expect(findings(svg).map((one) => one.rule)).toContain('DMP-SCRIPT')
  })

  it('never repeats a trait or an INS number in a finding', () => {
    const traits = ['EXEMPLE', 'ADELE', 'FICTIVE', '19650512', '26505999990014', 'Mme Untel']
    const spoiled = goodXml
      .replace('<birthTime value="19650512">', '<birthTime value="19650512x">')
      .replace('administrativeGenderCode code="F"', 'administrativeGenderCode code="ADELE"')
      .replace('<family qualifier="BR">', '<prefix>Mme Untel</prefix><family qualifier="BR">')
      .replace('265059999900141', '26505999990014')
    for (const xml of [spoiled, ...variants.map((one) => one.xml)])
      for (const {params} of findings(xml))
        for (const trait of traits) expect(JSON.stringify(params)).not.toContain(trait)
  })

  it('reads base64 in time that grows with its size alone', () => {
    const started = performance.now()
    expect(isBase64(`${' '.repeat(2_000_000)}!`)).toBe(false)
    expect(isBase64(`${'A'.repeat(2_000_000)}!`)).toBe(false)
    expect(isBase64(`QUJD\r\n${'QUJD'.repeat(1000)}\n`)).toBe(true)
    expect(performance.now() - started).toBeLessThan(5_000)
  })

  it('is exercised rule by rule', () => {
    const seen = new Set(variants.map((one) => one.rule))
    const elsewhere = ['CDA-INS-ENVIRONMENT', 'DMP-CLASS-J57']
    const optional = cdaRules.filter(({id}) => !seen.has(id) && !elsewhere.includes(id)).map(({id}) => id)
    // At most one each, and absent from the sample: nothing to double.
    expect(optional).toEqual([
      'SM-COUNT-PATIENT-PREFIX',
      'SM-COUNT-PATIENT-SUFFIX',
      'SM-COUNT-DATA-ENTERER',
      'SM-COUNT-ENCOUNTER-LEAVING',
      'SM-COUNT-ENCOUNTER-PARTY',
    ])
  })

  it('says every finding in both languages with the same values', () => {
    const places = (text: string | undefined) =>
      [...(text ?? '').matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()
    for (const {rule, xml} of variants)
      for (const found of findings(xml).filter((one) => one.rule === rule))
        for (const texts of [ruleFr, ruleEn])
          for (const name of places(texts[`rule.${rule}`]))
            expect(found.params, rule).toHaveProperty(name ?? '')
    for (const {id} of cdaRules)
      expect(places(ruleFr[`rule.${id}`]), id).toEqual(places(ruleEn[`rule.${id}`]))
    expect(Object.keys(ruleFr).sort()).toEqual(cdaRules.map(({id}) => `rule.${id}`).sort())
  })
})

describeWith(
  [
    'shared-data',
    {file: saxonJar, package: 'libsaxonhe-java'},
    {program: 'java', package: 'default-jre-headless'},
  ],
  'agreement with the official sheet of the structuration minimale',
  () => {
    it('refuses what our rules refuse, and takes what they take', {timeout: 120_000}, async () => {
      const pack = await openSchemaPack(sharedData() ?? '')
      const good = [sampleInput, smallestInput].map((input) =>
        withBody(buildLevel1(input), Buffer.from('Bonjour')),
      )
      const documents = [...good, ...variants.map(({xml}) => Buffer.from(xml))]
      const verdicts = await pack.checkCda(documents.map((bytes, at) => ({name: String(at), bytes})))
      pack.close()
      expect(verdicts.flatMap((one) => one.unavailable)).toEqual([])
      expect(verdicts.slice(0, good.length).flatMap((one) => one.findings)).toEqual([])
      const disagreeing = variants.filter(({sheet}, at) => {
        const remarks = verdicts[at + good.length]?.findings ?? []
        return remarks.some((one) => one.layer === 'schematron' && one.severity !== 'warning') !== sheet
      })
      expect(disagreeing.map(({rule, name}) => `${rule}: ${name}`)).toEqual([])
    })
  },
)
