import {mkdirSync, rmSync, writeFileSync} from 'node:fs'
import {availableParallelism} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {
  type Bad,
  badFiles,
  badPaths,
  circleBundle,
  oddFiles,
  strangersKey,
  tirelessArchive,
} from '../../support/certificate-matrix/bad-files.ts'
import {Cast} from '../../support/certificate-matrix/cast.ts'
import {makeHome, runDmp, runJson} from '../../support/program.ts'
import {describeWith} from '../../support/requires.ts'
import {expectValid} from '../../support/schemas.ts'

/** A tenth of what Node takes unasked, and more time than a slow machine needs to refuse. */
const bounds = {NODE_OPTIONS: '--max-old-space-size=128'}
const patienceMs = 20_000

describeWith([{program: 'openssl', package: 'openssl'}], 'bad input through the program', () => {
  const home = makeHome()
  const env = {...home.env, ...bounds}
  const cast = new Cast()
  const folder = cast.mint.path('bad')
  const at = (name: string) => join(folder, name)
  beforeAll(() => {
    mkdirSync(folder)
    for (const {name, make} of [...badFiles, ...oddFiles]) writeFileSync(at(name), make(cast))
    for (const {name, make} of badPaths) make(at(name))
  })
  afterAll(() => {
    cast.mint.remove()
    home.remove()
  })

  const json = async (...args: string[]) => {
    const began = performance.now()
    const run = await runJson(args, {env})
    expect(performance.now() - began).toBeLessThan(patienceMs)
    if (run.answer.data) expectValid(run.answer)
    return run
  }
  const problemOf = ({problem}: Bad) =>
    typeof problem === 'string' ? problem : expect.stringMatching(problem)

  it('is told file by file by cert inspect, with what is wrong, in words', async () => {
    const names = [...badFiles, ...badPaths].map(({name}) => at(name))
    const {code, answer} = await json('cert', 'inspect', ...names)
    expect(code).toBe(5)
    expect(answer.data.sources).toEqual([])
    const failed: {error: {code: string; message: string; exitCode: number; params: object}}[] =
      answer.data.failed
    expect(failed).toHaveLength(names.length)
    for (const [place, bad] of badFiles.entries())
      expect([bad.name, failed[place]?.error]).toMatchObject([
        bad.name,
        {
          code: 'DMP_CERT_SOURCE_UNREADABLE',
          exitCode: 5,
          params: {source: at(bad.name), problem: problemOf(bad)},
        },
      ])
    for (const [place, {name}] of badPaths.entries())
      expect([name, failed[badFiles.length + place]?.error]).toMatchObject([
        name,
        {code: 'DMP_FILE_UNREADABLE', exitCode: 5, params: {file: at(name)}},
      ])
    const {stdout, stderr} = await runDmp(['cert', 'inspect', ...names, '--lang', 'en'], {env})
    for (const name of names) expect(`${stdout}${stderr}`).toContain(name)
    expect(`${stdout}${stderr}`).not.toMatch(/: (?:asn1|x509|pem|key):/)
  })

  it('ends cert check with exit code 5 and an error that names the file', async () => {
    const waiting = [...badFiles, ...badPaths].map(({name}) => name)
    const one = async () => {
      for (let name = waiting.shift(); name; name = waiting.shift()) {
        const {code, answer} = await json('cert', 'check', at(name), '--offline')
        expect([name, code, answer.error?.message]).toEqual([name, 5, expect.stringContaining(at(name))])
      }
    }
    await Promise.all(Array.from({length: Math.min(4, availableParallelism())}, one))
  })

  it('is read where only what it says is odd, and drives no terminal', async () => {
    const names = oddFiles.map(({name}) => at(name))
    const {code, answer} = await json('cert', 'inspect', ...names)
    expect(code).toBe(0)
    for (const [place, {name, shows}] of oddFiles.entries())
      expect([name, answer.data.sources[place].certificates[0]]).toMatchObject([name, shows])
    for (const command of ['inspect', 'check'])
      for (const name of ['nul-in-name.der', 'several-in-one-rdn.der']) {
        const {stdout, stderr} = await runDmp(['cert', command, at(name)], {env})
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not come through
        expect(`${stdout}${stderr}`).not.toMatch(/[\u0000\u001b]/)
      }
  })

  it('is a finding where authorities vouch for each other in a circle', async () => {
    const {code, answer} = await json('cert', 'check', circleBundle(cast), '--offline')
    expect([code, answer.data.verdict]).toEqual([10, 'error'])
    const told = (answer.data.findings as {check: string; severity: string}[]).map(
      ({check, severity}) => `${check} ${severity}`,
    )
    expect(told).toContain('CHAIN-01 error')
  })

  it('is a finding where the key is that of another certificate', async () => {
    const path = strangersKey(cast)
    const inspected = await json('cert', 'inspect', path)
    expect(inspected.answer.data.sources[0].keys).toMatchObject([{encrypted: false, certificate: null}])
    const {code, answer} = await json('cert', 'check', path, '--offline')
    const checks = answer.data.findings as {check: string; severity: string}[]
    expect([code, checks.some(({check}) => check === 'KEY-01')]).toEqual([10, true])
  })

  it('keeps nobody waiting for two thousand million rounds of a password', async () => {
    const secret = cast.mint.write('secret', 'magasin-essai')
    const {code, answer} = await json(
      'cert',
      'inspect',
      tirelessArchive(cast),
      '--passphrase-from',
      `file:${secret}`,
    )
    expect([code, answer.error?.code]).toEqual([5, 'DMP_CERT_SOURCE_UNREADABLE'])
  })

  it('is listed by cert scan beside what is good, and stops nothing', async () => {
    const {code, answer} = await json('cert', 'scan', folder)
    expect(code).toBe(10)
    const found = (answer.data.certificates as {paths: string[]}[]).flatMap(({paths}) => paths)
    for (const {name} of oddFiles) expect(found).toContain(at(name))
    const unread = JSON.stringify(answer.data)
    for (const name of ['truncated.der', 'trailing.der', 'indefinite.der', 'nested.der', 'not-base64.pem'])
      expect(unread).toContain(name)
    for (const {name} of badFiles) expect(found).not.toContain(at(name))
  })

  it('is no clean inventory where it is all there is', async () => {
    const damaged = cast.mint.path('damaged')
    mkdirSync(damaged)
    writeFileSync(join(damaged, 'auth.p12'), cast.leaf('usual').certificate.der.subarray(0, 600))
    const {code, answer} = await json('cert', 'scan', damaged)
    expect([code, answer.data.verdict, answer.data.counts.unreadable]).toEqual([10, 'warning', 1])
  })

  it('may vanish while cert scan looks at it', async () => {
    const tree = cast.mint.path('vanishing')
    const der = oddFiles.find(({name}) => name === 'after-2050.der')?.make(cast) ?? ''
    for (let branch = 0; branch < 20; branch += 1) {
      mkdirSync(join(tree, String(branch)), {recursive: true})
      for (let file = 0; file < 50; file += 1) writeFileSync(join(tree, String(branch), `${file}.der`), der)
    }
    const {code, answer} = await runJson(['cert', 'scan', tree], {
      env,
      // folder by folder, so that some are there and some are not whenever the program comes by
      during: () => {
        const next = (branch: number): void => {
          rmSync(join(tree, String(branch)), {recursive: true, force: true})
          if (branch < 19) setTimeout(next, 20, branch + 1)
        }
        next(0)
      },
    })
    expectValid(answer)
    expect([0, 10]).toContain(code)
    expect(answer.data.verdict).not.toBe('expired')
  })
})
