/** What befalls the journal of a desk. */
import {globSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import type {Desk} from './desk.ts'

export function journalFile({sandbox}: Desk): string {
  const state = join(sandbox.home, 'state')
  const [path = 'none'] = globSync('journals/*/*.{db,sqlite}', {cwd: state})
  return join(state, path)
}

/** The disk is gone; the register of the machine and the keys are there. */
export function loseJournal(desk: Desk): void {
  const path = journalFile(desk)
  for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, {force: true})
}

/** One event is lost; the rows of items can be read. */
export function damageJournal(desk: Desk): void {
  const database = new DatabaseSync(journalFile(desk))
  database.exec('DELETE FROM events WHERE n = 3')
  database.close()
}
