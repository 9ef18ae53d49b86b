/** The INSi of the built sandbox, called with curl as a stranger to this program would. */
import {execFileSync} from 'node:child_process'
import {existsSync, readdirSync, readFileSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {makeHome, runDmp, runJson} from '../support/program.ts'
import {describeWith} from '../support/requires.ts'
import {type SandboxUnderTest, startSandbox} from '../support/running-sandbox.ts'
import {goodParts, requestText, type Traits, traitsAction} from '../support/second-writer/insi-request.ts'

describeWith([{program: 'curl', package: 'curl'}], 'curl', () => {
  let sandbox: SandboxUnderTest
  const at = (name: string): string => join(sandbox.folder, name)
  beforeAll(async () => {
    sandbox = await startSandbox({faults: ['insi-fault=insi_99,times=1']})
  })
  afterAll(() => sandbox.remove())

  function request(traits: Traits): string {
    const {unit, instance} = JSON.parse(readFileSync(at('insi.json'), 'utf8'))
    const idam = readFileSync(at('insi-idam.txt'), 'utf8').trim()
    return requestText({...goodParts({unit, instance, idam}), traits})
  }

  function curl(traits: Traits, identity: readonly string[]): string {
    const {insi} = JSON.parse(readFileSync(join(sandbox.home, 'ready.json'), 'utf8'))
    const header = `Content-Type: application/soap+xml; charset=utf-8; action="${traitsAction}"`
    const args = ['-sS', '--cacert', at('ca.pem'), ...identity, '-H', header, '--data-binary', '@-', insi]
    return execFileSync('curl', args, {input: request(traits), encoding: 'utf8'})
  }

  const adele = {name: 'EXEMPLE', given: 'ADELE', sex: 'F', date: '1965-05-12'}
  const pem = () => ['--cert', at('insi-manu.pem'), '--key', at('insi-manu.key.pem')]

  it('gets the fault asked for at the start, then the identity of a patient of the trial DMP', () => {
    expect(curl(adele, pem())).toContain('code="insi_99"')
    const answer = curl(adele, pem())
    expect(answer).toContain('<NumIdentifiant>2650599999001</NumIdentifiant><Cle>41</Cle>')
    expect(answer).toContain('<OID>1.2.250.1.213.1.4.8</OID>')
  })

  it('gets desir_560 with the certificate of the DMP', () => {
    const answer = curl(adele, ['--cert', at('main-auth.pem'), '--key', at('main-auth.key.pem')])
    expect(answer).toContain('code="desir_560"')
  })

  it('gets the dialect that the control endpoint is told', async () => {
    await sandbox.control('insi-dialect=prenom')
    expect(curl(adele, pem())).toContain('<ns2:Prenom>ADELE MARIE</ns2:Prenom>')
    await sandbox.control()
  })
})

describe('the profile and the folder', () => {
  const home = makeHome()
  const {env} = home
  const at = (name: string): string => join(home.path, name)
  beforeAll(async () => {
    const made = await runJson(['sandbox', 'init', '--dir', at('box'), '--all-establishments'], {env})
    expect(made.answer.error).toBeNull()
  })
  afterAll(() => home.remove())

  const profile = (name: string): string => readFileSync(at(`config/profiles/${name}.yaml`), 'utf8')

  /** Starts, ends as soon as the ready file is there, and tells what was said and written. */
  async function started(more: readonly string[] = []) {
    const ready = at('ready.json')
    rmSync(ready, {force: true})
    const args = ['sandbox', 'start', '--dir', at('box'), '--port', '0', '--ready-file', ready, ...more]
    const run = await runDmp(args, {
      env,
      during: (child) => {
        const look = setInterval(() => {
          if (!existsSync(ready)) return
          clearInterval(look)
          child.kill('SIGTERM')
        }, 25)
      },
    })
    return {...run, ready: JSON.parse(readFileSync(ready, 'utf8'))}
  }

  it('names INSi in the profile of the structure that has its certificates, with INSI-MANU', () => {
    const text = profile('sandbox')
    expect(text).toMatch(/^insi:$/m)
    expect(text).toContain("url: 'https://localhost:18443/lps'")
    expect(text).toContain('insi-manu.p12')
    expect(text).toContain(JSON.parse(readFileSync(at('box/insi.json'), 'utf8')).instance)
    expect(profile('sandbox-second')).not.toMatch(/^insi:$/m)
    expect(text).not.toContain(readFileSync(at('box/insi-idam.txt'), 'utf8').trim())
  })

  it('has nothing that config check objects to', async () => {
    const {answer} = await runJson(['config', 'check', '--profile', 'sandbox'], {env})
    expect(answer.exitCode).toBe(0)
  })

  it('says the address of INSi, and what to set when it listens elsewhere', async () => {
    const {code, stdout, ready} = await started()
    expect(code).toBe(0)
    expect(ready.insi).toBe(`https://localhost:${ready.port}/lps`)
    expect(stdout).toContain(`INSi d’essai à l’écoute : ${ready.insi}`)
    expect(stdout).toContain(`DMP_INSI_URL=${ready.insi}\n`)
  })

  it('serves a folder of an earlier version without INSi, says so, and adds it when asked', async () => {
    for (const name of readdirSync(at('box'))) if (name.startsWith('insi')) rmSync(at(`box/${name}`))
    const {code, stdout, ready} = await started()
    expect(code).toBe(0)
    expect(ready.insi).toBeUndefined()
    expect(stdout).toContain('Sans INSi d’essai')
    expect(stdout).toContain(`dmp sandbox init --dir "${at('box')}" --force`)
    const json = await started(['--json'])
    expect(JSON.parse(json.stdout).data.insi).toBeNull()

    const kept = ['server.pem', 'main-auth.p12', 'passphrase.txt', 'control-token.txt']
    const before = kept.map((name) => readFileSync(at(`box/${name}`), 'utf8'))
    const again = ['sandbox', 'init', '--dir', at('box'), '--force']
    expect((await runJson(again, {env})).answer.error).toBeNull()
    expect(kept.map((name) => readFileSync(at(`box/${name}`), 'utf8'))).toEqual(before)
    expect((await started()).ready.insi).toMatch(/\/lps$/)

    const own = ['insi.json', 'insi-manu.pem', 'insi-idam.txt'].map((name) =>
      readFileSync(at(`box/${name}`), 'utf8'),
    )
    expect((await runJson(again, {env})).answer.error).toBeNull()
    expect(
      ['insi.json', 'insi-manu.pem', 'insi-idam.txt'].map((name) => readFileSync(at(`box/${name}`), 'utf8')),
    ).toEqual(own)
  })
})
