import {readdirSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {setTimeout as pause} from 'node:timers/promises'
import {level1Cda} from '../../../scripts/demo/ready-cda.ts'
import {type HeldLock, takeLock} from '../../../src/lib/journal/process-lock.ts'
import {patientColumns} from '../../support/feeding.ts'
import {runDmp} from '../../support/program.ts'
import type {Desk, Scenarios} from './stage.ts'

const journalOf = (desk: Desk) => desk.path('state/journals/sandbox/journal.sqlite')

/** A desk whose journal exists, by a command that opens it and sends nothing. */
async function withJournal(desk: Desk): Promise<Desk> {
  await runDmp(['document', 'pending-reveal'], desk)
  return desk
}

/** Whatever reads the journal. */
const reading = (desk: Desk, env: Readonly<Record<string, string>> = {}) =>
  desk.attempt(['document', 'pending-reveal'], env)

/** Makes a folder look like a share to the program: nothing is mounted. */
const share = `import fs from 'node:fs'
import {syncBuiltinESMExports} from 'node:module'
const {statfsSync} = fs
fs.statfsSync = (path, ...rest) => ({...statfsSync(path, ...rest), ...(String(path).includes('nfs-share') ? {type: 0x6969} : {})})
syncBuiltinESMExports()`

export const wire: Scenarios = {
  DMP_TLS_REFUSED: async (stage) => (await stage.faulty('expired-certificate')).status(),
  DMP_CONNECTION_FAILED: (stage) =>
    stage.desk((profile) => profile.replaceAll(/https:\/\/localhost:\d+/g, 'https://localhost:9')).status(),
  DMP_NO_ANSWER: {
    once: true,
    prepare: async (stage) => (await stage.faulty('cut-after-commit,service=repository')).submit(),
  },
  DMP_ANSWER_UNREADABLE: async (stage) => (await stage.faulty('garbage,service=patients')).status(),
  DMP_REFUSED: async (stage) => {
    const desk = stage.desk()
    const uniqueId = await desk.accepted(desk.document())
    const archived = ['--archived', '--reason', 'mistake', '--yes', '--confirm', uniqueId]
    return desk.attempt(['document', 'delete', uniqueId, ...archived])
  },
  DMP_IDENTIFIER_TAKEN: {
    once: true,
    prepare: async (stage) => {
      // The same document, sent by two programs that know nothing of each other.
      const [first, second] = [stage.desk(), stage.desk()]
      const columns = patientColumns()
      const person = {
        matricule: columns['ins'] ?? '',
        oid: columns['ins_oid'] ?? '',
        birthName: columns['birth_name'] ?? '',
        givenNames: columns['given_names'] ?? '',
        firstGiven: columns['first_given'] ?? '',
        sex: columns['sex'] ?? '',
        birthDate: columns['birth_date'] ?? '',
        birthPlace: columns['birth_place'] ?? '',
      }
      const {text} = level1Cda(person, 'Consultation', 'Deux logiciels')
      const words = ['--identity-status', 'QUAL', '--visible']
      await first.accepted([first.write('cda.xml', text), ...words])
      return second.attempt(['document', 'submit', second.write('cda.xml', text), ...words])
    },
  },
  DMP_JOURNAL_SOUND: async (stage) => {
    const desk = await withJournal(stage.desk())
    const copy = desk.path('copy.db')
    await runDmp(['journal', 'backup', copy], desk)
    return desk.attempt(['journal', 'restore', copy, '--yes', '--confirm', 'sandbox'])
  },
  DMP_ACCESS_REFUSED: (stage) =>
    stage.desk((profile) => profile.replace(/finessEg: .*/, "finessEg: '0B0000907'")).status(),
  DMP_BUSY: async (stage) => (await stage.faulty('unavailable=30')).status(),
  DMP_UNKNOWN_OUTCOME: {
    once: true,
    prepare: async (stage) => (await stage.faulty('garbage,service=repository')).submit(),
  },

  DMP_JOURNAL_LOCKED: async (stage) => {
    const desk = await withJournal(stage.desk())
    const locks: HeldLock[] = []
    for (let slot = 1; slot <= 256; slot++) {
      const lock = takeLock(join(`${journalOf(desk)}.locks`, `writer-${slot}`))
      if (lock) locks.push(lock)
    }
    return {
      ...reading(desk),
      undo: () => {
        for (const lock of locks) lock.release()
      },
    }
  },
  DMP_JOURNAL_NEWER: async (stage) => {
    const desk = await withJournal(stage.desk())
    const database = new DatabaseSync(journalOf(desk))
    database.exec('PRAGMA user_version = 999')
    database.close()
    return reading(desk)
  },
  DMP_JOURNAL_KEY_LOST: async (stage) => {
    const desk = await withJournal(stage.desk())
    for (const name of readdirSync(desk.path('state/keys'))) rmSync(desk.path('state/keys', name))
    return reading(desk)
  },
  DMP_JOURNAL_DAMAGED: async (stage) => {
    const desk = await withJournal(stage.desk())
    writeFileSync(journalOf(desk), 'this was a journal '.repeat(1000))
    for (const suffix of ['-wal', '-shm']) rmSync(`${journalOf(desk)}${suffix}`, {force: true})
    return reading(desk)
  },
  DMP_JOURNAL_UNWRITABLE: (stage) => {
    const desk = stage.desk()
    return reading(desk, {DMP_JOURNAL_PATH: `${desk.write('file', '')}/journal.sqlite`})
  },
  DMP_JOURNAL_NETWORK_FOLDER: (stage) => {
    const desk = stage.desk()
    const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(share)}`
    return reading(desk, {DMP_JOURNAL_PATH: desk.path('nfs-share/journal.sqlite'), NODE_OPTIONS})
  },
  DMP_JOURNAL_OID_ROOT: async (stage) => {
    const desk = await withJournal(stage.desk())
    return reading(desk, {DMP_IDS_OID_ROOT: '2.25.4712'})
  },
  DMP_ITEM_STATE: async (stage) => {
    const desk = await stage.faulty('delay=60000,times=1,service=repository')
    const args = ['document', 'submit', ...desk.document()]
    const {calls} = await stage.box.counters()
    let end = () => {}
    void runDmp(args, {
      ...desk,
      during: (child) => {
        end = () => void child.kill('SIGKILL')
      },
    })
    // Status, then the feeding call that the sandbox holds back.
    while ((await stage.box.counters()).calls < calls + 2) await pause(20)
    return {...desk.attempt(args), undo: end}
  },
  DMP_DAILY_GUARD: async (stage) => {
    const desk = stage.desk((profile) => `${profile}\nlimits: {perDay: 1}\n`)
    await desk.accepted(desk.document())
    return desk.submit()
  },
}
