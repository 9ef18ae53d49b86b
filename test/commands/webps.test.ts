import {chmodSync, globSync, readFileSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, describe, expect, it} from 'vitest'
import {matriculeKey} from '../../src/lib/ins/matricule.ts'
import {makeHome, runDmp, runJson, startEnv} from '../support/program.ts'
import {expectValid} from '../support/schemas.ts'

describe('dmp webps url, as built', () => {
  const home = makeHome()
  const ins = `2600599999001${matriculeKey('2600599999001')}`
  const hidden = ins.slice(5)
  const base = ['--base', 'https://web-ps.example']
  afterAll(() => home.remove())

  it('gives the address under --json, and neither shows nor keeps the INS', async () => {
    const words = ['webps', 'url', 'historique des accès', '--ins', '-', ...base]
    const {answer, code, stdout} = await runJson(words, {env: home.env, input: ins})
    expectValid(answer)
    expect([code, answer.data.authentication.establishmentCertificate]).toEqual([0, false])
    const files = globSync('**/*', {cwd: home.path}).map((name) => join(home.path, name))
    const kept = files.filter((file) => statSync(file).isFile()).map((file) => readFileSync(file, 'utf8'))
    expect([stdout, ...kept].filter((text) => text.includes(hidden))).toEqual([])
  })

  it('opens with the opener of the system alone, once that was said and agreed', async () => {
    const [opener, kept] = [join(home.path, 'xdg-open'), join(home.path, 'kept')]
    writeFileSync(opener, `#!/bin/sh\nprintf '%s\\n' "$#" "$@" > ${kept}\n`)
    chmodSync(opener, 0o755)
    const env = {...home.env, DISPLAY: ':0', PATH: `${home.path}:${startEnv['PATH']}`}
    const words = ['webps', 'url', 'Documents', '--ins', '-', ...base, '--open']
    const refused = await runDmp(words, {env, input: ins})
    expect([refused.code, globSync(kept)]).toEqual([2, []])
    const {code, stdout, stderr} = await runDmp([...words, '--yes'], {env, input: ins})
    expect(code).toBe(0)
    expect(readFileSync(kept, 'utf8')).toBe(`1\nhttps://web-ps.example/AccesDirect/Documents/${ins}\n`)
    expect(stdout + stderr).not.toContain(hidden)
  })
})
