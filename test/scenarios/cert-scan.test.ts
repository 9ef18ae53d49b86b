import {execFileSync} from 'node:child_process'
import {copyFileSync, mkdirSync, readdirSync, symlinkSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {makeHome, runDmp, runJson} from '../support/program.ts'
import {describeWith} from '../support/requires.ts'
import {expectValid} from '../support/schemas.ts'
import {layouts, TestPki} from '../support/test-keys.ts'

interface Finding {
  readonly check: string
  readonly path: string
  readonly message: string
}

describeWith([{program: 'openssl', package: 'openssl'}], 'cert scan', () => {
  const home = makeHome()
  const tree = join(home.path, 'share')
  let pki: TestPki

  beforeAll(async () => {
    pki = new TestPki()
    const subject = '/C=FR/O=CENTRE HOSPITALIER FICTIF/OU=10B0000014/CN=DMP AUTH'
    const old = pki.leaf('old', {subject, notAfter: '20280101000000Z'})
    const renewed = pki.leaf('renewed', {subject, notAfter: '20300101000000Z'})
    mkdirSync(join(tree, 'Desktop'), {recursive: true})
    copyFileSync(pki.pkcs12(old, 'old', layouts.ans), join(tree, 'auth.p12'))
    copyFileSync(pki.pkcs12(renewed, 'renewed', layouts.ans), join(tree, 'Desktop/auth-new.p12'))
    symlinkSync('..', join(tree, 'circle'))
    execFileSync('mkfifo', [join(tree, 'pipe.pem')])
    writeFileSync(join(tree, 'random.p12'), Buffer.alloc(200_000, 'x'))
    expect((await runDmp(['sandbox', 'init'], {env: home.env})).code).toBe(0)
  })
  afterAll(() => {
    pki.remove()
    home.remove()
  })

  it('answers as its schema says, problems found, exit 10', async () => {
    const {answer, code} = await runJson(['cert', 'scan', tree], {env: home.env})
    expectValid(answer)
    expect([code, answer.exitCode]).toEqual([10, 10])
    expect(answer.data).toMatchObject({
      complete: true,
      verdict: 'warning',
      counts: {files: 3, links: 1, others: 1, sources: 2, keys: 2, pairs: 2},
    })
    const findings = answer.data.findings as Finding[]
    expect(findings.filter(({path}) => path.endsWith('auth-new.p12')).map(({check}) => check)).toEqual([
      'FILE-02',
    ])
  })

  it('knows the certificates that a profile uses, and that a newer one lies beside', async () => {
    const [box = ''] = readdirSync(home.path, {recursive: true, encoding: 'utf8'}).filter((path) =>
      path.endsWith('main-auth.p12'),
    )
    const used = join(home.path, box)
    const {answer} = await runJson(['cert', 'scan', tree, join(used, '..')], {env: home.env})
    expectValid(answer)
    const certificates = answer.data.certificates as {
      usedBy: {profile: string; use: string}[]
      paths: string[]
    }[]
    expect(certificates.find(({paths}) => paths.includes(used))?.usedBy).toEqual([
      {profile: 'sandbox', use: 'auth'},
    ])
  })

  it('writes what it found for people, and shows problems first', async () => {
    const csv = join(home.path, 'certificates.csv')
    const html = join(home.path, 'certificates.html')
    const run = await runDmp(['cert', 'scan', tree, '--csv', csv, '--html', html], {env: home.env})
    expect(run.code).toBe(10)
    const [first = ''] = run.stdout.split('\n')
    expect(first).toMatch(/FILE-/)
    expect(run.stdout).toContain('certificates.csv')
    expect(run.stdout).toContain('certificates.html')
    const again = await runDmp(['cert', 'scan', tree, '--csv', csv], {env: home.env})
    expect(again.stderr).toContain('DMP_FILE_EXISTS')
  })

  it('refuses a folder that is not there', async () => {
    const run = await runDmp(['cert', 'scan', join(home.path, 'nothing')], {env: home.env})
    expect(run.code).toBe(5)
    expect(run.stderr).toContain('DMP_FILE_UNREADABLE')
  })
})
