import {afterAll, beforeAll, beforeEach, describe, expect, it} from 'vitest'
import {Planner, verdicts} from './planner.ts'

let planner: Planner
beforeAll(async () => {
  planner = await Planner.open()
})
afterAll(() => planner.remove())
beforeEach(() => planner.newJournal())

const other = 'active-unlinked'

describe('what records of one plan say of each other', () => {
  it('plans each good line once and fixes everything of it', async () => {
    const manifest = planner.manifest('good/m.ndjson', [
      planner.row('good/a.txt', 'A', {source_id: 'S1', venue: 'V1', unit: 'CARD', title: 'Note A'}),
      planner.row('good/b.txt', 'B', {source_id: 'S2', send_after: '2031-01-02'}),
    ])
    const {report, rows, items} = await planner.plan([manifest])
    expect(report.account).toEqual({read: 2, ready: 2, held: 0, rejected: 0, excluded: 0})
    expect(rows.map(({n, itemId}) => [n, itemId])).toEqual(items.map(({id}, at) => [at + 1, id]))
    const [first, second] = items
    expect(first).toMatchObject({
      action: 'submit',
      state: 'planned',
      batchId: report.batchId,
      establishment: 'sandbox',
      ipp: 'IPP-active-linked',
      venue: 'V1',
      sourceId: 'S1',
      unit: 'CARD',
      title: 'Note A',
      typeCode: '11488-4',
      origin: {file: manifest, line: 1},
    })
    expect(first?.sha1).toMatch(/^[0-9a-f]{40}$/)
    expect(new Set(items.flatMap((one) => [one.documentUniqueId, one.submissionSetUniqueId])).size).toBe(4)
    expect(second?.sendAfter).toBe(Date.parse('2031-01-01T23:00:00Z'))
  })

  it('says that a bulk run sends one document per lot where the profile asks for one lot per episode', async () => {
    const manifest = planner.manifest('lots/m.ndjson', [planner.row('lots/a.txt', 'A')])
    planner.warnings.length = 0
    process.env['DMP_DOCUMENTS_GROUP'] = 'episode'
    try {
      await planner.plan([manifest])
    } finally {
      delete process.env['DMP_DOCUMENTS_GROUP']
    }
    expect(planner.warnings).toContain('plan-one-per-lot')
    planner.warnings.length = 0
    await planner.plan([manifest])
    expect(planner.warnings).not.toContain('plan-one-per-lot')
  })

  it('leaves out the same bytes for the same patient, naming the first line', async () => {
    const rows = ['a', 'b', 'c'].map((name) => planner.row(`twins/${name}.txt`, 'the same'))
    const planned = await planner.plan([planner.manifest('twins/m.ndjson', rows)])
    expect(verdicts(planned.rows)).toEqual(['ready', 'excluded duplicate-row', 'excluded duplicate-row'])
    expect(planned.rows[2]?.params).toEqual({first: 1})
  })

  it('sends the second line of a pair when the first cannot go', async () => {
    const rows = [
      planner.row('pair/a.txt', 'pair', {type_code: '99999-9'}),
      planner.row('pair/b.txt', 'pair'),
    ]
    const planned = await planner.plan([planner.manifest('pair/m.ndjson', rows)])
    expect(verdicts(planned.rows)).toEqual(['rejected DMP_CODE_UNKNOWN', 'ready'])
  })

  it('holds every line of bytes that two patients share, and raises the alarm', async () => {
    const rows = [
      planner.row('alarm/a.txt', 'whose'),
      planner.row('alarm/b.txt', 'fine'),
      planner.row('alarm/c.txt', 'whose', {}, other),
    ]
    const planned = await planner.plan([planner.manifest('alarm/m.ndjson', rows)])
    expect(verdicts(planned.rows)).toEqual([
      'held same-bytes-other-patient',
      'ready',
      'held same-bytes-other-patient',
    ])
    expect(planned.report.alarms).toBe(2)
    expect(planned.rows[0]?.params).toEqual({records: '1, 3'})
  })

  it('holds every line of a local number that stands for several contents', async () => {
    const rows = [
      planner.row('number/a.txt', 'first text', {source_id: 'N1'}),
      planner.row('number/b.txt', 'second text', {source_id: 'N1'}),
      planner.row('number/c.txt', 'third text', {source_id: 'N2'}),
    ]
    const planned = await planner.plan([planner.manifest('number/m.ndjson', rows)])
    expect(verdicts(planned.rows)).toEqual([
      'held same-number-other-bytes',
      'held same-number-other-bytes',
      'ready',
    ])
  })

  it('counts the local number of a line that is rejected, whose file is absent or that waits', async () => {
    const own = (name: string, number: string, more: object = {}) => ({
      ...planner.row(`rejected/${name}.txt`, name),
      source_id: number,
      ...more,
    })
    const rows = [
      own('a', 'R1', {birth_date: '31/13/1980'}),
      own('b', 'R1'),
      own('c', 'R2'),
      own('d', 'R2', {file: 'absent.txt'}),
      own('e', 'R3'),
      own('f', 'R3', {confidentiality: 'R'}),
      own('g', 'R4'),
    ]
    const planned = await planner.plan([planner.manifest('rejected/m.ndjson', rows)])
    expect(verdicts(planned.rows)).toEqual([
      'rejected DMP_MANIFEST_LINE',
      'held same-number-other-bytes',
      'held same-number-other-bytes',
      'rejected DMP_MANIFEST_LINE',
      'held same-number-other-bytes',
      'held restricted',
      'ready',
    ])
    expect(planned.rows[1]?.params).toEqual({records: '1, 2'})
  })

  it('sends the line that corrects a rejected one: same number, same bytes', async () => {
    const row = planner.row('corrected/a.txt', 'corrected', {source_id: 'K1'})
    const rows = [{...row, birth_date: '31/13/1980'}, row]
    const planned = await planner.plan([planner.manifest('corrected/m.ndjson', rows)])
    expect(verdicts(planned.rows)).toEqual(['rejected DMP_MANIFEST_LINE', 'ready'])
  })

  it('chains versions of one plan: a replacement follows the line that it names', async () => {
    const rows = [
      planner.row('chain/a.txt', 'v1', {source_id: 'C1'}),
      planner.row('chain/b.txt', 'v2', {source_id: 'C1', action: 'replace', replaces: 'C1'}),
      planner.row('chain/c.txt', 'v3', {source_id: 'C1', action: 'replace', replaces: 'C1'}),
    ]
    const {rows: written, items} = await planner.plan([planner.manifest('chain/m.ndjson', rows)])
    expect(verdicts(written)).toEqual(['ready', 'ready', 'ready'])
    expect(items.map(({versionNumber, replaces}) => [versionNumber, replaces?.uniqueId])).toEqual([
      [1, undefined],
      [2, items[0]?.documentUniqueId],
      [3, items[1]?.documentUniqueId],
    ])
    expect(new Set(items.map(({setId}) => setId)).size).toBe(1)
    expect(items.every(({replaces}) => replaces?.entryUuid === undefined)).toBe(true)
  })

  it('knows its own versions again when the same list is planned anew, and a change of masks from a repetition', async () => {
    const rows = [
      planner.row('anew/a.txt', 'v1', {source_id: 'A1'}),
      planner.row('anew/b.txt', 'v2', {source_id: 'A1', action: 'replace', replaces: 'A1'}),
      planner.row('anew/c.txt', 'v3', {source_id: 'A1', action: 'replace', replaces: 'A1'}),
    ]
    const manifest = planner.manifest('anew/m.ndjson', rows)
    expect((await planner.plan([manifest])).report.account.ready).toBe(3)
    const again = await planner.plan([manifest])
    expect(verdicts(again.rows)).toEqual(Array(3).fill('excluded already-planned'))
    const masked = {masque_ps: 'Y', invisible_patient: 'N', invisible_rep_legaux: 'N'}
    const later = await planner.plan(
      [
        planner.manifest('anew/later.ndjson', [
          planner.row('anew/c.txt', 'v3', {
            action: 'replace',
            replaces: 'A1',
            masque_ps: 'N',
            invisible_patient: 'N',
            invisible_rep_legaux: 'N',
          }),
          planner.row('anew/d.txt', 'solo', {source_id: 'A2', ...masked}),
          planner.row('anew/d2.txt', 'solo', {action: 'replace', replaces: 'A2'}),
        ]),
      ],
      {visibility: undefined},
    )
    expect(verdicts(later.rows)).toEqual(['excluded already-planned', 'ready', 'held replace-unchanged'])
  })

  it('keeps the visibility of the version replaced where nothing is stated', async () => {
    const hidden = {masque_ps: 'Y', invisible_patient: 'N', invisible_rep_legaux: 'N'}
    const rows = [
      planner.row('masks/a.txt', 'v1', {source_id: 'M1', ...hidden}),
      planner.row('masks/b.txt', 'v2', {action: 'replace', replaces: 'M1'}),
    ]
    const {items} = await planner.plan([planner.manifest('masks/m.ndjson', rows)], {visibility: undefined})
    expect(items.map(({visibility}) => visibility.hiddenFromProfessionals)).toEqual([true, true])
  })

  it('holds a replacement of what nobody knows, and one of another patient', async () => {
    const rows = [
      planner.row('stray/a.txt', 'a', {source_id: 'T1'}),
      planner.row('stray/b.txt', 'b', {action: 'replace', replaces: 'NOBODY'}),
      planner.row('stray/c.txt', 'c', {action: 'replace', replaces: 'T1'}, other),
    ]
    const planned = await planner.plan([planner.manifest('stray/m.ndjson', rows)])
    expect(verdicts(planned.rows)).toEqual(['ready', 'held replace-unknown', 'held replace-other-patient'])
  })

  it('never publishes what a later line deletes, and drops that deletion', async () => {
    const rows = [
      planner.row('undone/a.txt', 'secret', {source_id: 'D1'}),
      planner.row('undone/b.txt', 'open', {source_id: 'D2'}),
      {action: 'delete', source_id: 'D1'},
    ]
    const planned = await planner.plan([planner.manifest('undone/m.ndjson', rows)])
    expect(verdicts(planned.rows)).toEqual(['excluded deleted-later', 'ready', 'excluded delete-never-sent'])
  })

  it('plans the deletion of a uniqueId that is not ours when its patient is named', async () => {
    const rows = [
      {...planner.row('foreign/a.txt', 'x'), file: undefined, action: 'delete', document_id: '2.25.4711'},
      {action: 'delete', document_id: '2.25.4712'},
      {action: 'delete', source_id: 'UNHEARD'},
    ]
    const {rows: written, items} = await planner.plan([planner.manifest('foreign/m.ndjson', rows)])
    expect(verdicts(written)).toEqual(['ready', 'rejected delete-without-patient', 'rejected delete-unknown'])
    expect(items).toMatchObject([{action: 'delete', documentUniqueId: '2.25.4711', size: 0, sha1: ''}])
  })
})
