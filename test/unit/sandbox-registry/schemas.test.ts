import {spawnSync} from 'node:child_process'
import {join} from 'node:path'
import {expect, it} from 'vitest'
import {SandboxRefusal} from '../../../src/lib/sandbox/backend.ts'
import {
  queryAnswer,
  queryFailure,
  registryFailure,
  registrySuccess,
} from '../../../src/lib/sandbox/registry/answers.ts'
import {describeWith, sharedData} from '../../support/requires.ts'
import {plainLot, plainQuery, plainUpdate} from '../../support/second-writer/registry-lot.ts'
import {Bench} from './bench.ts'

function complaints(schema: string, xml: string | Uint8Array): string {
  const file = join(sharedData() ?? '', 'schemas', schema)
  const run = spawnSync('xmllint', ['--nonet', '--noout', '--huge', '--schema', file, '-'], {
    input: xml,
    encoding: 'utf8',
  })
  return run.status === 0 ? '' : run.stderr
}

describeWith(['shared-data', {program: 'xmllint', package: 'libxml2-utils'}], 'the published schemas', () => {
  const refusal = new SandboxRefusal(
    'registry',
    'XDSRegistryMetadataError',
    'Texte avec « é » & <signes>',
    'entry/hash',
  )

  it('accept every answer of the registry', () => {
    expect(complaints('xds/ebRS30/rs.xsd', registrySuccess())).toBe('')
    expect(complaints('xds/ebRS30/rs.xsd', registryFailure(refusal))).toBe('')
    expect(
      complaints('xds/ebRS30/query.xsd', queryAnswer(['urn:uuid:00000000-0000-4000-8000-000000000001'])),
    ).toBe('')
    expect(complaints('xds/ebRS30/query.xsd', queryAnswer([]))).toBe('')
    expect(complaints('xds/ebRS30/query.xsd', queryFailure(refusal))).toBe('')
  })

  it('accept what the second writer sends, so that refusals are about the one fault', async () => {
    const bench = await Bench.open()
    const lot = bench.lot(
      {},
      {masks: ['MASQUE_PS'], replaces: '1.2.3', target: 'urn:uuid:00000000-0000-4000-8000-000000000001'},
    )
    const {body, parts} = plainLot(lot)
    // A schema sees the message as XOP gives it back: bytes in place of Include.
    const restored = body.replaceAll(/<xop:Include[^>]*\/>/g, 'QQ==')
    expect(complaints('xds/IHE/IHEXDSB.xsd', restored)).toBe('')
    expect(complaints('cda/CDA_extended.xsd', parts[0]?.bytes ?? '')).toBe('')
    expect(complaints('xds/ebRS30/query.xsd', plainQuery(['1.2.3']))).toBe('')
    expect(
      complaints(
        'xds/ebRS30/lcm.xsd',
        plainUpdate({lot, target: 'urn:uuid:00000000-0000-4000-8000-000000000001'}),
      ),
    ).toBe('')
    await bench.close()
  })
})

it('an answer keeps the text of a refusal whatever its signs', () => {
  const text = registryFailure(new SandboxRefusal('registry', 'X', 'a "b" <c> & d'))
  expect(text).toContain('codeContext="a &quot;b&quot; &lt;c&gt; &amp; d"')
})
