import {mkdirSync, renameSync, utimesSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, beforeEach, describe, expect, it} from 'vitest'
import {planLines} from '../../../src/lib/ui/batch/plan-view.ts'
import type {Screen} from '../../../src/lib/ui/screen.ts'
import {translator} from '../../../src/lib/ui/translate.ts'
import {addHolds} from '../../../src/lib/usecases/batch/add-holds.ts'
import {liftHold, listHolds} from '../../../src/lib/usecases/batch/holds.ts'
import {planExit} from '../../../src/lib/usecases/batch/plan/plan-of-words.ts'
import {cdaText, Planner, verdicts} from './planner.ts'

let planner: Planner
beforeAll(async () => {
  planner = await Planner.open()
})
afterAll(() => planner.remove())
beforeEach(() => planner.newJournal())

const rulesOf = (version: string, rules: string) => `title: Essai\nversion: ${version}\nrules:\n${rules}`

describe('rules of the hospital', () => {
  it('exclude or hold under their name, and hold what they cannot judge', async () => {
    const rules = planner.write(
      'rules/r.yaml',
      rulesOf(
        '1',
        '  - {name: psy, when: {units: [PSY]}, action: exclude, unknown: pass}\n' +
          '  - {name: words, when: {title_words: [secret]}, action: hold}\n' +
          '  - {name: old, when: {before: 2020-01-01}, action: exclude}\n',
      ),
    )
    const manifest = planner.manifest('rules/m.ndjson', [
      planner.row('rules/a.txt', 'a', {unit: 'psy', title: 'Note'}),
      planner.row('rules/b.txt', 'b', {unit: 'CARD', title: 'Note SECRÈTE, secret'}),
      planner.row('rules/c.txt', 'c', {document_date: '2019-12-31', title: 'Note'}),
      planner.row('rules/d.txt', 'd'),
      planner.row('rules/e.txt', 'e', {title: 'Note'}),
    ])
    const {rows, report} = await planner.plan([manifest], {rules})
    expect(verdicts(rows)).toEqual([
      'excluded rule',
      'held rule',
      'excluded rule',
      'held rule-unknown',
      'ready',
    ])
    expect(rows.map(({params}) => params?.['rule'])).toEqual(['psy', 'words', 'old', 'words', undefined])
    expect(report.reasons).toContainEqual(
      expect.objectContaining({class: 'excluded', reason: 'rule', detail: 'psy', count: 1}),
    )
    expect(report.rules).toMatchObject({file: rules, version: '1'})
  })

  it('are kept in the journal by version, and a version never names two sets', async () => {
    const one = '  - {name: a, when: {units: [A]}, action: hold, unknown: pass}\n'
    const rules = planner.write('versions/r.yaml', rulesOf('7', one))
    const manifest = planner.manifest('versions/m.ndjson', [planner.row('versions/a.txt', 'a')])
    await planner.plan([manifest], {rules})
    planner.write('versions/r.yaml', rulesOf('7', one.replace('[A]', '[B]')))
    await expect(planner.plan([manifest], {rules})).rejects.toMatchObject({
      code: 'DMP_RULES_INVALID',
      params: {reason: 'version-reused'},
    })
    const kept = await planner.use(async (bench) => {
      const events = []
      for await (const event of (await bench.journal()).events({operation: 'batch-rules'})) events.push(event)
      return events
    })
    expect(kept).toHaveLength(1)
    expect(kept[0]?.data).toMatchObject({version: '7', rules: {rules: [{name: 'a'}]}})
  })
})

