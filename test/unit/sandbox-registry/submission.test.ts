import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {plainLot} from '../../support/second-writer/registry-lot.ts'
import {Bench, otherSite, site} from './bench.ts'
import {faultyLots} from './faulty-lots.ts'

let bench: Bench
beforeAll(async () => {
  bench = await Bench.open()
})
afterAll(() => bench.close())

it('takes a lot whole and lists it', async () => {
  const lot = bench.lot()
  expect(await bench.send(lot)).toBe('ok')
  const {documents} = await bench.inspect()
  const set = documents.filter((entry) => entry.set === lot.setUniqueId)
  expect(set.map(({signature, status}) => [signature, status])).toEqual([
    [false, 'Approved'],
    [true, 'Approved'],
  ])
  const [written] = plainLot(lot).parts
  expect(set[0]).toMatchObject({
    size: written?.bytes.byteLength,
    patient: lot.patient.matricule,
    structure: site.structureId,
  })
  expect(await bench.locate(lot.documents[0]?.uniqueId ?? '', lot)).toEqual([set[0]?.entryUuid])
})

it('masks patients in an inspection unless told to show them', async () => {
  const {openDmpBackend} = await import('../../../src/lib/sandbox/registry/dmp-backend.ts')
  await bench.send(bench.lot())
  await bench.backend.close()
  const masked = await openDmpBackend({
    folder: bench.folder,
    dataFolder: (await import('./bench.ts')).dataFolder,
    verifyLot: bench.verifyLot,
    now: () => bench.now,
  })
  expect(JSON.stringify(await masked.inspect())).not.toContain(bench.patient('active-linked').matricule)
  await masked.close()
  await bench.start()
})

describe('refuses, each with its own cause and keeping nothing', () => {
  it.each(faultyLots)('%s', async (_name, code, location, alter) => {
    const before = (await bench.inspect()).documents.length
    const answer = await bench.send(bench.lot(), alter)
    expect(answer).toMatchObject(location === '' ? {code} : {code, location})
    expect((await bench.inspect()).documents).toHaveLength(before)
  })
})

it('refuses a signature that does not verify or comes from another structure', async () => {
  expect(await bench.send(bench.lot({signature: () => Buffer.from('bad')}))).toMatchObject({
    location: 'lot-signature/value',
  })
  expect(await bench.send(bench.lot({signature: () => Buffer.from(otherSite.structureId)}))).toMatchObject({
    location: 'lot-signature/signer-structure',
  })
})

it('refuses a lot that does not concern the patient of the VIHF', async () => {
  const answer = await bench.send(bench.lot(), undefined, {patient: bench.patient('active-linked-2')})
  expect(answer).toMatchObject({code: 'XDSPatientIdDoesNotMatch'})
})

describe('knows who has an open DMP', () => {
  it.each([
    ['none', 'XDSUnknownPatientId', 'patient/none'],
    ['closed-by-patient', 'DMPClosed', 'patient/closed'],
    ['closed-after-death', 'DMPClosed', 'patient/closed'],
  ])('%s is refused', async (key, code, location) => {
    expect(await bench.send(bench.lot({patient: bench.patient(key)}))).toMatchObject({code, location})
  })
  it.each(['active-unlinked', 'blocks-establishment', 'minor', 'homonym-2', 'changed-ins'])(
    '%s is fed',
    async (key) => {
      expect(await bench.send(bench.lot({patient: bench.patient(key)}))).toBe('ok')
    },
  )
})

describe('applies param-lps to visibility', () => {
  const feed = (key: string, ...masks: string[]) =>
    bench.send(bench.lot({patient: bench.patient(key)}, {masks}))
  it('takes each mask that makes sense', async () => {
    expect(await feed('active-linked', 'MASQUE_PS')).toBe('ok')
    expect(await feed('active-linked', 'INVISIBLE_PATIENT')).toBe('ok')
    expect(await feed('minor', 'INVISIBLE_REPRESENTANTS_LEGAUX')).toBe('ok')
  })
  it('refuses the cumulation, a mask twice, and legal representatives of an adult', async () => {
    expect(await feed('active-linked', 'MASQUE_PS', 'INVISIBLE_PATIENT')).toMatchObject({
      location: 'visibility/cumulation',
    })
    expect(await feed('active-linked', 'MASQUE_PS', 'MASQUE_PS')).toMatchObject({
      location: 'visibility/twice',
    })
    expect(await feed('active-linked', 'INVISIBLE_REPRESENTANTS_LEGAUX')).toMatchObject({
      location: 'visibility/adult',
    })
  })
  it('sees a patient come of age', async () => {
    expect(await feed('coming-of-age', 'INVISIBLE_REPRESENTANTS_LEGAUX')).toBe('ok')
    bench.now += 2 * 86_400_000
    expect(await feed('coming-of-age', 'INVISIBLE_REPRESENTANTS_LEGAUX')).toMatchObject({
      location: 'visibility/adult',
    })
    bench.now -= 2 * 86_400_000
  })
  it('names its four parameters', () => {
    for (const name of [
      'fonctions-gestion-mineurs',
      'age-majorite',
      'cumul-invisible_patient-masque_ps',
      'production',
    ])
      expect(bench.backend.paramLps()).toContain(`<${name}>`)
  })
})

describe('knows what it already holds', () => {
  it('names the set sent twice', async () => {
    const lot = bench.lot()
    expect(await bench.send(lot)).toBe('ok')
    const answer = await bench.send(lot)
    expect(answer).toMatchObject({code: 'XDSDuplicateUniqueIdInRegistry', location: lot.setUniqueId})
    expect(JSON.stringify(answer)).toContain(lot.setUniqueId)
  })
  it('names the document sent again in another set, and one whose bytes differ', async () => {
    const lot = bench.lot()
    expect(await bench.send(lot)).toBe('ok')
    const again = {...lot, setUniqueId: bench.oid(3), signatureUniqueId: bench.oid(4)}
    const [document] = lot.documents
    if (!document) throw new Error('no document')
    expect(await bench.send(again)).toMatchObject({
      code: 'XDSDuplicateUniqueIdInRegistry',
      location: document.uniqueId,
    })
    const other = {...again, documents: [{...document, text: 'Autre'}]}
    expect(await bench.send(other)).toMatchObject({code: 'XDSNonIdenticalHash', location: document.uniqueId})
  })
  it('takes the same bytes again where told to', async () => {
    await bench.restart({sameDocumentAgain: 'accept'})
    const lot = bench.lot()
    expect(await bench.send(lot)).toBe('ok')
    expect(await bench.send({...lot, setUniqueId: bench.oid(3), signatureUniqueId: bench.oid(4)})).toBe('ok')
    await bench.restart({})
  })
  it('refuses one uniqueId twice inside a message', async () => {
    const lot = bench.lot()
    expect(await bench.send({...lot, signatureUniqueId: lot.setUniqueId})).toMatchObject({
      code: 'XDSRegistryDuplicateUniqueIdInMessage',
      location: lot.setUniqueId,
    })
  })
  it('keeps one of two identical lots that arrive together', async () => {
    const lot = bench.lot()
    const answers = await Promise.all([bench.send(lot), bench.send(lot)])
    expect(answers.filter((answer) => answer === 'ok')).toHaveLength(1)
  })
})

it('still knows everything after a restart', async () => {
  const lot = bench.lot()
  expect(await bench.send(lot)).toBe('ok')
  const before = await bench.inspect()
  await bench.restart()
  expect(await bench.inspect()).toEqual(before)
  expect(await bench.send(lot)).toMatchObject({code: 'XDSDuplicateUniqueIdInRegistry'})
})
