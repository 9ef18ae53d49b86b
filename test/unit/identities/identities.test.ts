import {afterAll, describe, expect, it} from 'vitest'
import {identityColumns} from '../../../src/lib/identities/identity-columns.ts'
import {IdentityIndex} from '../../../src/lib/identities/identity-index.ts'
import {TextTable} from '../../../src/lib/identities/text-table.ts'
import type {Oid} from '../../../src/lib/ids/oid.ts'
import type {Matricule} from '../../../src/lib/ins/patient-identity.ts'
import {en} from '../../../src/lib/ui/messages/en.ts'
import type {Candidate} from '../../../src/lib/usecases/batch/candidate.ts'
import {joinIdentity} from '../../../src/lib/usecases/batch/inputs/join-identity.ts'
import {keyOf, samplePatients} from '../../support/sample-patients.ts'
import {csvOf, identityCells, TabularDesk} from '../tabular/tabular-desk.ts'

const desk = new TabularDesk()
afterAll(() => desk.remove())

const {woman, man} = samplePatients
const line = (
  changes: Readonly<Record<string, string>> = {},
  key: Parameters<typeof identityCells>[0] = 'woman',
) => {
  const {ins_oid: oid, identity_status: status, ...rest} = identityCells(key)
  return {...rest, oid, status, as_of: '2026-01-15', ...changes}
}
const load = (...rows: readonly Record<string, string>[]) => desk.identities(csvOf(rows))
const WOMAN = '0000000101'
const MAN = '0000000102'

describe('an identities file', () => {
  it('gives the identity of a patient by IPP', async () => {
    const identities = await load(line({used_name: 'MARIEE'}), line({used_name: ''}, 'man'))
    expect(identities.find(WOMAN)).toEqual({
      ins: woman.ins,
      identity: {...woman, usedName: 'MARIEE'},
      asOf: '20260115',
    })
    expect(identities.find(MAN)).toMatchObject({identity: man})
    expect(identities.find('unknown')).toBeUndefined()
    expect(identities.report).toMatchObject({lines: 2, patients: 2, usable: 2, faulty: 0, doubts: {}})
  })

  it('may leave the traits to the documents', async () => {
    const {ins, oid} = line()
    const identities = await load({ipp: WOMAN, ins, oid, status: 'QUALIFIEE'})
    expect(identities.find(WOMAN)).toEqual({ins: woman.ins})
  })

  it('says the same twice without harm, and keeps the last check', async () => {
    const identities = await load(line(), line({as_of: '2026-02-20'}))
    expect(identities.find(WOMAN)).toMatchObject({asOf: '20260220'})
  })

  it.each<[string, Record<string, string>[], string[], string]>([
    ['two INS for an IPP', [line(), line({ipp: WOMAN}, 'man')], [WOMAN], 'identity-two-ins'],
    ['one INS for two IPP', [line(), line({ipp: '99'})], [WOMAN, '99'], 'identity-two-ipp'],
    ['two civil states', [line(), line({birth_name: 'AUTRE'})], [WOMAN], 'identity-two-traits'],
    ['a sex against the first digit', [line({sex: 'M'})], [WOMAN], 'identity-sex'],
    ['an OID of production', [line({oid: '1.2.250.1.213.1.4.8'})], [WOMAN], 'identity-environment'],
    ['an identity that is only validated', [line({status: 'VALI'})], [WOMAN], 'identity-not-qualified'],
    ['a status left empty', [line({status: ''})], [WOMAN], 'identity-not-qualified'],
    ['a faulty line beside a good one', [line(), line({ins: '123'})], [WOMAN], 'identity-faulty'],
    [
      'a good line after a faulty one',
      [line({birth_date: '1965-02-30'}), line()],
      [WOMAN],
      'identity-faulty',
    ],
  ])('holds the patients of %s', async (_name, rows, ipps, doubt) => {
    const identities = await load(...rows)
    for (const ipp of ipps) expect(identities.find(ipp)).toEqual({doubt})
    expect(identities.report.doubts).toEqual({[doubt]: ipps.length})
    expect(identities.report.usable).toBe(0)
    expect(en).toHaveProperty([`batch.reason.${doubt}`])
  })

  it('reads the words of a source that mean qualified', async () => {
    const mapping = desk.write(
      'identities.yaml',
      'columns: {ipp: IPP, ins: NIR, oid: {value: 1.2.250.1.213.1.4.10}, status: S}\nidentity: [Validée INSi]\n',
    )
    const identities = await desk.identities(`IPP;NIR;S\n${WOMAN};${woman.ins.matricule};VALIDÉE insi\n`, {
      mapping,
    })
    expect(identities.find(WOMAN)).toEqual({ins: woman.ins})
  })

  it('names faulty lines by line and column, without their values', async () => {
    const {report} = await load(line(), line({ins: '2,65E+14'}, 'man'), line({birth_place: '9'}, 'minor'))
    expect(report.faults).toEqual([
      {line: 3, field: 'ins', reason: 'ins-spreadsheet'},
      {line: 4, field: 'birth_place', reason: 'place'},
    ])
    for (const {reason} of report.faults)
      expect(en).toHaveProperty([`error.DMP_MANIFEST_LINE.reason.${reason}`])
  })

  it('counts what is unusual and what was checked long ago', async () => {
    const {report} = await load(
      line({birth_date: '1966-05-12'}),
      line({as_of: '2020-01-01'}, 'man'),
      line({as_of: ''}, 'minor'),
    )
    expect(report.warnings).toMatchObject({'INS-COHERENCE/birthYear': 1})
    expect(report.old).toBe(1)
    const told = desk.warnings.map(({code}) => code)
    expect(told).toEqual(
      expect.arrayContaining(['identities-unusual', 'identities-old', 'identities.identity-two-ins']),
    )
    for (const code of told) expect(en).toHaveProperty([`warning.${code}`])
    expect(report.usable).toBe(3)
  })

  it('is refused with columns nobody knows', async () => {
    await expect(load(line({telephone: '1'}))).rejects.toMatchObject({params: {reason: 'unknown-columns'}})
    expect(Object.keys(identityColumns)).toContain('ins_history')
  })
})

