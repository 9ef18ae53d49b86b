import {spawn} from 'node:child_process'
import {join} from 'node:path'
import {setTimeout as pause} from 'node:timers/promises'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {writtenDocument, writtenManifest} from '../support/feeding.ts'
import {projectRoot, type RunOptions, runDmp, runJson, startEnv} from '../support/program.ts'
import {describeWith} from '../support/requires.ts'
import {type SandboxUnderTest, startSandbox} from '../support/running-sandbox.ts'

let box: SandboxUnderTest
let env: Record<string, string>
beforeAll(async () => {
  box = await startSandbox()
  // An unknown outcome may be asked about at once.
  env = {...box.env, DMP_UNKNOWN_RECHECK_AFTER: '1ms'}
})
afterAll(() => box?.remove())

const documents = () => join(box.home, 'documents')

/** Until the sandbox has seen a feeding call more than before, or the program has ended without one. */
async function called(before: number, ended: () => boolean): Promise<void> {
  while (!ended() && (await box.counters()).calls <= before) await pause(25)
}

/** Runs a command and sends the signals one after the other once its first call has arrived. */
async function interrupted(args: readonly string[], signals: readonly NodeJS.Signals[], json = false) {
  const {calls} = await box.counters()
  let over = false
  const during: RunOptions['during'] = (child) =>
    void called(calls, () => over).then(async () => {
      for (const signal of signals) {
        child.kill(signal)
        await pause(200)
      }
    })
  const startedAt = Date.now()
  const run = json ? await runJson(args, {env, during}) : await runDmp(args, {env, during})
  over = true
  return {...run, ms: Date.now() - startedAt}
}

async function journalState() {
  const {answer} = await runJson(['report', '--output', join(box.home, 'report.txt'), '--force'], {env})
  return answer.data.journals[0] as {state: string; items: Record<string, number>}
}

describe.each(['SIGINT', 'SIGTERM'] as const)('%s during a run', (signal) => {
  it('ends the call under way, keeps the rest for later, says how to resume, exit 130', async () => {
    const manifest = writtenManifest(documents(), 3)
    const held = (await box.inspect()).length
    await box.control('delay=1500,times=1,service=repository')
    const args = ['document', 'submit', '--manifest', manifest, '--visible']
    const run = await interrupted(args, [signal])
    expect(run.code).toBe(130)
    expect(run.stderr).toContain('Arrêt demandé')
    expect(run.stderr).toContain('relancer la même commande')
    expect(await box.inspect()).toHaveLength(held + 1)
    const journal = await journalState()
    expect(journal.state).toBe('ok')
    expect(journal.items['sending']).toBeUndefined()

    const again = await runJson(args, {env})
    // What went before the signal is told as already sent, and does not go twice.
    expect(again.answer.data.counts).toEqual({duplicate: 1, accepted: 2})
    expect(await box.inspect()).toHaveLength(held + 3)
  })
})

it('tells the same under --json, in the one document', async () => {
  const manifest = writtenManifest(documents(), 2)
  await box.control('delay=1500,times=1,service=repository')
  const args = ['document', 'submit', '--manifest', manifest, '--visible']
  const run = await interrupted(args, ['SIGINT'], true)
  expect(run.code).toBe(130)
  expect(run.stderr).toBe('')
  expect(JSON.parse(run.stdout)).toMatchObject({ok: false, exitCode: 130})
  expect((await runJson(args, {env})).answer.data.counts).toEqual({duplicate: 1, accepted: 1})
})

it('leaves at once on the second signal; the journal holds and the same command settles the outcome', async () => {
  const args = ['document', 'submit', ...writtenDocument(documents())]
  const held = (await box.inspect()).length
  await box.control('delay=20000,times=1,service=repository')
  const run = await interrupted(args, ['SIGINT', 'SIGINT'])
  expect(run.code).toBe(130)
  expect(run.ms).toBeLessThan(15_000)
  expect((await journalState()).state).toBe('ok')
  await box.control()
  for (let attempt = 0; attempt < 4; attempt++) {
    const {code} = await runDmp(args, {env})
    if (code === 0) break
    expect([7, 9]).toContain(code)
    await pause(500)
  }
  expect(await box.inspect()).toHaveLength(held + 1)
})

describeWith([{program: 'script', package: 'bsdutils'}], 'at a question on a terminal', () => {
  const question = '?'

  /** Runs dmp on a pty, and does `act` once it asks something. */
  function asked(act: (terminal: {type(text: string): void; kill(signal: NodeJS.Signals): void}) => void) {
    return new Promise<{code: number | null; screen: string}>((done) => {
      const command = `${process.execPath} ${projectRoot}/bin/run.js config init --profile neuf`
      const child = spawn('script', ['-qfec', command, '/dev/null'], {
        env: {...startEnv, TERM: 'xterm', ...box.env},
      })
      let screen = ''
      let acted = false
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        screen += text
        if (acted || !screen.includes(question)) return
        acted = true
        act({type: (keys) => child.stdin.write(keys), kill: (signal) => child.kill(signal)})
      })
      child.on('close', (code) => done({code, screen}))
    })
  }

  it('Ctrl-C ends with 130, says so, and writes nothing', async () => {
    const {code, screen} = await asked((terminal) => terminal.type('\u0003'))
    expect(code).toBe(130)
    expect(screen).toContain('DMP_INTERRUPTED')
    const {answer} = await runJson(['config', 'path'], {env})
    expect(JSON.stringify(answer.data.profiles)).not.toContain('neuf')
  })
})
