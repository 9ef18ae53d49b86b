import {spawn} from 'node:child_process'
import {join} from 'node:path'
import {afterAll, expect, it} from 'vitest'
import {makeHome, projectRoot, startEnv} from '../support/program.ts'
import {describeWith} from '../support/requires.ts'

const home = makeHome()
afterAll(() => home.remove())

/** What the program shows at a terminal until `shown` appears; the process is then ended. */
function atTerminal(args: readonly string[], shown: string): Promise<string> {
  const words = [process.execPath, join(projectRoot, 'bin/run.js'), ...args]
  const command = words.map((word) => `'${word}'`).join(' ')
  const child = spawn('script', ['-qec', command, '/dev/null'], {
    env: {...startEnv, ...home.env, TERM: 'xterm'},
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const {promise, resolve} = Promise.withResolvers<string>()
  const late = setTimeout(() => child.kill(), 20_000)
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    text += part
    if (text.includes(shown) && !child.stdin.writableEnded) child.stdin.end('\x03')
  })
  child.on('close', () => {
    clearTimeout(late)
    resolve(text)
  })
  return promise
}

describeWith([{program: 'script', package: 'bsdutils'}], 'questions at a terminal', () => {
  it.each([
    ['fr', 'naviguer', 'choisir'],
    ['en', 'navigate', 'select'],
  ])('tells in %s which keys choose an answer', async (language, move, choose) => {
    const args = ['config', 'init', '--profile', 'new', '--lang', language]
    const text = await atTerminal(args, choose)
    expect(text).toContain(`↑↓ ${move}`)
    expect(text).toContain(`⏎ ${choose}`)
    if (language === 'fr') expect(text).not.toMatch(/navigate|select/)
  })
})
