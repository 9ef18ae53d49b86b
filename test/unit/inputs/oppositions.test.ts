import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {type OppositionHold, readOppositions} from '../../../src/lib/usecases/batch/inputs/oppositions.ts'
import {message} from '../../support/hl7-message.ts'
import {inputBench} from '../../support/input-bench.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dmp-zfa-'))
})
afterEach(() => rmSync(folder, {recursive: true, force: true}))

interface Adt {
  readonly ipp: string
  readonly word: string
  readonly time?: string
  readonly ins?: string
}

function adt({ipp, word, time = '20260302', ins = ''}: Adt): string {
  const patient = `${ins ? `${ins}^^^A&1.2.250.1.213.1.4.10&ISO^INS~` : ''}${ipp}^^^CHU&1.2.250.1.999.1.1.8&ISO^PI`
  return `MSH|^~\\&|GAM|CHU|PFI|CHU|${time}||ADT^A05^ADT_A05|${ipp}${time}|P|2.5|||||FRA|UNICODE UTF-8\rPID|1||${patient}\rZFA||||||||${word ? `|${word}|20260215` : ''}\r`
}

async function holds(...files: readonly string[]): Promise<OppositionHold[]> {
  for (const [index, text] of files.entries()) writeFileSync(join(folder, `${index}.hl7`), text)
  const found: OppositionHold[] = []
  for await (const one of readOppositions(inputBench(), folder)) found.push(one)
  return found
}

describe('oppositions in ADT messages', () => {
  it('hold a patient who is opposed, under the IPP and the INS', async () => {
    expect(
      await holds(adt({ipp: '1', word: 'IO', ins: '265059999900141'}) + adt({ipp: '2', word: 'INO'})),
    ).toEqual([
      {kind: 'ipp', value: '1', reason: 'opposition', date: '20260215'},
      {kind: 'ins', value: '265059999900141', reason: 'opposition', date: '20260215'},
    ])
  })

  it('follow the last word by MSH-7, and pass over what says nothing', async () => {
    const found = await holds(
      adt({ipp: '1', word: 'INO', time: '20260303'}) + adt({ipp: '2', word: 'IO', time: '20260301'}),
      adt({ipp: '1', word: 'IO', time: '20260302'}) + adt({ipp: '2', word: 'NA', time: '20260305'}),
    )
    expect(found.map(({value}) => value)).toEqual(['2'])
  })

  it('are refused when there is none, or when a message cannot be read', async () => {
    await expect(holds(message())).rejects.toMatchObject({
      code: 'DMP_INPUT_UNCLEAR',
      params: {reason: 'oppositions'},
    })
    await expect(holds(`${adt({ipp: '1', word: 'IO'})}MSH|^^|\r`)).rejects.toMatchObject({
      code: 'DMP_INPUT_UNCLEAR',
    })
    await expect(holds('')).rejects.toMatchObject({code: 'DMP_INPUT_UNCLEAR'})
  })
})
