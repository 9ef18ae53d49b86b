import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {localFiles} from '../../../src/lib/files/local-files.ts'
import {openHl7} from '../../../src/lib/usecases/batch/inputs/hl7.ts'
import type {InputOptions} from '../../../src/lib/usecases/batch/inputs/input-options.ts'
import {carriedCda} from '../../support/carried-cda.ts'
import {type MessageWish, message, mllp} from '../../support/hl7-message.ts'
import {allOf, inputBench, profileWith, visible} from '../../support/input-bench.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dmp-hl7-'))
})
afterEach(() => rmSync(folder, {recursive: true, force: true}))

function put(text: string, name = 'a.hl7'): string {
  const path = join(folder, name)
  mkdirSync(join(path, '..'), {recursive: true})
  writeFileSync(path, text)
  return path
}

const read = (options: InputOptions = {}, profile = profileWith()) =>
  allOf(openHl7(inputBench(profile), folder, options))

/** The only candidate of a message. */
async function one(wish: MessageWish, options: InputOptions = {}, profile = profileWith()) {
  put(message(wish))
  const found = await read(options, profile)
  expect(found).toHaveLength(1)
  return found[0]
}

const replacement = carriedCda(2, {replaces: 1})

/** A message in which a second PID stands right before the segment that begins with `at`. */
function withSecondPid(wish: MessageWish, at: string, change: (pid: string) => string): string {
  const lines = message(wish).split('\r')
  const pid = lines.find((line) => line.startsWith('PID')) ?? ''
  const place = lines.findIndex((line) => line.startsWith(at))
  return lines.toSpliced(place, 0, change(pid)).join('\r')
}

describe('an HL7 message with several patient segments', () => {
  const others = (pid: string) => pid.replaceAll('265059999900141', '265059999900242')

  it.each([
    ['MDM' as const, 'OBX'],
    ['ORU' as const, 'OBX'],
    ['ORU' as const, 'PV1'],
  ])('is refused where the grammar has one patient (%s, before %s)', async (kind, at) => {
    for (const change of [others, (pid: string) => pid]) {
      put(withSecondPid({kind}, at, change))
      expect((await read()).map(({verdict}) => verdict)).toEqual([
        {class: 'rejected', reason: 'hl7-several-pid'},
      ])
    }
  })

  it('is held whole where the groups of results are not one patient’s', async () => {
    const first = message({kind: 'ORU'}).split('\r').filter(Boolean)
    const group = first.slice(first.findIndex((line) => line.startsWith('PID')))
    put([...first, ...group.map(others)].join('\r'))
    expect((await read()).map(({verdict}) => verdict)).toEqual([
      {class: 'held', reason: 'hl7-several-patients'},
    ])
  })

  const bare = (text: string) => text.replace(/\|V2026-001/, '|').replace('UFNEPH^^^CHU', '')
  const differing: [string, (text: string) => string][] = [
    ['PID^32', (text) => text.replace(/\|QUAL(?=\r)/, '|DOUT')],
    ['PID^32', (text) => text.replace(/\|QUAL(?=\r)/, '|')],
    ['PV1^19', (text) => text.replace('V2026-001', 'V2026-999')],
    ['PV1^3', (text) => text.replace('UFNEPH', 'UFSEC')],
    ['PV1^2', (text) => text.replace('PV1|1|I|', 'PV1|1|O|')],
    ['PV1^19', bare],
    ['PV1^19', (text) => text.replace(/PV1[^\r]*\r/, '')],
  ]
  const groups = (wish: MessageWish, change: (text: string) => string, where: 'first' | 'second') => {
    const [head = '', ...first] = message({kind: 'ORU', ...wish}).split(/(?=PID\|)/)
    const group = first.join('')
    const other = change(group).replace(carriedCda(1).bytes.toString('base64'), () =>
      carriedCda(2).bytes.toString('base64'),
    )
    return head + (where === 'first' ? other + group : group + other)
  }

  it.each(differing)('is held where the groups of one patient differ in %s', async (field, change) => {
    for (const where of ['first', 'second'] as const) {
      put(groups({}, change, where))
      expect((await read()).map(({verdict}) => verdict)).toEqual([
        {class: 'held', reason: 'hl7-groups-differ', params: {field}},
      ])
    }
  })

  it('lists no visit and no unit that only one of the groups states', async () => {
    put(groups({}, (text) => text.replace('V2026-001', 'V2026-999').replace('UFNEPH', 'UFSEC'), 'second'))
    const [found] = await read()
    expect(found?.local).toEqual({ipp: 'IPP000042', structureId: '1990000002'})
  })

  it('is read as two documents where the groups say the same, and deletes whatever the stays are', async () => {
    put(groups({}, (text) => text, 'second'))
    expect((await read()).map(({local}) => local.venue)).toEqual(['V2026-001', 'V2026-001'])
    put(groups({intent: 'delete'}, (text) => text.replace('V2026-001', 'V2026-999'), 'second'))
    expect((await read()).map(({action, verdict}) => [action, verdict])).toEqual([
      ['delete', undefined],
      ['delete', undefined],
    ])
  })
})