describe('rules that keep nothing back', () => {
  it('are named by the plan, and types that table J66 does not have are told', async () => {
    const rule = (name: string, when: string) =>
      `  - {name: ${name}, action: exclude, unknown: pass, when: {${when}}}\n`
    const rules = planner.write(
      'idle/r.yaml',
      rulesOf(
        '1',
        rule('typo', 'types: [11488-44]') + rule('psy', 'units: [PSY]') + rule('ortho', 'units: [ORT]'),
      ),
    )
    const rows = [
      planner.row('idle/a.txt', 'a', {unit: 'PSY'}),
      planner.row('idle/b.txt', 'b', {unit: 'MED'}),
    ]
    const planned = await planner.plan([planner.manifest('idle/m.ndjson', rows)], {rules})
    expect(verdicts(planned.rows)).toEqual(['excluded rule', 'ready'])
    expect(planned.report.idleRules).toEqual(['typo', 'ortho'])
    expect(planner.warnings).toContain('rules-type-unknown')
  })
})

describe('holds', () => {
  it('win over everything, and those that match nothing are told', async () => {
    const rows = [
      planner.row('holds/a.txt', 'a', {source_id: 'H1', unit: 'PSY'}),
      planner.row('holds/b.txt', 'b', {source_id: 'H2'}),
      planner.row('holds/c.txt', 'c', {source_id: 'H3'}, 'active-unlinked'),
      planner.row('holds/d.txt', 'd', {source_id: 'H4'}),
      planner.row('holds/e.txt', 'e', {source_id: 'H5'}),
    ]
    const ins = String((rows[2] as Record<string, string>)['ins'])
    const list = planner.write(
      'holds/list.csv',
      `kind;value;reason\nunit;PSY;CME\nins;${ins};opposition\nsource_id;H2;litige\nipp;NOBODY;x\nfile;${planner.write('holds/d.txt', 'd')};x\n`,
    )
    await planner.use((bench) => addHolds(bench, {by: 'test', from: list}))
    // What the program laid beside deletions is no typing error of anybody.
    await planner.use(async (bench) =>
      (await bench.journal()).hold([
        {kind: 'document_id', value: '1.2.3', reason: 'deletion-asked', by: 'batch plan', createdAt: 1},
        {kind: 'document_id', value: '1.2.4', reason: 'wrong-patient', by: 'batch undo', createdAt: 1},
      ]),
    )
    const planned = await planner.plan([planner.manifest('holds/m.ndjson', rows)])
    expect(verdicts(planned.rows)).toEqual([
      'held DMP_HELD',
      'held DMP_HELD',
      'held DMP_HELD',
      'held DMP_HELD',
      'ready',
    ])
    expect(planned.rows.map(({params}) => params?.['kind'])).toEqual([
      'unit',
      'source_id',
      'ins',
      'file_sha256',
      undefined,
    ])
    expect(planned.report.idleHolds).toEqual([{kind: 'ipp', value: 'NOBODY'}])
    expect(JSON.stringify(planned)).not.toContain(`"value":"${ins}"`)
  })

  it('refuse a list with one bad line whole, naming the line', async () => {
    const list = planner.write('holds/bad.csv', 'kind;value;reason\nunit;PSY;CME\nins;2541;x\n')
    await expect(planner.use((bench) => addHolds(bench, {by: 'test', from: list}))).rejects.toMatchObject({
      code: 'DMP_HOLD_INVALID',
      params: {line: 3, reason: 'ins'},
    })
    expect(await planner.use(async (bench) => (await bench.journal()).holds())).toEqual([])
  })

  it('show no INS that a person wrote into the reason', async () => {
    const reason = 'patient 265059999900141, écrit 2 65 05 99 999 001 41'
    await planner.use((bench) => addHolds(bench, {by: 'test', kind: 'unit', value: 'MASK', reason}))
    const {holds} = await planner.use(listHolds)
    const shown = holds.find(({value}) => value === 'MASK')?.reason
    expect(shown).toMatch(/^patient 2•+41, écrit 2•+41$/)
    await planner.use((bench) => liftHold(bench, 'unit', 'MASK'))
  })

  it('tell what they keep back at once, and are not laid twice', async () => {
    await planner.plan([planner.manifest('kept/m.ndjson', [planner.row('kept/a.txt', 'a', {venue: 'V'})])])
    const wish = {by: 'test', kind: 'ipp', value: 'IPP-active-linked', reason: 'opposition'}
    const first = await planner.use((bench) => addHolds(bench, wish))
    expect(first).toMatchObject({added: 1, standing: 0, keepsBack: 1})
    expect(await planner.use((bench) => addHolds(bench, wish))).toMatchObject({added: 0, standing: 1})
  })
})