describe('former numbers of a patient', async () => {
  const former = '154039999900253'
  const identities = await load(line({ins_history: `${former} ${woman.ins.matricule}`}), line({}, 'man'))
  const under = (ins: string, more: Partial<Candidate> = {}): Candidate => ({
    action: 'submit',
    origin: {file: 'm.csv', line: 2},
    local: {},
    request: {action: 'submit', file: 'a.xml', statedIns: {matricule: ins as Matricule}},
    ...more,
  })

  it('are known, the current one not being one of them', () => {
    expect(identities.currentOf(former)).toBe(woman.ins.matricule)
    expect(identities.currentOf(woman.ins.matricule)).toBeUndefined()
    expect(identities.find(WOMAN)).toMatchObject({ins: woman.ins})
  })

  it('are read from a list of an NDJSON file too, where a name given twice is still a fault', async () => {
    const {ipp, ins, oid, status} = line()
    const json = JSON.stringify({ipp, ins, oid, status, ins_history: [former]})
    expect((await desk.identities(json, {}, 'i.ndjson')).currentOf(former)).toBe(ins)
    const twice = json.replace('{', `{"ipp":"9",`)
    expect((await desk.identities(`${twice}\n`, {}, 'j.ndjson')).report.faulty).toBe(1)
  })

  it('hold a document that is under one of them, by its line or by its header alone', () => {
    const reasonOf = (one: Candidate) => joinIdentity(one, identities).verdict?.reason
    expect(reasonOf(under(former))).toBe('identity-former-ins')
    expect(reasonOf(under(former, {local: {ipp: WOMAN}}))).toBe('identity-former-ins')
    const header = {document: {person: {matricule: former}}}
    expect(reasonOf(under(woman.ins.matricule, header))).toBe('identity-former-ins')
    expect(reasonOf(under(man.ins.matricule))).toBeUndefined()
  })

  it('let a deletion of what was deposited under one of them go', () => {
    const wish = under(former, {action: 'delete', local: {ipp: WOMAN}})
    const {request: _, ...bare} = wish
    const ins = {matricule: former as Matricule, oid: woman.ins.oid}
    expect(joinIdentity({...bare, deletion: {sourceId: 'D', ins}}, identities).verdict).toBeUndefined()
  })
})

