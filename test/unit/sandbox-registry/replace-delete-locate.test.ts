import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {plainQuery} from '../../support/second-writer/registry-lot.ts'
import {Bench, otherSite} from './bench.ts'

let bench: Bench
beforeAll(async () => {
  bench = await Bench.open()
})
afterAll(() => bench.close())

const DEPRECATED = 'urn:oasis:names:tc:ebxml-regrep:StatusType:Deprecated'

/** A document in the registry, ready to be replaced or deleted. */
async function fed(changes: Parameters<Bench['lot']>[0] = {}) {
  const lot = bench.lot(changes)
  expect(await bench.send(lot)).toBe('ok')
  const [document] = lot.documents
  if (!document) throw new Error('no document')
  const entryUuid = await uuidOf(document.uniqueId)
  return {
    lot,
    document,
    entryUuid,
    next: {setId: document.setId, version: 2, replaces: document.uniqueId, target: entryUuid},
  }
}

async function uuidOf(uniqueId: string): Promise<string> {
  const {documents} = await bench.inspect()
  return documents.find((entry) => entry.uniqueId === uniqueId)?.entryUuid ?? ''
}

async function statusOf(uniqueId: string): Promise<string | undefined> {
  return (await bench.inspect()).documents.find((entry) => entry.uniqueId === uniqueId)?.status
}

describe('replacement', () => {
  it('makes the former version obsolete and keeps both', async () => {
    const {document, lot, next} = await fed()
    const newer = bench.lot({}, next)
    expect(await bench.send(newer)).toBe('ok')
    expect(await statusOf(document.uniqueId)).toBe('Deprecated')
    expect(await statusOf(newer.documents[0]?.uniqueId ?? '')).toBe('Approved')
    expect(await bench.locate(document.uniqueId, lot)).toHaveLength(1)
  })

  it('refuses what is not the current version', async () => {
    const {next, entryUuid} = await fed()
    expect(await bench.send(bench.lot({}, next))).toBe('ok')
    expect(await bench.send(bench.lot({}, next))).toMatchObject({
      code: 'XDSRegistryDeprecatedDocumentError',
      location: entryUuid,
    })
  })

  it.each([
    [
      'an unknown entry',
      {target: 'urn:uuid:00000000-0000-4000-8000-000000000001'},
      'UnresolvedReferenceException',
      undefined,
    ],
    ['a uniqueId in place of an entry', {target: '1.2.3'}, 'UnresolvedReferenceException', '1.2.3'],
    [
      'another id in the CDA',
      {replaces: '1.2.250.1.999.1.1.42.2.9999'},
      'XDSReplaceFailed',
      'replace/relatedDocument',
    ],
    ['another setId', {setId: '1.2.250.1.999.5'}, 'XDSReplaceFailed', 'replace/setId'],
    ['the same version number', {version: 1}, 'XDSReplaceFailed', 'replace/versionNumber'],
    ['a version left out', {version: 3}, 'XDSReplaceFailed', 'replace/versionNumber'],
  ])('refuses %s', async (_name, change, code, location) => {
    const {document, next} = await fed()
    const answer = await bench.send(bench.lot({}, {...next, ...change}))
    expect(answer).toMatchObject(location === undefined ? {code} : {code, location})
    expect(await statusOf(document.uniqueId)).toBe('Approved')
  })

  it('refuses the document of another patient, of another structure, and a deleted one', async () => {
    const {next, entryUuid, lot} = await fed()
    expect(await bench.send(bench.lot({patient: bench.patient('homonym-1')}, next))).toMatchObject({
      code: 'XDSPatientIdDoesNotMatch',
      location: 'replace/patient',
    })
    expect(await bench.send(bench.lot({site: otherSite}, next))).toMatchObject({
      location: 'replace/structure',
    })
    expect(await bench.remove(entryUuid, lot)).toBe('ok')
    expect(await bench.send(bench.lot({}, next))).toMatchObject({code: 'UnresolvedReferenceException'})
  })
})

describe('locating (TD3.1b)', () => {
  it('finds nothing of another structure, another patient or an unknown id', async () => {
    const {document, lot} = await fed()
    expect(await bench.locate(document.uniqueId, {...lot, site: otherSite})).toEqual([])
    expect(await bench.locate(document.uniqueId, {...lot, patient: bench.patient('homonym-1')})).toEqual([])
    expect(await bench.locate('1.2.3.4', lot)).toEqual([])
  })

  it('answers references only', async () => {
    const {document, lot} = await fed()
    expect(await bench.locate('', lot, plainQuery([document.uniqueId], 'LeafClass'))).toMatchObject({
      code: 'fault:DMPAccessDeniedByRightsService',
      location: 'query/returnType',
    })
  })

  it('refuses other queries, unknown queries and values without quotes', async () => {
    const {lot} = await fed()
    const good = plainQuery(['1.2.3'])
    const find = good.replace('5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4', '14d4debf-8f97-4251-9a74-a90016b0af0d')
    const unknown = good.replace('5c4f972b', '5c4f972c')
    expect(await bench.locate('', lot, find)).toMatchObject({location: 'query/rights'})
    expect(await bench.locate('', lot, unknown)).toMatchObject({code: 'XDSUnknownStoredQuery'})
    expect(await bench.locate('', lot, good.replace("('1.2.3')", '1.2.3'))).toMatchObject({
      location: 'query/value',
    })
    expect(await bench.locate('', lot, good.replace(/<Slot.*<\/Slot>/, ''))).toMatchObject({
      code: 'XDSStoredQueryMissingParam',
    })
  })

  it('shows a delayed lot only when its time has come, though it is registered', async () => {
    const lot = bench.lot()
    const uniqueId = lot.documents[0]?.uniqueId ?? ''
    expect(await bench.send(lot, undefined, {visibilityDelay: 60_000})).toBe('ok')
    expect(await bench.locate(uniqueId, lot)).toEqual([])
    expect(await bench.send(lot)).toMatchObject({code: 'XDSDuplicateUniqueIdInRegistry'})
    bench.now += 60_000
    expect(await bench.locate(uniqueId, lot)).toHaveLength(1)
  })

  it('shows a lot held back once it is released', async () => {
    const lot = bench.lot()
    const uniqueId = lot.documents[0]?.uniqueId ?? ''
    await bench.send(lot, undefined, {visibilityDelay: 'until-released'})
    expect(await bench.locate(uniqueId, lot)).toEqual([])
    bench.backend.releaseDelayed()
    expect(await bench.locate(uniqueId, lot)).toHaveLength(1)
  })

  it('is refused for a closed DMP, like a deletion', async () => {
    const closed = {...(await fed()).lot, patient: bench.patient('closed-by-patient')}
    expect(await bench.locate('1.2.3', closed)).toMatchObject({code: 'DMPClosed'})
    expect(await bench.remove('urn:uuid:00000000-0000-4000-8000-000000000001', closed)).toMatchObject({
      code: 'DMPClosed',
    })
  })
})

