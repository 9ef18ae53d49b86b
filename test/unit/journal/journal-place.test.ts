import {existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, it, onTestFinished} from 'vitest'
import {journalPlaceFault} from '../../../src/lib/journal/journal-place.ts'

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'dmp-place-'))
  onTestFinished(() => rmSync(path, {recursive: true, force: true}))
  return path
}

it('finds nothing against a local folder, nor against one still to be made, and makes none', () => {
  const at = folder()
  expect(journalPlaceFault(join(at, 'journal.sqlite'))).toBeUndefined()
  expect(journalPlaceFault(join(at, 'a/b/journal.sqlite'))).toBeUndefined()
  expect(existsSync(join(at, 'a'))).toBe(false)
})

it('tells a place where no journal can be', () => {
  const at = folder()
  mkdirSync(join(at, 'taken'))
  writeFileSync(join(at, 'file'), '')
  expect(journalPlaceFault(join(at, 'taken'))).toBe('not-a-file')
  expect(journalPlaceFault(join(at, 'file/journal.sqlite'))).toBe('ENOTDIR')
  expect(journalPlaceFault(join(at, 'journal.sqlite'), () => 0x6969)).toBe('nfs')
  expect(journalPlaceFault(join(at, 'journal.sqlite'), () => 0x9fa0)).toBe('EROFS')
})
