import {execFileSync} from 'node:child_process'
import {mkdirSync, readFileSync, statSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import fc from 'fast-check'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {openZip} from '../../src/lib/archive/zip-archive.ts'
import {checkProof} from '../../src/lib/evidence/check-proof.ts'
import {memberNames} from '../../src/lib/evidence/evidence.ts'
import {readFacts} from '../../src/lib/evidence/proof-facts.ts'
import {recipeCommands} from '../../src/lib/ui/proof/recipe.ts'
import {openXml} from '../../src/lib/xml/open-xml.ts'
import {writtenDocument} from '../support/feeding.ts'
import {runJson} from '../support/program.ts'
import {describeWith} from '../support/requires.ts'
import {type SandboxUnderTest, startSandbox} from '../support/running-sandbox.ts'
import {expectValid} from '../support/schemas.ts'

let box: SandboxUnderTest
let folder: string
let zip: string
const members = new Map<string, Uint8Array>()

beforeAll(async () => {
  box = await startSandbox()
  const {env, home} = box
  folder = join(home, 'proof')
  zip = join(home, 'proof.zip')
  const document = writtenDocument(join(home, 'files'))
  const sent = await runJson(['document', 'submit', ...document], {env})
  const uniqueId = sent.answer.data.documents[0].uniqueId
  const args = ['document', 'proof', 'export', uniqueId, '--file', document[0] ?? '', '--output', zip]
  const refused = await runJson(args, {env})
  expect(refused.answer.error?.code).toBe('DMP_CONFIRMATION_NEEDED')
  const made = await runJson([...args, '--yes'], {env})
  expect(made.answer.error ?? null, made.stdout).toBeNull()
  expectValid(made.answer)
  const archive = await openZip(zip)
  for (const {name} of archive.members) {
    const chunks: Uint8Array[] = []
    for await (const chunk of archive.source(name).open()) chunks.push(chunk)
    members.set(name, Buffer.concat(chunks))
    mkdirSync(dirname(join(folder, name)), {recursive: true})
    writeFileSync(join(folder, name), members.get(name) ?? '')
  }
  archive.close()
}, 120_000)
afterAll(() => box?.remove())

it('writes for its owner alone, and is verified without journal or profile', async () => {
  expect(statSync(zip).mode & 0o777).toBe(0o600)
  const env = {...box.env, DMP_CONFIG_DIR: join(folder, 'none'), DMP_STATE_DIR: join(folder, 'none')}
  const trust = join(folder, memberNames.authorities)
  const {answer, stdout} = await runJson(['document', 'proof', 'verify', zip, '--trust', trust], {env})
  expectValid(answer)
  expect(answer.data.verdict, stdout).toBe('proven')
})

describeWith(
  [
    {program: 'xmlsec1', package: 'xmlsec1'},
    {program: 'openssl', package: 'openssl'},
  ],
  'a third person',
  () => {
    it('follows the printed recipe', () => {
      const facts = readFacts(members.get(memberNames.facts))
      if (!facts) throw new Error('no facts')
      const printed = readFileSync(join(folder, memberNames.recipe), 'utf8')
      const commands = printed
        .split('\n')
        .filter((line) => line.startsWith('    '))
        .map((line) => line.trim())
      expect(new Set(commands)).toEqual(new Set(Object.values(recipeCommands(facts))))
      for (const command of new Set(commands)) {
        const said = execFileSync('sh', ['-c', `${command} 2>&1`], {cwd: folder, encoding: 'utf8'})
        if (command.startsWith('xmlsec1')) expect(said).toMatch(/Manifests References \(ok\/all\): 1\/2/)
      }
    })
  },
)

it('finds any single byte changed in any member', async () => {
  const names = [...members.keys()]
  const some = fc.record({name: fc.constantFrom(...names), at: fc.nat(), by: fc.integer({min: 1, max: 255})})
  await fc.assert(
    fc.asyncProperty(some, async ({name, at, by}) => {
      const bytes = Buffer.from(members.get(name) ?? [])
      fc.pre(bytes.length > 0)
      const place = at % bytes.length
      bytes[place] = (bytes[place] ?? 0) ^ by
      const changed = new Map([...members, [name, bytes]])
      const means = {members: changed, trusted: [], now: Date.now(), documents: [], open: openXml}
      const {steps} = await checkProof(means)
      expect(steps.some(({verdict}) => verdict === 'fails')).toBe(true)
    }),
    {numRuns: 300},
  )
})
