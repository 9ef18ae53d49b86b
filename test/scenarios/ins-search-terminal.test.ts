/** Questions of `ins search` at a terminal. */
import {spawn} from 'node:child_process'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {projectRoot, startEnv} from '../support/program.ts'
import {describeWith} from '../support/requires.ts'
import {type Desk, openDesk} from './desk.ts'

describeWith([{program: 'script', package: 'bsdutils'}], 'ins search at a terminal', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
  })
  afterAll(() => desk.sandbox.remove())

  /** Gives each answer once its question is shown; the screen as it was in the end. */
  function answered(dialogue: readonly (readonly [question: string, answer: string])[]): Promise<string> {
    const words = [process.execPath, join(projectRoot, 'bin/run.js'), 'ins', 'search', '--lang', 'en']
    const child = spawn('script', ['-qec', words.map((word) => `'${word}'`).join(' '), '/dev/null'], {
      env: {...startEnv, ...desk.sandbox.env, TERM: 'xterm', NO_COLOR: '1'},
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    const left = [...dialogue]
    const late = setTimeout(() => child.kill(), 30_000)
    let text = ''
    let seen = 0
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      text += part
      const [next] = left
      const at = next ? text.indexOf(next[0], seen) : -1
      if (!next || at === -1) return
      seen = at + next[0].length
      left.shift()
      child.stdin.write(`${next[1]}\r`)
    })
    return new Promise((done) => {
      child.on('close', () => {
        clearTimeout(late)
        done(text)
      })
    })
  }

  it('asks for the traits one by one, and for other names and the birth place when several people answer', async () => {
    const text = await answered([
      ['Birth name?', ''],
      ['An answer is needed', 'Essai-Homonyme'],
      ['Birth given names', 'Marthe'],
      ['Sex (M or F)?', 'f'],
      ['Birth date', '07/07/1967'],
      ['other birth given names', ''],
      ['Several people: birth place', 'PARIS'],
      ['Five characters', '\u0015' + '99998'],
    ])
    expect(text).toContain('identity found')
    expect(text).toMatch(/attempt 2: .*birth place : 00 OK/)
  }, 60_000)
})