describe('a second hold on one name', () => {
  const lay = (wish: {reason?: string; until?: string; replace?: boolean; from?: string}) =>
    planner.use((bench) =>
      addHolds(bench, {by: 'test', ...(wish.from ? {} : {kind: 'ipp', value: '7777'}), ...wish}),
    )
  const laid = () => planner.use(async (bench) => (await bench.journal()).holds())

  it('does not shorten the first without a word', async () => {
    await lay({reason: 'opposition'})
    const second = await lay({reason: 'letter', until: '2040-01-02'})
    expect(second).toMatchObject({added: 0, weaker: 1, stronger: [{reason: 'opposition', until: null}]})
    expect(await laid()).toMatchObject([{reason: 'opposition'}])
    expect(await lay({reason: 'letter', until: '2040-01-02', replace: true})).toMatchObject({
      added: 1,
      weaker: 0,
    })
    expect(await laid()).toMatchObject([{reason: 'letter', until: Date.parse('2040-01-02T23:00:00Z')}])
  })

  it('lasts longer and keeps both reasons', async () => {
    await lay({reason: 'letter', until: '2040-01-02'})
    expect(await lay({reason: 'opposition'})).toMatchObject({added: 1, weaker: 0})
    expect(await laid()).toMatchObject([{reason: 'opposition ; letter'}])
  })

  it('stands in one list beside the first, which the longer one wins', async () => {
    const list = 'kind;value;reason;until\nipp;7777;opposition;\nipp;7777;letter;2040-01-02\n'
    expect(await lay({from: planner.write('holds/two.csv', list)})).toMatchObject({added: 1, weaker: 1})
    expect(await laid()).toMatchObject([{reason: 'opposition'}])
  })

  it('tells the column of a list that is no date', async () => {
    const list = planner.write('holds/date.csv', 'kind;value;reason;until\nipp;1;x;31/12/2040\n')
    await expect(lay({from: list})).rejects.toMatchObject({
      code: 'DMP_HOLD_INVALID',
      params: {line: 2, field: 'until', reason: 'until-form', value: 'until'},
    })
  })
})

