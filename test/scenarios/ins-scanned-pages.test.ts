/** Scanned pages that bear the right patient's datamatrix and something else, through the built program. */
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import type {GreyImage} from '../../src/lib/datamatrix-images/symbol-reader.ts'
import {expectValid} from '../support/schemas.ts'
import {GS} from '../unit/datamatrix/payloads.ts'
import {paper, put, roomy, symbol, twoOnPage} from '../unit/datamatrix-images/page-of-parts.ts'
import {greyPng} from '../unit/datamatrix-images/png-files.ts'
import {asPage, smoothed, turned} from '../unit/datamatrix-images/scanned-page.ts'
import {type Desk, openDesk} from './desk.ts'

let desk: Desk
let own = ''
let other = ''
beforeAll(async () => {
  desk = await openDesk()
  const text = async (key: string) => {
    const output = join(desk.folder('drawn'), `${key}.txt`)
    const words = ['ins', 'datamatrix', 'encode', '--patient', desk.patientFile(key), '--output', output]
    expect((await desk.json(words)).code).toBe(0)
    return readFileSync(output, 'utf8')
  }
  own = await text('active-linked')
  other = await text('active-linked-2')
})
afterAll(() => desk.sandbox.remove())

const validate = async (name: string, image: GreyImage) => {
  const file = desk.write(name, await asPage(image, 100))
  const {code, answer, stdout, stderr} = await desk.json([
    ...['document', 'validate', file, '--patient', desk.patientFile('active-linked')],
    ...['--type', '11488-4', '--date', '2026-03-02T10:15:00+01:00'],
  ])
  expect(stdout + stderr).not.toContain(desk.row('-', 'active-linked-2')['ins'])
  const found: {rule: string; params: Record<string, string>}[] =
    code === 0 ? answer.data.documents[0].findings : answer.error?.details?.['findings']
  if (code === 0) expectValid(answer)
  const printed = found.filter(({rule}) => rule.startsWith('DATAMATRIX'))
  return [code, ...printed.map(({rule, params}) => [rule.slice(11), ...Object.values(params)].join(' '))]
}
const alone = async (text: string) => put(paper(900, 1100), await symbol(text), 40, 40)

describe('a scanned page', () => {
  it.each<[string, (whole: GreyImage) => GreyImage]>([
    ['turned by 90°', (whole) => turned(roomy(whole), 90)],
    ['turned by 45°', (whole) => turned(roomy(whole), 45)],
    ['white on black', (whole) => ({...whole, grey: whole.grey.map((value) => 255 - value)})],
  ])('is refused for another patient’s datamatrix beside the right one, %s', async (name, change) => {
    const image = await twoOnPage(own, other, change)
    expect(await validate(`${name}.pdf`, image)).toEqual([5, 'OTHER-INS'])
    const png = desk.write(`${name}.png`, greyPng(image.width, image.height, image.grey))
    const read = await desk.json(['ins', 'datamatrix', 'decode', png])
    expectValid(read.answer)
    expect([read.code, read.answer.data.people]).toEqual([10, 2])
  })

  it('is refused for it beside a code of another kind', async () => {
    const image = await twoOnPage('DC04FR000001', other, (whole) => turned(roomy(whole), 90))
    expect(await validate('2d-doc.pdf', image)).toEqual([5, 'OTHER-INS'])
  })

  it('is said to be partly read where the other one is too blurred', async () => {
    const image = await twoOnPage(own, other, (whole) => smoothed(roomy(whole), 3))
    expect(await validate('blurred.pdf', image)).toEqual([0, 'PARTLY-READ unclear'])
  })

  it('is said to be partly read where it bears more symbols than can be told apart', async () => {
    const [first, label] = [await symbol(own), await symbol('A1', 3)]
    const [wide, high] = [label.width + 10, label.height + 10]
    const page = put(paper(18 * wide + 20, first.height + 15 * high + 40), first, 10, 10)
    for (let n = 0; n < 270; n++)
      put(page, label, 10 + (n % 18) * wide, first.height + 30 + Math.floor(n / 18) * high)
    const [code, ...rules] = await validate('labels.pdf', page)
    expect([code, rules.some((rule) => /^(?:PARTLY-READ|NOT-READABLE) count$/.test(`${rule}`))]).toEqual([
      0,
      true,
    ])
  })

  it.each<[string, (text: string) => string]>([
    ['behind a blank', (text) => ` ${text}`],
    ['behind a separator', (text) => GS + text],
    ['with a wrong key', (text) => text.replace(/S1(\d{13})\d\d/, (_, body) => `S1${body}99`)],
  ])('is refused for another patient’s number %s', async (name, change) => {
    const [code, ...rules] = await validate(`${name}.pdf`, await alone(change(other)))
    expect([code, rules.at(-1)]).toEqual([5, 'OTHER-INS'])
  })

  it('is said not to be compared where its datamatrix bears no usable number', async () => {
    const rules = await validate('no-number.pdf', await alone(own.replace(/S1.{15}/, 'S1true')))
    expect(rules).toEqual([0, 'FAULTY DATAMATRIX-S1TRUE', 'NOT-COMPARED matricule'])
  })

  it('passes without a word where it bears its own patient alone', async () => {
    expect(await validate('own.pdf', await alone(own))).toEqual([0])
  })
})