describe('an HL7 message', () => {
  it('says that blanks were removed from its INS', async () => {
    const spaced = await one({ins: '2 65 05 99 999 001 41'})
    expect(spaced?.verdict).toBeUndefined()
    expect(spaced?.repairs).toContainEqual({code: 'blanks', field: 'ins'})
    expect((await one({}))?.repairs ?? []).toEqual([])
  })

  it('becomes a submission of the document it carries, byte for byte', async () => {
    const cda = carriedCda(5)
    const path = put(message({documents: [cda]}))
    const [found] = await read()
    expect(found).toEqual({
      action: 'submit',
      document: {uniqueId: cda.input.id, person: expect.objectContaining({birthName: 'EXEMPLE'})},
      origin: {file: path, line: 1, part: 'C1'},
      message: {application: 'DPI', facility: 'CHU', controlId: 'C1'},
      local: {
        ipp: 'IPP000042',
        venue: 'V2026-001',
        unit: 'UFNEPH',
        title: 'Compte rendu de consultation',
        typeCode: '11488-4',
        documentDate: '20260302101500+0100',
        structureId: '1990000002',
      },
      request: {
        action: 'submit',
        file: `${path}#message=1.1`,
        origin: {file: path, line: 1},
        statedIns: {matricule: '265059999900141', oid: '1.2.250.1.213.1.4.10'},
        identityStatus: 'QUAL',
        ipp: 'IPP000042',
        venue: 'V2026-001',
        unit: 'UFNEPH',
        activityCode: '03',
        visibility: visible,
      },
    })
    expect(Buffer.from(await localFiles.read(`${path}#message=1.1`))).toEqual(cda.bytes)
    expect(await localFiles.facts(`${path}#message=1.1`)).toMatchObject({size: cda.bytes.length})
    expect(await localFiles.isInside(folder, `${path}#message=1.1`)).toBe(true)
  })

  it('replaces the version that CDA and TXA-13 name', async () => {
    expect(await one({intent: 'replace', documents: [replacement]})).toMatchObject({
      action: 'replace',
      request: {action: 'replace', replaces: '1.2.250.1.999.1.1.77.4.1'},
    })
  })

  it('says that a replacement was made to change who may see the document', async () => {
    const flags = {MODIF_CONF_CODE: 'Y', MASQUE_PS: 'Y'}
    expect(await one({intent: 'replace', documents: [replacement], flags})).toMatchObject({
      request: {changesVisibility: true, visibility: {...visible, hiddenFromProfessionals: true}},
    })
  })

  it.each([
    ['MDM', {}],
    ['ORU', {kind: 'ORU'}],
    ['an older MDM without ORC', {volet: '2.0', order: undefined}],
    ['an older ORU with SC', {kind: 'ORU', volet: '1.2', order: 'SC'}],
    ['one that states no visibility', {flags: {MASQUE_PS: undefined, CONNEXION_SECRETE: undefined}}],
    ['one of an identity no longer qualified', {reliability: 'PROV'}],
    ['one of a document that replaced another', {documents: [carriedCda(9, {replaces: 8})]}],
    ['one of incomplete results', {report: 'P'}],
    ['one whose TXA-13 names another version', {parent: '1.2.3'}],
  ] as const)('that deletes names its target and publishes nothing: %s', async (_, wish) => {
    const found = await one({documents: [carriedCda(9)], intent: 'delete', ...wish})
    expect(found).toMatchObject({
      action: 'delete',
      deletion: {uniqueId: '1.2.250.1.999.1.1.77.4.9', ins: {matricule: '265059999900141'}},
    })
    expect(found?.request).toBeUndefined()
    expect(found?.verdict).toBeUndefined()
  })

  it('gives two records for the two documents of an ORU, under the same flags', async () => {
    const [first, second] = [carriedCda(1), carriedCda(2)]
    const path = put(message({kind: 'ORU', documents: [first, second], flags: {INVISIBLE_PATIENT: 'Y'}}))
    const found = await read()
    expect(found.map(({request}) => request?.file)).toEqual([`${path}#message=1.1`, `${path}#message=1.2`])
    expect(found.every(({request}) => request?.visibility?.hiddenFromPatient === true)).toBe(true)
    expect(Buffer.from(await localFiles.read(`${path}#message=1.2`))).toEqual(second.bytes)
  })

  const cases: readonly (readonly [string, string, string, MessageWish])[] = [
    ['whose trigger and status disagree', 'rejected', 'hl7-intent', {status: 'D'}],
    [
      'of a deletion whose trigger says submit',
      'rejected',
      'hl7-intent',
      {intent: 'delete', trigger: 'MDM^T02'},
    ],
    ['without an order in version 2.1', 'rejected', 'hl7-intent', {order: undefined}],
    ['of an INS that is not the one of the CDA', 'rejected', 'ins-differs', {ins: '154039999900253'}],
    [
      'of a deletion whose INS is not the one of the CDA',
      'rejected',
      'ins-differs',
      {intent: 'delete', ins: '154039999900253'},
    ],
    ['of another birth name', 'held', 'traits-differ', {birthName: 'AUTRE'}],
    ['of another birth date', 'held', 'traits-differ', {birthDate: '19650513'}],
    ['of another sex', 'held', 'traits-differ', {sex: 'M'}],
    ['without a birth date', 'held', 'traits-differ', {birthDate: ''}],
    ['of another IPP in the same domain', 'held', 'traits-differ', {ipp: 'IPP999'}],
    ['of an ambiguous identity', 'held', 'hl7-identity-ambiguous', {reliability: 'VALI'}],
    ['of a provisional identity', 'rejected', 'hl7-identity-refused', {reliability: 'PROV'}],
    ['without a status of the identity', 'held', 'hl7-identity-status-absent', {reliability: ''}],
    ['not for the DMP', 'excluded', 'hl7-not-for-dmp', {flags: {DESTDMP: 'N'}}],
    [
      'of a deletion not for the DMP',
      'excluded',
      'hl7-not-for-dmp',
      {intent: 'delete', flags: {DESTDMP: 'N'}},
    ],
    ['of a deletion of other traits', 'held', 'traits-differ', {intent: 'delete', birthName: 'AUTRE'}],
    [
      'that does not say whether it is for the DMP',
      'held',
      'hl7-destination-absent',
      {flags: {DESTDMP: undefined}},
    ],
    ['of a secret connection', 'held', 'hl7-secret-connection', {flags: {CONNEXION_SECRETE: 'Y'}}],
    [
      'that leaves out a flag of visibility',
      'held',
      'visibility-not-stated',
      {flags: {INVISIBLE_PATIENT: undefined}},
    ],
    [
      'that leaves out the secret connection',
      'held',
      'visibility-not-stated',
      {flags: {CONNEXION_SECRETE: undefined}},
    ],
    ['with an unreadable flag', 'rejected', 'hl7-flag', {flags: {MASQUE_PS: 'peut-être'}}],
    [
      'that changes the visibility of nothing',
      'held',
      'hl7-visibility-change',
      {flags: {MODIF_CONF_CODE: 'Y'}},
    ],
    ['of a preliminary report', 'held', 'incomplete-biology', {report: 'P'}],
    ['of results received in part', 'held', 'incomplete-biology', {report: 'A'}],
    ['of a document that is preliminary', 'held', 'incomplete-biology', {kind: 'ORU', status: 'P'}],
    ['of another document number', 'rejected', 'hl7-ids-differ', {document: '1.2.3.4'}],
    ['that submits what the CDA says to replace', 'rejected', 'hl7-replacement', {documents: [replacement]}],
    ['that replaces what the CDA does not', 'rejected', 'hl7-replacement', {intent: 'replace'}],
    [
      'that replaces another version than the CDA',
      'rejected',
      'hl7-replacement',
      {intent: 'replace', documents: [replacement], parent: '1.2.3'},
    ],
    ['without a document', 'rejected', 'hl7-document', {documents: []}],
    ['with two documents in MDM', 'rejected', 'hl7-document', {documents: [carriedCda(1), carriedCda(2)]}],
    ['of the flow towards the software', 'excluded', 'hl7-reverse-flow', {volet: '1.1^CISIS_CDA_HL7_LPS~x'}],
    ['that is no document', 'excluded', 'hl7-other-message', {trigger: 'ADT^A01^ADT_A01'}],
    ['that cancels a document', 'excluded', 'hl7-other-message', {trigger: 'MDM^T11^MDM_T01'}],
    ['in an unknown charset', 'rejected', 'hl7-syntax', {charset: 'KOI8-R'}],
  ]
  it.each(cases)('%s is %s', async (_, verdictClass, reason, wish) => {
    const found = await one(wish)
    expect(found?.verdict).toMatchObject({class: verdictClass, reason})
    expect(found?.request).toBeUndefined()
    if (found?.verdict?.class !== 'held') expect(found?.deletion).toBeUndefined()
    expect(JSON.stringify({...found, deletion: undefined})).not.toMatch(
      /265059999900141|154039999900253|EXEMPLE|secret\.address|SECRET/,
    )
  })

  it('that asks for a deletion and waits still names what it deletes', async () => {
    for (const wish of [{birthName: 'AUTRE'}, {flags: {DESTDMP: undefined}}])
      expect(await one({intent: 'delete', documents: [carriedCda(9)], ...wish})).toMatchObject({
        action: 'delete',
        verdict: {class: 'held'},
        deletion: {uniqueId: '1.2.250.1.999.1.1.77.4.9'},
      })
  })

  it('of test never reaches production', async () => {
    const production = profileWith({'ins.allowedOids': ['1.2.250.1.213.1.4.10']}, 'production')
    for (const processing of ['T', 'D', ''])
      expect((await one({processing}, {}, production))?.verdict).toMatchObject({
        class: 'rejected',
        reason: 'hl7-test-message',
      })
    expect((await one({processing: 'P'}, {}, production))?.verdict).toBeUndefined()
    expect((await one({processing: 'T'}))?.verdict).toBeUndefined()
  })

  it('takes from the operator what it leaves out, and nothing else', async () => {
    const options = {visibility: {...visible, hiddenFromPatient: true}, identityStatus: 'QUALIFIEE'}
    const flags = {INVISIBLE_PATIENT: undefined, CONNEXION_SECRETE: undefined}
    expect(await one({flags, reliability: ''}, options)).toMatchObject({
      request: {visibility: {...visible, hiddenFromPatient: true}, identityStatus: 'QUALIFIEE'},
    })
    expect((await one({}, options))?.request).toMatchObject({visibility: visible, identityStatus: 'QUAL'})
    expect((await one({reliability: 'VALI'}, options))?.verdict?.reason).toBe('hl7-identity-ambiguous')
    expect((await one({flags: {DESTDMP: undefined}}, options))?.verdict?.reason).toBe(
      'hl7-destination-absent',
    )
  })

  it('takes VALI for qualified where the profile or the identities of the hospital say so', async () => {
    const wish = {reliability: 'VALI'}
    const stated = profileWith({'hl7.valiMeansQualified': 'true'})
    expect((await one(wish, {}, stated))?.request?.identityStatus).toBe('QUAL')
    expect((await one(wish, {statusOf: () => 'QUALIFIEE'}))?.request?.identityStatus).toBe('QUALIFIEE')
    expect((await one({reliability: 'QUAL'}, {statusOf: () => 'PROV'}))?.request?.identityStatus).toBe('PROV')
    expect((await one({reliability: 'DOUB'}, {statusOf: () => 'QUAL'}))?.verdict?.reason).toBe(
      'hl7-identity-refused',
    )
  })

  it('tells what it repaired', async () => {
    const found = await one({encoding: '^\u02dc\\&', structure: '990000002', charset: ''})
    expect(found?.repairs?.map(({code}) => code)).toEqual([
      'hl7-charset-assumed',
      'hl7-separator-tilde',
      'hl7-structure-prefix',
    ])
    expect(found?.local.structureId).toBe('1990000002')
  })

  it('of a CDA that is wrong carries the reason of the CDA', async () => {
    const wrong = carriedCda(1, {}, (xml) => `<!DOCTYPE x>${xml}`)
    expect((await one({documents: [wrong]}))?.verdict).toMatchObject({
      class: 'rejected',
      reason: 'DMP_XML_REFUSED',
    })
    const restricted = carriedCda(1, {}, (xml) => xml.replace(/(<confidentialityCode[^>]*code=")N"/, '$1V"'))
    expect((await one({documents: [restricted]}))?.verdict).toMatchObject({
      class: 'held',
      reason: 'confidentiality-restricted',
    })
    const coded = carriedCda(1)
    const other = {...coded, input: {...coded.input, code: {...coded.input.code, code: '34112-3'}}}
    expect((await one({documents: [other]}))?.verdict).toMatchObject({
      class: 'held',
      reason: 'hl7-code-differs',
    })
  })
})

describe('a folder of HL7 files', () => {
  it('is read by file name, then by MSH-7, each message once', async () => {
    const at = (serial: number, time: string) =>
      message({controlId: `C${serial}`, time, documents: [carriedCda(serial)]})
    put(at(1, '20260302120000'), 'b/late.hl7')
    put(mllp(at(4, '20260304'), at(2, '20260302110000+0100'), at(3, '20260302110000+0100')), 'a.log')
    const found = await read()
    expect(found.map(({origin}) => [origin.part, origin.line])).toEqual([
      ['C2', 2],
      ['C3', 3],
      ['C4', 1],
      ['C1', 1],
    ])
    const ids = await Promise.all(
      found.map(
        async ({request}) =>
          /<id root="[\d.]*\.(\d+)"/.exec(
            Buffer.from(await localFiles.read(request?.file ?? '')).toString(),
          )?.[1],
      ),
    )
    expect(ids).toEqual(['2', '3', '4', '1'])
  })

  it('counts a message met twice once, and holds two messages under one number', async () => {
    put(message({controlId: 'A'}), '1.hl7')
    put(message({controlId: 'A'}), '2.hl7')
    put(message({controlId: 'A', documents: [carriedCda(2)]}), '3.hl7')
    expect((await read()).map(({verdict}) => [verdict?.class, verdict?.reason])).toEqual([
      [undefined, undefined],
      ['excluded', 'hl7-duplicate-message'],
      ['held', 'hl7-control-id-reused'],
    ])
  })

  it('tells what is missing: a wrong count, a lost beginning, a block without end, an empty file', async () => {
    put(`FHS|^~\\&|A\rBHS|^~\\&|A\r${message()}BTS|3\rFTS|1\r`, '1.hl7')
    put(`PID|1\r${message({controlId: 'B'})}`, '2.hl7')
    put(`\u000b${message({controlId: 'D'})}`, '3.hl7')
    put('', '4.hl7')
    expect((await read()).map(({verdict}) => [verdict?.class, verdict?.reason])).toEqual([
      [undefined, undefined],
      ['rejected', 'hl7-batch-count'],
      ['rejected', 'hl7-stray'],
      [undefined, undefined],
      ['rejected', 'hl7-syntax'],
      ['rejected', 'hl7-no-message'],
    ])
  })

  it('finds a part of a container again after the container changed, or says that it is gone', async () => {
    const path = put(message({documents: [carriedCda(1)]}))
    const part = `${path}#message=1.1`
    expect((await localFiles.read(part)).length).toBeGreaterThan(0)
    const other = carriedCda(22)
    put(message({documents: [other]}))
    expect(Buffer.from(await localFiles.read(part))).toEqual(other.bytes)
    await expect(localFiles.read(`${path}#message=1.2`)).rejects.toMatchObject({code: 'DMP_FILE_UNREADABLE'})
    await expect(localFiles.read(`${path}#message=2.1`)).rejects.toMatchObject({
      code: 'DMP_FILE_UNREADABLE',
      params: {reason: 'ENOENT'},
    })
    rmSync(path)
    await expect(localFiles.facts(part)).rejects.toMatchObject({
      code: 'DMP_FILE_UNREADABLE',
      params: {reason: 'ENOENT'},
    })
  })
})
