import {readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {makeHome, runDmp, runJson} from '../support/program.ts'
import {describeWith} from '../support/requires.ts'
import {expectValid} from '../support/schemas.ts'

interface Check {
  readonly id: string
  readonly status: string
}

describeWith([{program: 'openssl', package: 'openssl'}], 'dmp doctor with a profile', () => {
  const own = makeHome()
  const ownOptions = {env: {...own.env, PCSCLITE_CSOCK_NAME: join(own.path, 'no-pcscd.comm')}}
  beforeAll(async () => {
    expect((await runDmp(['sandbox', 'init'], ownOptions)).code).toBe(0)
  })
  afterAll(() => own.remove())

  it('takes feeding for what is wanted and checks the pair of the profile', async () => {
    const {answer} = await runJson(['doctor', '--offline'], ownOptions)
    expectValid(answer)
    expect(answer.data.wanted).toMatchObject({use: 'feeding-certificate', from: 'profile'})
    const own = (answer.data.checks as Check[]).find(({id}) => id === 'certs.org')
    expect(own?.status).toMatch(/^(ok|warn)$/)
    expect(JSON.stringify(answer.data)).not.toMatch(/0B0000014|\b\d[\dAB]\d{7}\b/)
  })

  it('does not call good a pair whose passphrase must be typed', async () => {
    const folder = join(own.path, 'config/profiles')
    const text = readFileSync(join(folder, 'sandbox.yaml'), 'utf8')
    writeFileSync(join(folder, 'asks.yaml'), text.replaceAll(/passphrase: .*/g, 'passphrase: prompt'), {
      mode: 0o600,
    })
    const {answer, code} = await runJson(['doctor', '--offline', '--profile', 'asks'], ownOptions)
    const pair = (answer.data.checks as Check[]).find(({id}) => id === 'certs.org')
    expect([code, pair?.status]).toEqual([0, 'unknown'])
    expect((await runDmp(['doctor', '--offline', '--profile', 'asks', '--strict'], ownOptions)).code).toBe(10)
    const unnamed = await runJson(['doctor', '--offline'], ownOptions)
    expect(unnamed.answer.data).toMatchObject({wanted: {use: 'feeding-certificate'}, verdict: 'incomplete'})
    expect(JSON.stringify(unnamed.answer.data.checks)).toContain('name-profile')
    rmSync(join(folder, 'asks.yaml'))
  })

  it('does not call good a pair whose revocation the profile demands to know', async () => {
    const folder = join(own.path, 'config/profiles')
    const text = readFileSync(join(folder, 'sandbox.yaml'), 'utf8')
    writeFileSync(join(folder, 'strict.yaml'), text.replace(/revocation: .*/, 'revocation: strict'), {
      mode: 0o600,
    })
    const {answer} = await runJson(['doctor', '--offline', '--profile', 'strict'], ownOptions)
    const pair = (answer.data.checks as {id: string; status: string; cause: {code: string}}[]).find(
      ({id}) => id === 'certs.org',
    )
    expect([pair?.status, pair?.cause.code]).toEqual(['unknown', 'certs-revocation-strict'])
    rmSync(join(folder, 'strict.yaml'))
  })

  it('says that a profile that was named and is not there cannot be used', async () => {
    const {answer, code} = await runJson(['doctor', '--profile', 'absent'], ownOptions)
    expect([code, answer.error?.code]).toEqual([3, 'DMP_PROFILE_NOT_FOUND'])
  })

  it('finds the fault in keys that went away', async () => {
    const [auth = ''] = readdirSync(own.path, {recursive: true, encoding: 'utf8'}).filter((path) =>
      path.endsWith('main-auth.p12'),
    )
    writeFileSync(join(own.path, auth), 'broken')
    const {answer, code} = await runJson(['doctor', '--offline'], ownOptions)
    expect([code, answer.data.verdict, answer.data.main?.id]).toEqual([10, 'blocked', 'certs.org'])
  })
})
