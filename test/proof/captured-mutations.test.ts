import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {readPemCertificates} from '../../src/lib/sandbox/certificate/certificate.ts'
import {type FormName, formNames} from '../support/captures/capture-forms.ts'
import {
  answerBytes,
  type CapturedMutation,
  captureAll,
  checkedIn,
  clientOf,
  hiddenIn,
  isInvisible,
  placeOf,
} from '../support/captures/captured-mutation.ts'
import {exchangeDesk} from '../support/captures/exchange-desk.ts'
import {type CapturedRow, exchangePage} from '../support/captures/exchange-page.ts'
import {projectRoot} from '../support/program.ts'
import {describeWith} from '../support/requires.ts'
import {MutationBench} from '../support/second-writer/mutation-bench.ts'
import {mutations} from '../support/second-writer/mutation-table.ts'

const page = join(projectRoot, 'docs/exchange-check.md')
const rows: CapturedRow[] = []
let bench: MutationBench
let captured: readonly CapturedMutation[]
let authorities: readonly Uint8Array[]

/** The good lot, as a mutation that changes nothing. */
const good = {group: '', change: '', layer: 'SOAP', code: '', cause: '', recipe: {}} as const

function deskFor(one: CapturedMutation) {
  const client = clientOf(one, bench)
  return exchangeDesk({authorities, ...(client ? {certificates: {'auth.pem': client}} : {})})
}

describeWith([{program: 'curl', package: 'curl'}], 'a captured exchange with one fault', () => {
  beforeAll(async () => {
    bench = await MutationBench.open()
    authorities = readPemCertificates(bench.gate.ca).map(({der}) => der)
    captured = await captureAll([...mutations, good], bench)
  }, 120_000)
  afterAll(() => bench.close())

  it.each(formNames)('is read without objection as %s when it has none', async (form) => {
    const one = captured.at(-1)
    const exchange = one && (await checkedIn(form, one, deskFor(one)))
    expect(exchange).toMatchObject({findings: [], complete: true, faulty: false, service: 'repository'})
  })

  it.each(mutations.map(({group, change}, at) => [group, change, at] as const))(
    '%s: %s',
    async (_group, _change, at) => {
      const one = captured[at]
      if (one === undefined) throw new Error('not captured')
      const {mutation, answer} = one
      const desk = deskFor(one)
      const cells = new Map<FormName, {readonly cause: string} | {readonly hidden: string}>()
      let cause = ''
      for (const form of formNames) {
        const exchange = await checkedIn(form, one, desk)
        if (form === 'HTTP') cause = exchange.first?.cause ?? ''
        const hidden = isInvisible(mutation) ?? hiddenIn(form, cause)
        if (hidden === undefined) {
          const {first} = exchange
          expect([form, first?.code, placeOf(first?.location ?? '')]).toEqual([
            form,
            mutation.code,
            mutation.cause,
          ])
          expect(first?.certain).toBe(true)
          cells.set(form, {cause: placeOf(first?.cause ?? '')})
        } else {
          // Nothing is held against a sender for what this form cannot show.
          expect([form, exchange.findings.filter(({certain}) => certain)]).toEqual([form, []])
          if (hidden === 'cut') expect(exchange.complete).toBe(false)
          cells.set(form, {hidden})
        }
      }
      rows.push({mutation, cells, answer: answer && (await explained(one))})
    },
  )

  it('stands in docs/exchange-check.md as it came out (node scripts/generate-exchange-check.ts)', () => {
    expect(rows).toHaveLength(mutations.length)
    const text = exchangePage(rows)
    if (process.env['DMP_WRITE_EXCHANGE_CHECK'] === '1') writeFileSync(page, text)
    expect(readFileSync(page, 'utf8')).toBe(text)
  })
})

/** What the answer of the embedded DMP adds where the request alone shows nothing. */
async function explained(one: CapturedMutation): Promise<string> {
  const {answer, sent, mutation} = one
  if (answer === undefined) throw new Error('no answer')
  const wire = one.messages.at(-1)?.wire ?? new Uint8Array()
  const {exchanges} = await deskFor(one).check(wire, {at: sent.at}, answerBytes(answer))
  const told = exchanges[0]?.answer
  const [issue] = told?.issues ?? []
  expect(told?.proof).toBe(mutation.layer === 'TLS' || mutation.group === 'Quota' ? 'given' : 'relates-to')
  expect(['refused', 'systemic', 'later']).toContain(told?.outcome)
  expect(issue?.code.replace('_', ' ')).toBe(mutation.code)
  expect(issue?.known).not.toBeNull()
  return `\`${issue?.code}\` (${issue?.known})`
}