describe('deletion (TD3.3c)', () => {
  it('is for good: not found again, not deleted twice, uniqueId never free again', async () => {
    const {document, lot, entryUuid} = await fed()
    expect(await bench.remove(entryUuid, lot)).toBe('ok')
    expect(await statusOf(document.uniqueId)).toBe('Deleted')
    expect(await bench.locate(document.uniqueId, lot)).toEqual([])
    expect(await bench.remove(entryUuid, lot)).toMatchObject({location: 'update/already-deleted'})
    const again = bench.lot({}, {uniqueId: document.uniqueId})
    expect(await bench.send(again)).not.toBe('ok')
  })

  it('acts only for the structure that fed, on the patient it fed', async () => {
    const {lot, entryUuid} = await fed()
    expect(await bench.remove(entryUuid, {...lot, site: otherSite})).toMatchObject({
      code: 'fault:DMPAccessDeniedByRightsService',
      location: 'update/author',
    })
    expect(await bench.remove(entryUuid, {...lot, patient: bench.patient('homonym-1')})).toMatchObject({
      location: 'update/patient',
    })
  })

  it('wants the status as it is', async () => {
    const {lot, entryUuid, next} = await fed()
    expect(await bench.remove(entryUuid, lot, {from: DEPRECATED})).toMatchObject({
      location: 'update/OriginalStatus',
    })
    expect(await bench.send(bench.lot({}, next))).toBe('ok')
    expect(await bench.remove(entryUuid, lot)).toMatchObject({location: 'update/OriginalStatus'})
    expect(await bench.remove(entryUuid, lot, {from: DEPRECATED})).toBe('ok')
  })

  it('does nothing but delete', async () => {
    const {lot, entryUuid} = await fed()
    const refused = async (to: string) => bench.remove(entryUuid, lot, {to})
    expect(await refused('urn:asip:ci-sis:2010:StatusType:Archived')).toMatchObject({
      location: 'update/rights',
    })
    expect(await refused('urn:example:Forgotten')).toMatchObject({code: 'XDSMetadataUpdateOperationError'})
    expect(await bench.remove('urn:uuid:00000000-0000-4000-8000-000000000002', lot)).toMatchObject({
      code: 'UnresolvedReferenceException',
    })
  })

  it('wants a set of its own', async () => {
    const {lot, entryUuid} = await fed()
    expect(await bench.remove(entryUuid, lot, {setUniqueId: lot.setUniqueId})).toMatchObject({
      code: 'XDSDuplicateUniqueIdInRegistry',
      location: lot.setUniqueId,
    })
  })
})

describe('a changed INS', () => {
  it('is fed under the former number until the change, then under the current one only', async () => {
    const own = await Bench.open({insChange: 'pending'})
    const current = own.patient('changed-ins')
    const former = {
      ...current,
      matricule: own.backend.patients.find(({key}) => key === 'changed-ins')?.formerMatricules[0] ?? '',
    }
    const first = own.lot({patient: former})
    expect(await own.send(first)).toBe('ok')
    expect(await own.send(own.lot({patient: current}))).toMatchObject({location: 'patient/none'})
    await own.restart({insChange: 'done'})
    expect(await own.send(own.lot({patient: former}))).toMatchObject({location: 'patient/none'})
    const [document] = first.documents
    const found = await own.locate(document?.uniqueId ?? '', {...first, patient: current})
    expect(found).toHaveLength(1)
    const next = {
      setId: document?.setId ?? '',
      version: 2,
      replaces: document?.uniqueId ?? '',
      target: String((found as string[])[0]),
    }
    expect(await own.send(own.lot({patient: current}, next))).toBe('ok')
    await own.restart({insChange: 'reconciled'})
    expect(await own.send(own.lot({patient: former}))).toMatchObject({
      code: 'XDSPatientIDReconciliationError',
    })
    await own.close()
  })

  it('and a block are refusable where the settings say so', async () => {
    const own = await Bench.open({blockedEstablishment: 'refused'})
    expect(await own.send(own.lot({patient: own.patient('blocks-establishment')}))).toMatchObject({
      code: 'fault:DMPAccessDeniedByRightsService',
    })
    await own.close()
  })
})
