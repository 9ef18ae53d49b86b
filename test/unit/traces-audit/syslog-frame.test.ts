import {describe, expect, it} from 'vitest'
import {syslogFormat} from '../../../src/lib/traces/audit/syslog-format.ts'
import {isMessageId, octetCounted, syslogMessage} from '../../../src/lib/traces/syslog-frame.ts'
import {sampleRecord} from '../traces-export/sample-records.ts'
import {written} from './written.ts'

/** Reads octet-counted messages byte for byte, as a receiver does. */
function frames(bytes: Buffer): string[] {
  const found: string[] = []
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(0x20, at)
    const length = bytes.toString('latin1', at, space)
    expect(length).toMatch(/^[1-9]\d*$/)
    const end = space + 1 + Number(length)
    expect(end).toBeLessThanOrEqual(bytes.length)
    found.push(bytes.toString('utf8', space + 1, end))
    at = end
  }
  return found
}

describe('a syslog message', () => {
  const header = {
    priority: 85,
    at: '2026-03-02T09:14:07.121Z',
    host: 'poste',
    application: 'Mon logiciel é',
    messageId: 'DICOM+RFC3881',
  }

  it('has the header of RFC 5424, the byte-order mark, and the text', () => {
    expect(syslogMessage(header, 'texte')).toBe(
      '<85>1 2026-03-02T09:14:07.121Z poste Mon_logiciel_? - DICOM+RFC3881 - \ufefftexte',
    )
  })

  it('writes - for a name it has not, and cuts one that is too long', () => {
    const words = syslogMessage({...header, host: ' ', application: 'x'.repeat(60)}, '').split(' ')
    expect(words[2]).toBe('-')
    expect(words[3]).toHaveLength(48)
  })

  it('is framed by its length in bytes', () => {
    expect(octetCounted('é😀')).toBe('6 é😀')
    expect(frames(Buffer.from(`${octetCounted('é😀')}${octetCounted('b')}`))).toEqual(['é😀', 'b'])
  })
})

it.each(['', 'a b', 'é', 'x'.repeat(33)])('knows that %j is no MSGID', (text) => {
  expect(isMessageId(text)).toBe(false)
})

it('writes a stream of frames: one for each act, the time that of its trace, the same each time', async () => {
  const {actor} = sampleRecord(1)
  const records = [1, 2, 3].map((n) =>
    sampleRecord(n, {
      reason: `déjà vu ${'😀'.repeat(n)}\nligne`,
      actor: {...actor, software: {name: 'Logiciel de l’hôpital', version: '1'}},
    }),
  )
  const {text, messages} = await written(syslogFormat, records, {'syslog-msgid': 'IHE+RFC-3881'})
  const found = frames(Buffer.from(text))
  expect([found.length, messages]).toEqual([3, 3])
  for (const one of found)
    expect(one).toMatch(
      /^<85>1 2026-03-29T00:59:59\.950Z poste;1 Logiciel_de_l\?h\?pital - IHE\+RFC-3881 - \ufeff<\?xml version="1\.0" encoding="UTF-8"\?><AuditMessage>/,
    )
  expect((await written(syslogFormat, records, {'syslog-msgid': 'IHE+RFC-3881'})).text).toBe(text)
})
