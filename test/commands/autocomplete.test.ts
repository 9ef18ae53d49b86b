import {spawnSync} from 'node:child_process'
import {afterAll, expect, it} from 'vitest'
import {makeHome, projectRoot, runDmp, startEnv} from '../support/program.ts'
import {describeWith} from '../support/requires.ts'

const home = makeHome()
afterAll(() => home.remove())

const run = (shell: string, script: string) =>
  spawnSync(shell, ['-c', script], {
    cwd: projectRoot,
    encoding: 'utf8',
    env: {...startEnv, ...home.env},
  })

it('completes commands, sub-commands and flags in bash', () => {
  const complete = (...words: string[]) => {
    const list = words.map((word) => `'${word}'`).join(' ')
    const {stdout, stderr} = run(
      'bash',
      `source <(node bin/run.js autocomplete bash); COMP_WORDS=(${list}); COMP_CWORD=${words.length - 1}; _dmp; printf '%s\\n' "\${COMPREPLY[@]}"`,
    )
    expect(stderr).toBe('')
    return stdout.trim().split('\n')
  }
  expect(complete('dmp', 'ver')).toEqual(['version'])
  expect(complete('dmp', 'version', '--verb')).toEqual(['--verbose'])
  expect(complete('dmp', 'document', 'sub')).toEqual(['submit'])
})

describeWith([{program: 'zsh', package: 'zsh'}], 'in zsh', () => {
  it('is a script zsh accepts, and finds sub-commands', () => {
    const {status, stdout, stderr} = run(
      'zsh',
      `autoload -Uz compinit; compinit -u -D 2>/dev/null; source <(node bin/run.js autocomplete zsh); _dmp_words document; _dmp_flags version`,
    )
    expect(stderr).toBe('')
    expect(status).toBe(0)
    expect(stdout).toContain('submit')
    expect(stdout).toContain('--verbose')
  })
})

it('gives PowerShell the same tree (not run on Windows)', async () => {
  const {stdout} = await runDmp(['autocomplete', 'powershell'], {env: home.env})
  expect(stdout).toContain('Register-ArgumentCompleter -Native -CommandName dmp')
  expect(stdout).toMatch(/'document' = @\(.*'submit'.*\)/)
})

it('refuses a shell it does not know, exit 2', async () => {
  const {code, stderr} = await runDmp(['autocomplete', 'fish'], {env: home.env})
  expect(code).toBe(2)
  expect(stderr).toContain('DMP_USAGE')
})
