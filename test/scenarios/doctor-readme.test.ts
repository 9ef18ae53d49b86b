import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {projectRoot, runDmp, runJson} from '../support/program.ts'
import {describeWith} from '../support/requires.ts'
import {type SandboxUnderTest, startSandbox} from '../support/running-sandbox.ts'

const sections = {
  'README.md': '## A workstation that does not work',
  'README.fr.md': '## Un poste qui ne marche pas',
} as const

/** The calls of that section, and the commands named in its text. */
function callsOf(page: keyof typeof sections): readonly (readonly string[])[] {
  const text = readFileSync(join(projectRoot, page), 'utf8')
  const section = text.split(/^(?=## )/m).find((part) => part.startsWith(sections[page])) ?? ''
  const [, block = ''] = /```sh\n([\s\S]*?)```/.exec(section) ?? []
  return block
    .split('\n')
    .filter((line) => line.startsWith('npx dmp '))
    .map((line) => line.slice('npx dmp '.length).split(/\s+/))
}

describeWith([{program: 'openssl', package: 'openssl'}], 'the diagnosis of the README', () => {
  let sandbox: SandboxUnderTest
  beforeAll(async () => {
    sandbox = await startSandbox()
  })
  afterAll(() => sandbox?.remove())

  it.each(['README.md', 'README.fr.md'] as const)('%s: works against the sandbox as it is', async (page) => {
    const calls = callsOf(page)
    expect(calls).toContainEqual(['workstation', 'doctor'])
    for (const args of calls) {
      const {code, stdout, stderr} = await runDmp(args, {env: sandbox.env})
      expect([code, stderr]).toEqual([0, ''])
      expect(stdout).toContain('Diagnostic du poste')
      expect(stdout).not.toMatch(/workstation\.\w|undefined|\[X\]/)
    }
  })

  it('proves every stage of the road, and every check that feeding needs', async () => {
    const {answer, code} = await runJson(['workstation', 'doctor'], {env: sandbox.env})
    const checks = answer.data.checks as {id: string; status: string; evidence: unknown[]}[]
    const road = checks.filter(({id}) => /^net\.(dns|tcp|tls|issuer|chain)$|^time\.skew$/.test(id))
    expect(road.map(({id, status}) => [id, status])).toEqual(road.map(({id}) => [id, 'ok']))
    expect(road).toHaveLength(6)
    expect(code).toBe(0)
    expect(answer.data).toMatchObject({wanted: {use: 'feeding-certificate', from: 'profile'}, untested: []})
    expect(answer.data.verdict).toMatch(/^(ready|at-risk)$/)
  })

  it('names the road once the sandbox is gone', async () => {
    await sandbox.stop()
    const {answer, code} = await runJson(['workstation', 'doctor'], {env: sandbox.env})
    expect([code, answer.data.verdict, answer.data.main?.id]).toEqual([10, 'blocked', 'net.tcp'])
    const errors = (answer.data.checks as {id: string; status: string}[]).filter(
      ({status}) => status === 'error',
    )
    expect(errors.map(({id}) => id)).toEqual(['net.tcp'])
  })
})
