import {execFile} from 'node:child_process'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {expect, it} from 'vitest'
import {projectRoot} from '../support/program.ts'

const module = JSON.stringify(pathToFileURL(join(projectRoot, 'src/until-settled.ts')).href)

/** What a process of its own says and how it ends: the test's own would never run out of things to wait for. */
function run(work: string): Promise<{code: number; said: string}> {
  const source = `
    const {untilSettled} = await import(${module})
    const drained = () => { process.stdout.write('drained'); process.exitCode = 70 }
    void untilSettled(${work}, drained).then((told) => process.stdout.write(told), () => {})`
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ['--input-type=module', '-e', source], (_, stdout) =>
      resolve({code: child.exitCode ?? -1, said: stdout}),
    )
  })
}

it('tells a process that ends before its work is over', async () => {
  expect(await run('new Promise(() => {})')).toEqual({code: 70, said: 'drained'})
})

it.each([
  ['done', "Promise.resolve('done')", 'done'],
  ['done later', "new Promise((resolve) => setTimeout(resolve, 20, 'later'))", 'later'],
  ['refused', "Promise.reject(new Error('no'))", ''],
])('leaves alone work that is %s', async (_, work, said) => {
  expect(await run(work)).toEqual({code: 0, said})
})
