import {copyFileSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {hashOf} from '../../../src/lib/journal/event-row.ts'
import {openJournal} from '../../../src/lib/journal/journal.ts'
import {readPrintedKey} from '../../../src/lib/traces/signed-note.ts'
import {verifyLines} from '../../../src/lib/ui/trace/verify-view.ts'
import {verifyExit} from '../../../src/lib/usecases/trace/verified-traces.ts'
import {alice, entry, plannedItem, planning, sending, settling} from '../../support/journal-samples.ts'
import {type Workbench, workbench} from '../journal/workbench.ts'
import {screen, type VerifyDesk, verifyDesk} from './bench.ts'

let place: Workbench
let desk: VerifyDesk
beforeEach(async () => {
  place = workbench()
  const {path, keyDir, registryDir = ''} = place.options
  desk = verifyDesk({path, keyDir, registryDir, folder: `${place.folder}/elsewhere`})
  await work()
})
afterEach(() => place.clear())

const search = entry({operation: 'search', patient: alice})

/** Two writers, some thirty events each time. */
async function work(): Promise<void> {
  const [first, second] = [await openJournal(place.options), await openJournal(place.options)]
  const n = (await first.items({})).length + 1
  await first.record([planning(plannedItem(n))])
  await second.record([sending(`item-${n}`), settling(`item-${n}`, {to: 'accepted'})])
  for (const journal of [first, second]) await journal.record(Array.from({length: 15}, () => search))
  await first.close()
  await second.close()
}

function sql<T = Record<string, unknown>>(text: string): T[] {
  const database = new DatabaseSync(place.options.path)
  try {
    if (!/^SELECT/.test(text)) database.exec(text)
    return (/^SELECT/.test(text) ? database.prepare(text).all() : []) as T[]
  } finally {
    database.close()
  }
}

/** Who can write in the key folder too: without the checkpoint that is kept there, only others kept elsewhere tell. */
function dropKept(): void {
  const {keyDir} = place.options
  for (const name of readdirSync(keyDir)) if (name.includes('.checkpoint.')) rmSync(join(keyDir, name))
}

const KEPT = {verdict: 'broken', journal: {findings: [{kind: 'checkpoint', note: 'kept'}]}} as const

/** Everything about the end of the journal, as somebody would set it back who can write the file but has not the key. */
function cutEvents(from: number): void {
  sql(`DELETE FROM events WHERE n >= ${from};
    UPDATE writers SET seq = (SELECT max(seq) FROM events e WHERE e.writer = writers.id),
      hash = (SELECT hash FROM events e WHERE e.writer = writers.id ORDER BY seq DESC LIMIT 1);
    DELETE FROM checkpoints WHERE last_event >= ${from}`)
  // What this machine remembers of its journals.
  rmSync(place.options.registryDir ?? '', {recursive: true})
}

/** Event `n` altered, and every hash from there on made anew, as anybody can who has the file alone. */
function rechain(n: number): void {
  const rows = sql<Record<string, string | number | null>>('SELECT * FROM events ORDER BY n')
  const prev = new Map<string, string>()
  for (const row of rows) {
    const content = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))
    const altered = {...content, ...(row['n'] === n ? {occurred_at: 1} : {})}
    const link = {...altered, prev: prev.get(String(row['writer'])) ?? '0'.repeat(64)}
    const hash = hashOf(link)
    prev.set(String(row['writer']), hash)
    if (hash !== row['hash'])
      sql(
        `UPDATE events SET occurred_at = ${link['occurred_at' as never]}, prev = '${link.prev}', hash = '${hash}' WHERE n = ${row['n']}`,
      )
  }
  for (const [writer, hash] of prev) sql(`UPDATE writers SET hash = '${hash}' WHERE id = '${writer}'`)
}

const eventAt = (n: number) =>
  sql<{id: string; writer: string; seq: number; ts: number}>(`SELECT * FROM events WHERE n = ${n}`)[0]