describe('a record joined to the identities', async () => {
  const identities = await load(line(), line({}, 'man'), line({ipp: '0042'}, 'minor'))
  const candidate = (request: object, local: object = {}): Candidate => ({
    action: 'submit',
    origin: {file: 'm.csv', line: 2},
    local,
    request: {action: 'submit', file: 'a.pdf', ...request},
  })
  const verdictOf = (one: Candidate) => [one.verdict?.reason, one.verdict?.params?.['field']].filter(Boolean)

  it('takes its identity from there', () => {
    expect(joinIdentity(candidate({ipp: WOMAN}), identities).request).toMatchObject({
      patient: woman,
      statedIns: woman.ins,
      identityStatus: 'QUAL',
    })
  })

  it('keeps what it states itself', () => {
    const own = {ipp: WOMAN, statedIns: {matricule: woman.ins.matricule}, identityStatus: 'QUALIFIEE'}
    expect(joinIdentity(candidate(own), identities).request).toMatchObject({
      identityStatus: 'QUALIFIEE',
      statedIns: woman.ins,
    })
  })

  it('finds its IPP among the local facts of a finished document', () => {
    expect(joinIdentity(candidate({}, {ipp: MAN}), identities).request?.statedIns).toEqual(man.ins)
  })

  it.each<[string, object, string[]]>([
    ['another INS', {ipp: WOMAN, statedIns: man.ins}, ['identity-disagrees', 'ins']],
    [
      'another OID',
      {ipp: WOMAN, statedIns: {...woman.ins, oid: '1.2.250.1.213.1.4.8'}},
      ['identity-disagrees', 'ins'],
    ],
    [
      'another birth date',
      {ipp: WOMAN, statedTraits: {birthDate: '19650513'}},
      ['identity-disagrees', 'birth_date'],
    ],
    ['another name', {ipp: WOMAN, statedTraits: {birthName: 'AUTRE'}}, ['identity-disagrees', 'birth_name']],
    ['the same name written otherwise', {ipp: WOMAN, statedTraits: {birthName: 'Essai Alpha', sex: 'F'}}, []],
    ['an IPP nobody knows', {ipp: '7'}, ['identity-absent']],
    ['an IPP whose zeros were eaten', {ipp: '42'}, ['identity-near']],
    ['an IPP with zeros too many, and an INS', {ipp: '00042', statedIns: man.ins}, ['identity-near']],
    ['an IPP nobody knows, and an INS', {ipp: '7', statedIns: man.ins}, []],
    ['no IPP', {statedIns: man.ins}, []],
  ])('with %s ends as %j', (_name, request, expected) => {
    const joined = joinIdentity(candidate(request), identities)
    expect(verdictOf(joined)).toEqual(expected)
    if (joined.verdict) expect(joined.verdict.class).toBe('held')
    for (const reason of expected.slice(0, 1)) expect(en).toHaveProperty([`batch.reason.${reason}`])
  })

  it('keeps a verdict it has', () => {
    const refused = {...candidate({ipp: WOMAN}), verdict: {class: 'rejected', reason: 'X'} as const}
    expect(joinIdentity(refused, identities)).toBe(refused)
  })

  it('to be deleted is held when the identities say another INS', () => {
    const wish: Candidate = {
      action: 'delete',
      origin: {file: 'm.csv'},
      local: {ipp: WOMAN},
      deletion: {sourceId: 'D', ins: man.ins},
    }
    expect(verdictOf(joinIdentity(wish, identities))).toEqual(['identity-disagrees', 'ins'])
    expect(
      joinIdentity({...wish, deletion: {sourceId: 'D', ins: woman.ins}}, identities).verdict,
    ).toBeUndefined()
  })
})

describe('many patients', () => {
  it('cost at most 250 bytes each, and are found', () => {
    const count = 200_000
    const before = process.memoryUsage()
    const index = new IdentityIndex('1.2.250.1.999.1.2' as Oid)
    const matricule = (n: number) => {
      const thirteen = `19001${String(99_000_000 + n).padStart(8, '0')}`
      return `${thirteen}${keyOf(thirteen)}` as Matricule
    }
    for (let n = 0; n < count; n++)
      index.add({
        ipp: String(n).padStart(10, '0'),
        ins: {matricule: matricule(n), oid: '1.2.250.1.213.1.4.10' as Oid},
        traits: {
          birthName: `ESSAI${n}`,
          givenNames: 'JEAN PIERRE MARIE',
          firstGiven: 'JEAN',
          sex: 'M',
          birthDate: '19900101',
          birthPlace: '99999',
        },
        asOf: 20_260_101,
        warnings: [],
      })
    globalThis.gc?.()
    const after = process.memoryUsage()
    const bytes = after.external + after.arrayBuffers - before.external - before.arrayBuffers
    // Buffers are counted in both figures.
    expect(bytes / count).toBeLessThan(2 * 250)
    expect(index.patients).toBe(count)
    expect(index.count(20_250_101)).toEqual({doubts: {}, usable: count, old: 0})
    for (const n of [0, 1, 4711, count - 1])
      expect(index.find(String(n).padStart(10, '0'))).toMatchObject({ins: {matricule: matricule(n)}})
    expect(index.find('4711')).toBeUndefined()
    expect(index.hasNear('4711')).toBe(true)
    expect(index.hasNear(String(count))).toBe(false)
  })

  it('whose numbers hash alike are still told apart', () => {
    const table = new TextTable()
    const texts = Array.from({length: 5000}, (_, n) => `k${n % 2500}`)
    for (const [at, text] of texts.entries()) table.add(text, at)
    const textOf = (value: number) => texts[value] ?? ''
    expect(table.find('k7', () => true, textOf)).toBe(7)
    expect(table.find('k7', (value) => value > 7, textOf)).toBe(2507)
    expect(table.find('k2500', () => true, textOf)).toBeUndefined()
  })
})
