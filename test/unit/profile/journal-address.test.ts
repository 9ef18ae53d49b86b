import {describe, expect, it} from 'vitest'
import {isServerJournal, serverAddress} from '../../../src/lib/profile/journal-address.ts'
import {readValue} from '../../../src/lib/profile/values.ts'

describe('the address of a journal', () => {
  it('is a file or a database', () => {
    expect(isServerJournal('/var/lib/dmp/journal.sqlite')).toBe(false)
    expect(isServerJournal('postgres.sqlite')).toBe(false)
    for (const url of ['postgres://dmp@db/dmp', 'PostgreSQL://dmp@db/dmp', 'postgres:dmp'])
      expect([url, isServerJournal(url)]).toEqual([url, true])
  })

  it('gives host, port, database and account', () => {
    expect(serverAddress('postgres://feeder@db.example:5433/dmp%20prod')).toEqual({
      user: 'feeder',
      host: 'db.example',
      port: 5433,
      database: 'dmp prod',
      tls: 'verify-full',
    })
    expect(serverAddress('postgresql://feeder@/dmp?host=/run/postgresql')).toBe('form')
    expect(serverAddress('postgresql://feeder@localhost/dmp?host=/run/postgresql&port=6000')).toMatchObject({
      host: '/run/postgresql',
      port: 6000,
      tls: 'disable',
    })
  })

  it('asks a server elsewhere to prove its name, unless told otherwise', () => {
    const tls = (url: string) => {
      const address = serverAddress(url)
      return typeof address === 'string' ? address : address.tls
    }
    expect(tls('postgres://u@10.0.0.5/d')).toBe('verify-full')
    expect(tls('postgres://u@10.0.0.5/d?sslmode=disable')).toBe('disable')
    expect(tls('postgres://u@127.0.0.1/d')).toBe('disable')
    expect(tls('postgres://u@[::1]/d')).toBe('disable')
    expect(tls('postgres://u@localhost/d?sslmode=verify-ca&sslrootcert=/etc/ca.pem')).toBe('verify-ca')
    expect(tls('postgres://u@db/d?sslmode=prefer')).toBe('parameter')
  })

  it('never holds a password, wherever it is put', () => {
    for (const url of ['postgres://u:secret@db/d', 'postgres://u@db/d?password=secret'])
      expect(serverAddress(url)).toBe('password')
    expect(serverAddress('postgres://u@db/d?options=-c%20x')).toBe('parameter')
  })

  it('is refused when something is missing', () => {
    for (const url of [
      'postgres:',
      'postgres://db/d',
      'postgres://u@db',
      'postgres://u@db/',
      'postgres://u@db/a/b',
      'postgres://u@db:0/d',
    ])
      expect([url, serverAddress(url)]).toEqual([url, 'form'])
    expect(readValue('postgres://u@db', {kind: 'journal'})).toBeUndefined()
    expect(readValue('/some/where', {kind: 'journal'})).toBe('/some/where')
  })
})