describe('a folder of finished documents', () => {
  const cda = (name: string, more: Parameters<typeof cdaText>[0] = {}) => planner.write(name, cdaText(more))

  it('holds the documents of another structure', async () => {
    cda('structures/a.xml', {structure: '1750000001'})
    cda('structures/b.xml')
    const {rows} = await planner.plan([join(planner.home, 'files/structures')], {identityStatus: 'QUAL'})
    expect(verdicts(rows)).toEqual(['held foreign-structure', 'ready'])
  })

  it('holds a second content under one document identifier', async () => {
    cda('ids/a.xml', {id: '2.25.99', title: 'one'})
    cda('ids/b.xml', {id: '2.25.99', title: 'two'})
    const {rows} = await planner.plan([join(planner.home, 'files/ids')], {identityStatus: 'QUAL'})
    expect(verdicts(rows)).toEqual(['ready', 'held same-id-other-bytes'])
    cda('ids-later/c.xml', {id: '2.25.99', title: 'three'})
    const later = await planner.plan([join(planner.home, 'files/ids-later')], {identityStatus: 'QUAL'})
    expect(verdicts(later.rows)).toEqual(['held same-id-other-bytes'])
  })

  it('is read again only where something is new or still waits', async () => {
    const folder = join(planner.home, 'files/archive')
    const wish = {identityStatus: 'QUAL', sinceLast: true}
    cda('archive/a.xml')
    cda('archive/b.xml', {structure: '1750000001'})
    const first = await planner.plan([folder], wish)
    expect(verdicts(first.rows)).toEqual(['ready', 'held foreign-structure'])
    expect(first.report.seenBefore).toBe(0)
    // A late file under an old date is new all the same.
    utimesSync(cda('archive/0-late.xml'), 1_000_000_000, 1_000_000_000)
    const second = await planner.plan([folder], wish)
    expect(second.rows.map(({origin, class: verdict}) => [origin.file.split('/').at(-1), verdict])).toEqual([
      ['0-late.xml', 'ready'],
      ['b.xml', 'held'],
    ])
    expect(second.report.seenBefore).toBe(1)
    const third = await planner.plan([folder], wish)
    expect(third.report).toMatchObject({account: {read: 1, held: 1}, seenBefore: 2})
  })

  it('says that nothing is new, of an empty folder and of one in which all is known', async () => {
    const wish = {identityStatus: 'QUAL', sinceLast: true}
    const empty = join(planner.home, 'files/fed')
    mkdirSync(empty)
    await expect(planner.plan([empty], {identityStatus: 'QUAL'})).rejects.toMatchObject({
      code: 'DMP_INPUT_UNCLEAR',
    })
    const none = await planner.plan([empty], wish)
    expect(planner.warnings).toContain('folder-empty')
    cda('fed/a.xml')
    expect(verdicts((await planner.plan([empty], wish)).rows)).toEqual(['ready'])
    const known = await planner.plan([empty], wish)
    for (const {report} of [none, known]) {
      expect(report.account).toEqual({read: 0, ready: 0, held: 0, rejected: 0, excluded: 0})
      expect(planExit(report)).toBe(0)
      const color = new Proxy({}, {get: () => (text: string) => text})
      const screen = {t: translator('fr'), color, width: 100, isTerminal: false} as unknown as Screen
      expect(planLines(report, screen).join('\n')).toContain('Rien de nouveau')
    }
    expect(known.report.seenBefore).toBe(1)
  })
})

describe('a document that was deleted from the DMP', () => {
  it('is not put back unless that is asked for', async () => {
    const manifest = planner.manifest('deleted/m.ndjson', [
      planner.row('deleted/a.txt', 'a'),
      planner.row('deleted/b.txt', 'b'),
    ])
    const {items} = await planner.plan([manifest])
    await planner.use(async (bench) => {
      const journal = await bench.journal()
      const change = (to: 'sending' | 'accepted') => ({
        event: {phase: 'event', operation: 'submit', occurredAt: bench.clock.now(), data: {}} as const,
        changes: items.map(({id}) => ({id, to})),
      })
      await journal.record([change('sending')])
      await journal.record([change('accepted')])
      const event = {phase: 'event', operation: 'delete', occurredAt: bench.clock.now(), data: {}} as const
      await journal.record([{event, changes: [{id: items[0]?.id ?? '', registryStatus: 'deleted'}]}])
    })
    expect(verdicts((await planner.plan([manifest])).rows)).toEqual([
      'held deleted-before',
      'excluded already-sent',
    ])
    const back = await planner.plan([manifest], {deletedToo: true})
    expect(verdicts(back.rows)).toEqual(['ready', 'excluded already-sent'])
  })
})

describe('files that move while they are planned', () => {
  it('holds a file that changes between the two readings, and accounts for one that vanishes', async () => {
    const rows = ['a', 'b', 'c'].map((name) => planner.row(`moving/${name}.txt`, name))
    const manifest = planner.manifest('moving/m.ndjson', rows)
    const folder = join(planner.home, 'files/moving')
    const planned = await planner.use((bench) => {
      const sleep = async () => {
        writeFileSync(join(folder, 'a.txt'), 'a and more')
        renameSync(join(folder, 'c.txt'), join(folder, 'gone.txt'))
      }
      return planner.planWith({...bench, clock: {...bench.clock, sleep}}, [manifest], {settleMs: 3_600_000})
    })
    expect(verdicts(planned.rows)[0]).toBe('held DMP_SOURCE_CHANGED')
    expect(verdicts(planned.rows)[1]).toBe('held file-growing')
    expect(planned.rows[2]?.class).toBe('rejected')
    expect(planned.report.account).toMatchObject({read: 3, ready: 0})
  })
})
