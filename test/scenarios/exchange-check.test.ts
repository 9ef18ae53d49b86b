/** The built program on captures that anybody's log might hold: no profile, no network. */
import {readFileSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {makeHome, runDmp, runJson} from '../support/program.ts'
import {expectValid} from '../support/schemas.ts'
import {change} from '../support/second-writer/mutation.ts'
import {
  type exchangeBench as Bench,
  exchangeBench,
  registryAnswer,
  wireOf,
} from '../unit/exchange-check/bench.ts'

const home = makeHome()
const options = {env: {...home.env, LANG: 'en_GB.UTF-8'}}
const at = (name: string) => join(home.path, name)
let bench: Awaited<ReturnType<typeof Bench>>

function written(name: string, content: string | Uint8Array): string {
  writeFileSync(at(name), content)
  return at(name)
}

const versionMismatch =
  '<env:Fault><env:Code><env:Value>env:VersionMismatch</env:Value></env:Code><env:Reason><env:Text xml:lang="fr">SOAP</env:Text></env:Reason></env:Fault>'

beforeAll(async () => {
  bench = await exchangeBench()
})
afterAll(async () => {
  home.remove()
  await bench.close()
})

it('names the first cause first, judges by the certificates given, and writes a masked page of its own', async () => {
  const sent = bench.written({assertion: change('>LogicielFictif<', '>LogicielFictiv<')})
  const log = written(
    'feeder.log',
    Buffer.concat([Buffer.from('INFO about to send\n'), wireOf(sent.message), Buffer.from('\nINFO sent\n')]),
  )
  const messageId = /<wsa:MessageID>([^<]+)/.exec(sent.envelope)?.[1]
  const answer = written('answer.xml', registryAnswer(messageId, versionMismatch))
  const {auth, sign, ca} = bench.writer.gate
  const given = [
    ...[
      '--auth',
      written('auth.pem', auth.certificatePem),
      '--sign',
      written('sign.pem', sign.certificatePem),
    ],
    ...['--ca', written('ca.pem', ca), '--answer', answer, '--ticket', at('ticket.html')],
  ]
  const {code, answer: told} = await runJson(['exchange', 'check', log, ...given], options)
  expectValid(told)
  expect(code).toBe(10)
  expect(told.data.exchanges).toMatchObject([
    {
      first: {cause: 'vihf/signature-digest', actor: 'editor'},
      signers: [
        {role: 'vihf', chain: 'trusted'},
        {role: 'lot', chain: 'trusted'},
      ],
      answer: {
        proof: 'relates-to',
        outcome: 'refused',
        confirms: null,
        issues: [{code: 'VersionMismatch', explained: {actors: ['editor', 'us']}}],
      },
    },
  ])
  expect(told.data.exchanges[0].notChecked).not.toContain('chain')
  const page = readFileSync(at('ticket.html'), 'utf8')
  expect(page).toContain('vihf/signature-digest')
  expect(page).not.toContain(bench.writer.patient('active-linked').matricule)
  expect(statSync(at('ticket.html')).mode & 0o777).toBe(0o600)

  const again = await runDmp(['exchange', 'check', log, '--ticket', at('ticket.html')], options)
  expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('ticket.html')])
})

it('reads standard input, says in words what was seen and what was not, and ends with 0 when all is well', async () => {
  const text = `2026-03-02 10:20:00 DEBUG ${bench.written().envelope.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}\n`
  const seen = await runDmp(['exchange', 'check', '-'], {...options, input: text})
  expect(seen.code).toBe(0)
  expect(seen.stdout).toMatch(/Exchange 1, - lines 1 to \d+: SOAP envelope alone, under escaped-xml/)
  expect(seen.stdout).toContain('No cause found in what the capture shows.')
  expect(seen.stdout).toMatch(/A capture does not show: .*the documents and the signature of the lot/)
})
