import {chmodSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, it} from 'vitest'
import {passwordFromFile} from '../../../src/lib/journal-postgres/password-file.ts'
import type {ServerAddress} from '../../../src/lib/profile/journal-address.ts'

const address: ServerAddress = {
  user: 'dmp',
  host: 'db.example',
  port: 5432,
  database: 'dmp',
  tls: 'verify-full',
}
let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dmp-pgpass-'))
  file = join(folder, 'pgpass')
  process.env['PGPASSFILE'] = file
})
afterEach(() => {
  delete process.env['PGPASSFILE']
  rmSync(folder, {recursive: true, force: true})
})

it('takes the first line that fits host, port, database and account', () => {
  writeFileSync(
    file,
    '# db.example:5432:dmp:dmp:comment\nother:5432:dmp:dmp:a\ndb.example:*:dmp:dmp:b\n*:*:*:*:c\nlocalhost:5432:dmp:dmp:d\n',
    {mode: 0o600},
  )
  expect(passwordFromFile(address)).toBe('b')
  expect(passwordFromFile({...address, user: 'else'})).toBe('c')
  expect(passwordFromFile({...address, host: '/run/postgresql', user: 'else'})).toBe('c')
})

it('reads signs that are escaped, and a password with a colon', () => {
  writeFileSync(file, '*:*:*:dmp:p\\:a\\\\ss\n', {mode: 0o600})
  expect(passwordFromFile(address)).toBe('p:a\\ss')
})

it('uses no file that others may read, and none that is absent', () => {
  writeFileSync(file, '*:*:*:*:c\n', {mode: 0o600})
  chmodSync(file, 0o640)
  expect(passwordFromFile(address)).toBeUndefined()
  rmSync(file)
  expect(passwordFromFile(address)).toBeUndefined()
})

it('answers nothing for a line that is cut', () => {
  writeFileSync(file, '*:*:*:dmp\n', {mode: 0o600})
  expect(passwordFromFile(address)).toBeUndefined()
})
