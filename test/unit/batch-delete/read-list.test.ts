import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {bytesSource} from '../../../src/lib/soap/mtom.ts'
import {type ListLine, readList} from '../../../src/lib/usecases/batch/delete/read-list.ts'

async function read(content: string | Uint8Array): Promise<ListLine[]> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const lines: ListLine[] = []
  for await (const line of readList(bytesSource(bytes), '/list')) lines.push(line)
  return lines
}

describe('a list of documents to delete', () => {
  it('is one uniqueId a line, the first one included', async () => {
    expect(await read('2.25.1\n\n2.25.2\r\n1.2.250.1^DOC-3\n')).toEqual([
      {line: 1, uniqueId: '2.25.1'},
      {line: 3, uniqueId: '2.25.2'},
      {line: 4, uniqueId: '1.2.250.1^DOC-3'},
    ])
  })

  it('is CSV with columns of ours in any order, other columns left aside', async () => {
    expect(await read('ipp;Unique_ID;note;INS_OID;ins;visit\n7;2.25.9;x;1.2;265;V1\n')).toEqual([
      {line: 2, ipp: '7', uniqueId: '2.25.9', insOid: '1.2', ins: '265', venue: 'V1'},
    ])
    expect(await read('a,source_id\n1,S-1\n,\n2,\n')).toEqual([{line: 2, sourceId: 'S-1'}, {line: 4}])
  })

  it('is read in UTF-16 and windows-1252', async () => {
    const utf16 = Buffer.from('\ufeffsource_id\nÉ-1\n', 'utf16le')
    expect(await read(utf16)).toEqual([{line: 2, sourceId: 'É-1'}])
    expect(await read(Buffer.from('source_id;libellé\nÉ-1;été\n', 'latin1'))).toEqual([
      {line: 2, sourceId: 'É-1'},
    ])
  })

  it.each(['', 'name;colour\na;b\n', '\n\n', 'PK\u0003\u0004'])(
    'is refused when it names nothing (%j)',
    async (text) => {
      await expect(read(text)).rejects.toMatchObject({code: 'DMP_MANIFEST_UNREADABLE'})
    },
  )

  it('never throws anything else, and keeps every uniqueId, whatever stands around them', async () => {
    const word = fc.string({maxLength: 12}).map((text) => text.replaceAll(/["\r\n;,\t|^]/g, ''))
    const id = fc.bigInt({min: 1n, max: 10n ** 20n}).map((value) => `2.25.${value}`)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(word, id), {minLength: 1, maxLength: 20}), async (rows) => {
        const content = ['note;unique_id', ...rows.map(([note, uniqueId]) => `${note};${uniqueId}`)].join(
          '\n',
        )
        expect((await read(content)).map(({uniqueId}) => uniqueId)).toEqual(
          rows.map(([, uniqueId]) => uniqueId),
        )
      }),
    )
  })
})