describe('a journal', () => {
  it('is intact as it grew, by every checkpoint taken on the way', async () => {
    await desk.take('one')
    await work()
    const {note, publicKey, events, writers} = await desk.take('two')
    await work()
    const verified = await desk.verify(['one.checkpoint', 'two.checkpoint'], ['one.pem'])
    expect(verified.checkpoints.map(({verdict, signature}) => [verdict, signature])).toEqual([
      ['holds', 'valid'],
      ['holds', 'valid'],
    ])
    expect([verified.intact, verified.journal?.firstBroken]).toEqual([true, null])
    expect(verified.unseen).toEqual(['since', 'owner', 'truth'])
    expect(note?.split('\n').slice(0, 2)).toEqual([`dmp-journal/${verified.journal?.journalId}`, `${events}`])
    expect(writers).toHaveLength(2)
    expect(readPrintedKey(publicKey ?? '')?.name).toBe(`dmp-journal/${verified.journal?.journalId}`)
  })

  it('says that it sees no cut end without a checkpoint, and whose key it used', async () => {
    expect((await desk.verify()).unseen).toEqual(['tail', 'owner', 'truth'])
    await desk.take('one')
    expect((await desk.verify(['one.checkpoint'])).unseen).toEqual(['since', 'own-key', 'owner', 'truth'])
    rmSync(place.options.keyDir, {recursive: true})
    const keyless = await desk.verify(['one.checkpoint'])
    expect([keyless.verdict, keyless.intact]).toEqual(['unproven', false])
    expect(verifyLines(keyless, screen).join('\n')).not.toMatch(/intact/)
    expect([verifyExit(keyless), keyless.unseen]).toEqual([0, ['since', 'no-key', 'owner', 'truth']])
    expect(keyless.checkpoints[0]).toMatchObject({signature: 'no-key', verdict: 'holds'})
    const given = await desk.verify(['one.checkpoint'], ['one.pem'])
    expect([given.checkpoints[0]?.signature, given.unseen]).toEqual(['valid', ['since', 'owner', 'truth']])
  })

  it.each([
    ['edited', "UPDATE events SET outcome = 'success' WHERE n = 12", 12, 'hash'],
    ['sealed part changed', "UPDATE events SET sealed = sealed || 'A' WHERE n = 12", 12, 'hash'],
    ['removed', 'DELETE FROM events WHERE n = 12', 13, 'sequence'],
    [
      'two swapped',
      'UPDATE events SET n = 999 WHERE n = 12; UPDATE events SET n = 12 WHERE n = 13; UPDATE events SET n = 13 WHERE n = 999',
      13,
      'sequence',
    ],
  ])('names the first event that is broken: %s', async (_what, harm, n, note) => {
    const {id, writer, seq, ts} = eventAt(n) ?? {id: '', writer: '', seq: 0, ts: 0}
    sql(harm)
    const {intact, journal} = await desk.verify()
    expect([intact, journal?.firstBroken]).toEqual([
      false,
      {writerId: writer, seq, eventId: id, ts: new Date(ts).toISOString(), note},
    ])
    const taken = await desk.take('broken')
    expect([taken.note, taken.file, taken.firstBroken?.eventId]).toEqual([null, null, id])
  })

  it('shows a cut end by a later checkpoint, and names where it should go on', async () => {
    const {writers} = await desk.take('full')
    cutEvents(25)
    expect(await desk.verify()).toMatchObject(KEPT)
    dropKept()
    const alone = await desk.verify()
    expect([alone.intact, alone.unseen]).toEqual([true, ['tail', 'not-kept', 'owner', 'truth']])
    const {intact, checkpoints} = await desk.verify(['full.checkpoint'])
    expect([intact, checkpoints]).toMatchObject([false, [{verdict: 'cut', signature: 'valid'}]])
    expect(writers).toContainEqual(
      expect.objectContaining({writerId: checkpoints[0]?.writerId, seq: checkpoints[0]?.seq}),
    )
  })

  it('shows an older copy that was put back', async () => {
    const {path} = place.options
    copyFileSync(path, `${path}.old`)
    await work()
    await desk.take('later')
    copyFileSync(`${path}.old`, path)
    rmSync(place.options.registryDir ?? '', {recursive: true})
    expect(await desk.verify()).toMatchObject(KEPT)
    dropKept()
    expect(await desk.verify()).toMatchObject({intact: true})
    expect(await desk.verify(['later.checkpoint'])).toMatchObject({
      intact: false,
      checkpoints: [{verdict: 'cut'}],
    })
  })

  it('shows a history that was written anew with every hash right', async () => {
    await desk.take('before')
    rechain(20)
    sql('DELETE FROM checkpoints')
    rmSync(place.options.registryDir ?? '', {recursive: true})
    expect(await desk.verify()).toMatchObject({verdict: 'broken', journal: {firstBroken: null}})
    dropKept()
    expect(await desk.verify()).toMatchObject({intact: true})
    const {intact, checkpoints} = await desk.verify(['before.checkpoint'])
    expect([intact, checkpoints]).toMatchObject([false, [{verdict: 'rewritten', signature: 'valid'}]])
  })

  it('goes on showing what was written anew without the key folder, whatever is written after it', async () => {
    for (const _command of [1, 2, 3]) await work()
    const events = Number(sql('SELECT max(n) AS n FROM events')[0]?.['n'])
    expect(events).toBeGreaterThan(100)
    rechain(56)
    sql('DELETE FROM checkpoints WHERE last_event >= 56')
    const found = {verdict: 'broken', journal: {firstBroken: null, findings: [{note: 'kept-other'}]}}
    rmSync(place.options.registryDir ?? '', {recursive: true})
    expect(await desk.verify()).toMatchObject(found)
    const signed = () => Number(sql('SELECT count(*) AS n FROM checkpoints')[0]?.['n'])
    const before = signed()
    for (const _command of [1, 2, 3]) await work()
    expect(signed()).toBe(before)
    const {verdict, journal} = await desk.verify()
    expect([verdict, journal?.findings.map(({note}) => note)]).toEqual(['broken', ['missing', 'kept-other']])
    expect((await desk.take('signed-anyway')).note).toBeNull()
  })

  it('signs nothing after an event that does not follow, and works on', async () => {
    const {n = 0} = sql<{n: number}>('SELECT max(n) AS n FROM events')[0] ?? {}
    const journal = await openJournal(place.options)
    await journal.record([search])
    sql(`UPDATE events SET outcome = 'success' WHERE n = ${n + 1}`)
    await journal.record(Array.from({length: 120}, () => search))
    await journal.close()
    const [last] = sql<{last: number}>('SELECT max(last_event) AS last FROM checkpoints')
    expect(last?.last).toBe(n)
    expect(sql('SELECT max(n) AS n FROM events')[0]?.['n']).toBe(n + 121)
    expect(await desk.verify()).toMatchObject({verdict: 'broken', journal: {firstBroken: {note: 'hash'}}})
  })

  it('keeps the last signed checkpoint beside the key, mode 0600, and works on where it is lost', async () => {
    const {keyDir} = place.options
    const kept = () => readdirSync(keyDir).filter((name) => name.includes('.checkpoint.'))
    const [name = ''] = kept()
    expect(kept()).toHaveLength(1)
    expect(statSync(join(keyDir, name)).mode & 0o777).toBe(0o600)
    for (const lost of [() => rmSync(join(keyDir, name)), () => writeFileSync(join(keyDir, name), '{"n":')]) {
      lost()
      expect(await desk.verify()).toMatchObject({
        verdict: 'proven',
        unseen: ['tail', 'not-kept', 'owner', 'truth'],
      })
      await work()
      expect((await desk.verify()).unseen).toEqual(['tail', 'owner', 'truth'])
    }
  })

  it('takes no checkpoint of another journal, of another key, or altered', async () => {
    await desk.take('own')
    const other = workbench()
    try {
      await (await openJournal(other.options)).close()
      const {path, keyDir, registryDir = ''} = other.options
      const theirs = verifyDesk({path, keyDir, registryDir, folder: place.folder})
      await theirs.take('theirs')
      copyFileSync(theirs.at('theirs.checkpoint'), desk.at('theirs.checkpoint'))
      copyFileSync(theirs.at('theirs.pem'), desk.at('theirs.pem'))
    } finally {
      other.clear()
    }
    expect(await desk.verify(['theirs.checkpoint'], ['theirs.pem'])).toMatchObject({
      intact: false,
      checkpoints: [{verdict: 'other', signature: 'valid'}],
    })
    expect(await desk.verify(['own.checkpoint'], ['theirs.pem'])).toMatchObject({
      intact: false,
      checkpoints: [{verdict: 'holds', signature: 'unknown-key'}],
    })
    const note = readFileSync(desk.at('own.checkpoint'), 'utf8')
    writeFileSync(desk.at('moved.checkpoint'), note.replace(/time 20\d\d/, 'time 2001'))
    expect(await desk.verify(['moved.checkpoint'])).toMatchObject({
      intact: false,
      checkpoints: [{signature: 'invalid'}],
    })
    writeFileSync(desk.at('half.checkpoint'), note.slice(0, -10))
    await expect(desk.verify(['half.checkpoint'])).rejects.toMatchObject({
      code: 'DMP_TRACE_STORE',
      params: {case: 'checkpoint'},
    })
    writeFileSync(desk.at('no.pem'), note)
    await expect(desk.verify([], ['no.pem'])).rejects.toMatchObject({params: {case: 'public-key'}})
  })

  it('keeps what was signed before its keys were changed', async () => {
    await desk.take('before')
    const journal = await openJournal(place.options)
    await journal.rotateKeys()
    await journal.close()
    await desk.take('after')
    const both = ['before.checkpoint', 'after.checkpoint']
    expect(readFileSync(desk.at('before.pem'))).not.toEqual(readFileSync(desk.at('after.pem')))
    expect(await desk.verify(both)).toMatchObject({intact: true})
    expect(await desk.verify(both, ['before.pem', 'after.pem'])).toMatchObject({intact: true})
    expect((await desk.verify(both, ['after.pem'])).checkpoints).toMatchObject([
      {signature: 'unknown-key'},
      {signature: 'valid'},
    ])
  })

  it('is no journal where none is', async () => {
    rmSync(place.options.path)
    await expect(desk.verify()).rejects.toMatchObject({code: 'DMP_TRACE_STORE', params: {reason: 'ENOENT'}})
    writeFileSync(place.options.path, 'no database at all, of no version', {mode: 0o600})
    await expect(desk.verify()).rejects.toMatchObject({code: 'DMP_TRACE_STORE'})
  })

  it('writes over nothing unasked', async () => {
    await desk.take('one')
    await expect(desk.take('one')).rejects.toMatchObject({code: 'DMP_FILE_EXISTS'})
  })
})
