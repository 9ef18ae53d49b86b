import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import yazl from 'yazl'
import {detectInput} from '../../../src/lib/usecases/batch/inputs/detect-input.ts'
import {inputBench} from '../../support/input-bench.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dmp-detect-'))
})
afterEach(() => rmSync(folder, {recursive: true, force: true}))

function put(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

async function zip(...names: string[]): Promise<Buffer> {
  const file = new yazl.ZipFile()
  for (const name of names) file.addBuffer(Buffer.from('x'), name)
  file.end()
  const chunks: Buffer[] = []
  for await (const chunk of file.outputStream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const detected = (path: string) => detectInput(inputBench(), path)

describe('the kind of an input', () => {
  it('is told by the content, whatever the name', async () => {
    expect(await detected(put('a.txt', 'MSH|^~\\&|A|B\rPID|1\r'))).toBe('hl7')
    expect(await detected(put('b.dat', '\u000bMSH|^~\\&|A|B\rPID|1\r\u001c\r'))).toBe('hl7')
    expect(await detected(put('c.csv', 'FHS|^~\\&|A\rBHS|^~\\&\rMSH|^~\\&|A|B\r'))).toBe('hl7')
    expect(await detected(put('d.txt', '\ufeff<?xml version="1.0"?><a/>'))).toBe('cda-folder')
    expect(await detected(put('e.txt', '{"file":"a.pdf"}\n'))).toBe('tabular')
    expect(await detected(put('f.zip', 'ipp;ins\n1;2\n'))).toBe('tabular')
    expect(await detected(put('g.zip', await zip('IHE_XDM/SUBSET01/METADATA.XML')))).toBe('xdm')
    expect(await detected(put('h.zip', await zip('[Content_Types].xml', 'xl/workbook.xml')))).toBe('tabular')
    expect(await detected(put('i.csv', 'MSHA;b\n1;2\n'))).toBe('tabular')
  })

  it('is that of the files of a folder', async () => {
    mkdirSync(join(folder, 'sub'))
    put('readme.txt', 'voir le service')
    put('sub/a.er7', 'MSH|^~\\&|A|B\r')
    expect(await detected(folder)).toBe('hl7')
  })

  it.each([
    ['empty', {}],
    ['mixed', {'a.xml': '<a/>', 'b.hl7': 'MSH|^~\\&|A\r'}],
    ['kind', {'a.pdf': '%PDF-1.4'}],
  ])('is refused when a folder is %s', async (reason, files: Record<string, string>) => {
    for (const [name, bytes] of Object.entries(files)) put(name, bytes)
    await expect(detected(folder)).rejects.toMatchObject({code: 'DMP_INPUT_UNCLEAR', params: {reason}})
  })

  it('refuses a document that is given in place of a manifest', async () => {
    await expect(detected(put('a.csv', '%PDF-1.4'))).rejects.toMatchObject({params: {reason: 'kind'}})
  })

  it('says when nothing is there', async () => {
    await expect(detected(join(folder, 'none'))).rejects.toMatchObject({code: 'DMP_FILE_UNREADABLE'})
  })
})
