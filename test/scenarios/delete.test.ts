import {spawn} from 'node:child_process'
import {readFileSync, statSync} from 'node:fs'
import {basename, join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {projectRoot, startEnv} from '../support/program.ts'
import {describeWith} from '../support/requires.ts'
import {sampleText} from '../support/sample-bodies.ts'
import {type Desk, openDesk} from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.sandbox.remove())

const remove = (uniqueId: string, reason = 'mistake', ...more: string[]) =>
  desk.json(['document', 'delete', uniqueId, '--reason', reason, '--yes', '--confirm', uniqueId, ...more])

async function replaced(uniqueId: string): Promise<string> {
  const {answer} = await desk.json([
    ...['document', 'replace', uniqueId, '--file', desk.newText(), '--type', '11488-4'],
    ...['--date', '2026-03-03', '--patient', desk.patientFile('active-linked')],
  ])
  return answer.data.documents[0].uniqueId
}

describe('document delete', () => {
  it('shows the four prerequisites, deletes, checks, and writes a receipt', async () => {
    const uniqueId = await desk.accepted(desk.newText())
    const {answer, code} = await remove(uniqueId)
    expect(answer.error).toBeNull()
    expect(code).toBe(0)
    expect(answer.data.checklist.map(({id, state}: {id: string; state: string}) => [id, state])).toEqual([
      ['ins', 'ok'],
      ['dmp-active', 'ok'],
      ['authorisation', 'not-required'],
      ['entry', 'ok'],
    ])
    expect(answer.data.deleted).toHaveLength(1)
    expect(await desk.held(uniqueId)).toMatch(/Deleted|absent/)
    const receipt = JSON.parse(readFileSync(answer.data.receipt, 'utf8'))
    expect(statSync(answer.data.receipt).mode & 0o077).toBe(0)
    expect(receipt).toMatchObject({
      uniqueId,
      reason: 'mistake',
      deleted: [{uniqueId, exposureSeconds: expect.any(Number)}],
    })
    const {matricule, birthName} = desk.patient('active-linked')
    for (const secret of [matricule, birthName, 'Compte rendu'])
      expect(JSON.stringify(receipt)).not.toContain(secret)
  })

  it('deletes nothing without confirmation, nor with a wrong one', async () => {
    const uniqueId = await desk.accepted(desk.newText())
    const words = ['document', 'delete', uniqueId, '--reason', 'mistake']
    for (const more of [[], ['--yes'], ['--yes', '--confirm', '2.25.1']]) {
      const {answer} = await desk.json([...words, ...more])
      expect(answer).toMatchObject({exitCode: 2, error: {code: 'DMP_CONFIRMATION_NEEDED'}})
    }
    expect(await desk.held(uniqueId)).toBe('Approved')
  })

  it('with --dry-run shows the checklist and deletes nothing', async () => {
    const uniqueId = await desk.accepted(desk.newText())
    const {answer} = await desk.json(['document', 'delete', uniqueId, '--reason', 'mistake', '--dry-run'])
    expect(answer.data).toMatchObject({dryRun: true, deleted: []})
    expect(answer.data.checklist).toHaveLength(4)
    expect(await desk.held(uniqueId)).toBe('Approved')
  })

  it('explains that a document is already deleted', async () => {
    const uniqueId = await desk.accepted(desk.newText())
    await remove(uniqueId)
    const {answer} = await remove(uniqueId)
    expect(answer).toMatchObject({
      exitCode: 6,
      error: {code: 'DMP_DELETION_IMPOSSIBLE', details: {reason: 'already-deleted'}},
    })
  })

  it('needs the patient of a document that is not ours, then says that it is not there', async () => {
    const bare = await remove('2.25.4242')
    expect(bare.answer.ok).toBe(false)
    expect(bare.answer.error?.code).toBe('DMP_MISSING_VALUE')
    const named = await remove('2.25.4242', 'mistake', '--patient', desk.patientFile('active-linked'))
    expect(named.answer).toMatchObject({exitCode: 6, error: {code: 'DMP_DOCUMENT_NOT_FOUND'}})
  })

  it('explains that nothing can be deleted in a closed DMP', async () => {
    const {answer} = await remove('2.25.4242', 'mistake', '--patient', desk.patientFile('closed-by-patient'))
    expect(answer).toMatchObject({
      exitCode: 6,
      error: {code: 'DMP_DELETION_IMPOSSIBLE', details: {reason: 'closed'}},
    })
  })

  it('sends a deleted document again on the word only, as a new one', async () => {
    const file = desk.newText()
    const first = await desk.accepted(file)
    await remove(first)
    for (const more of [[], ['--dry-run']]) {
      const {answer, code} = await desk.json(desk.submitArgs(file, {more}))
      expect([code, answer.error?.code]).toEqual([5, 'DMP_ALREADY_SENT'])
      expect(answer.error?.message).toContain('puis supprimé du DMP')
    }
    const second = await desk.accepted(file, {more: ['--again']})
    expect(second).not.toBe(first)
    expect(await desk.held(second)).toBe('Approved')
  })

  it('publishes nothing anew when the list of a deleted document is run again', async () => {
    const rows = [0, 1].map((n) => {
      desk.write(`again/doc-${n}.txt`, sampleText(`again ${n}`))
      return {...desk.row(`doc-${n}.txt`), source_id: `LIST-${n}`}
    })
    const list = desk.manifest('again', rows)
    const send = () => desk.json(['document', 'submit', '--manifest', list, '--visible'])
    const {answer: first} = await send()
    const [kept, gone] = first.data.documents.map(({uniqueId}: {uniqueId: string}) => uniqueId)
    await remove(gone)
    const {answer} = await send()
    expect(answer.data.documents.map(({state}: {state: string}) => state)).toEqual(['duplicate', 'duplicate'])
    expect([await desk.held(kept), await desk.held(gone)]).toEqual([
      'Approved',
      expect.stringMatching(/Deleted|absent/),
    ])
  })

  it.each([
    ['after the commit', 'cut-after-commit', true],
    ['before the commit', 'cut-before-commit', false],
  ])('settles an answer lost %s by looking', async (_, knob, kept) => {
    const uniqueId = await desk.accepted(desk.newText())
    // This seed spares the first call of the registry, which looks the entry up, and strikes the deletion.
    const armed = `${knob},times=1,rate=0.5,seed=1,service=registry`
    await desk.sandbox.control(armed)
    const {answer, code} = await remove(uniqueId)
    expect(await desk.sandbox.armed()).toEqual([])
    if (kept) {
      expect(answer.error).toBeNull()
      expect(code).toBe(0)
      expect(await desk.held(uniqueId)).toMatch(/Deleted|absent/)
    } else {
      expect(answer.ok).toBe(false)
      expect(await desk.held(uniqueId)).toBe('Approved')
      expect((await remove(uniqueId)).code).toBe(0)
      expect(await desk.held(uniqueId)).toMatch(/Deleted|absent/)
    }
    const history = (await desk.json(['document', 'history', uniqueId])).answer.data
    expect(history.versions[0].registryStatus).toBe('deleted')
  })

  it('without a terminal, says what was verified before it refuses for want of a confirmation', async () => {
    const uniqueId = await desk.accepted(desk.newText())
    const {answer} = await desk.json(['document', 'delete', uniqueId, '--reason', 'mistake'])
    expect(answer.error?.code).toBe('DMP_CONFIRMATION_NEEDED')
    const checklist = answer.error?.details['checklist'] as readonly {id: string; value: string}[]
    expect(checklist.map(({id}) => id)).toEqual(['ins', 'dmp-active', 'authorisation', 'entry'])
    expect(answer.error?.message).toContain(checklist.at(-1)?.value)
    const {stderr} = await desk.text(['document', 'delete', uniqueId, '--reason', 'mistake', '--lang', 'en'])
    expect(stderr).toMatch(/access authorisation not required/)
    expect(stderr).toContain(checklist.at(-1)?.value)
  })

  it('refuses a version that is not the current one, and names that', async () => {
    const first = await desk.accepted(desk.newText())
    const second = await replaced(first)
    const {answer} = await remove(first)
    expect(answer).toMatchObject({
      exitCode: 6,
      error: {
        code: 'DMP_DELETION_IMPOSSIBLE',
        details: {uniqueId: first, reason: 'not-current', current: second},
      },
    })
    expect(answer.error?.suggestions.join('\n')).toMatch(/--reason wrong-patient/)
    expect(await desk.held(first)).toBe('Deprecated')
    expect((await remove(second)).code).toBe(0)
    expect((await remove(first)).code).toBe(0)
  })

  it('keeps what the DMP accepted, with its receipt, when the check that follows fails', async () => {
    const uniqueId = await desk.accepted(desk.newText())
    // This seed spares the look-up and the deletion, and strikes the check.
    await desk.sandbox.control('unavailable=1,times=1,rate=0.5,seed=5,service=registry')
    const {answer, code} = await remove(uniqueId)
    expect(await desk.sandbox.armed()).toEqual([])
    expect(answer.error).toBeNull()
    expect(code).toBe(0)
    expect(answer.data.deleted).toMatchObject([{uniqueId, checked: false}])
    expect(answer.warnings.map(({code: warned}) => warned)).toEqual(['deletion-not-checked'])
    expect(JSON.parse(readFileSync(answer.data.receipt, 'utf8')).deleted).toMatchObject([
      {uniqueId, checked: false},
    ])
    expect(await desk.held(uniqueId)).toMatch(/Deleted|absent/)
    expect((await remove(uniqueId)).answer.error?.details).toMatchObject({reason: 'already-deleted'})
  })

  it('settles on the next run a deletion whose answer and check were both lost', async () => {
    const uniqueId = await desk.accepted(desk.newText())
    await desk.sandbox.control(
      'cut-after-commit,times=1,rate=0.5,seed=1,service=registry',
      'unavailable=1,times=1,rate=0.5,seed=5,service=registry',
    )
    const lost = await remove(uniqueId)
    expect(await desk.sandbox.armed()).toEqual([])
    expect(lost.answer).toMatchObject({exitCode: 9, error: {details: {notDeleted: [uniqueId]}}})
    const {answer, code} = await remove(uniqueId)
    expect(answer.error).toBeNull()
    expect(code).toBe(0)
    expect(answer.data.deleted).toMatchObject([{uniqueId, checked: true}])
    expect(JSON.parse(readFileSync(answer.data.receipt, 'utf8')).deleted).toHaveLength(1)
  })

  it('deletes nothing when the receipt cannot be kept where it is wanted', async () => {
    const uniqueId = await desk.accepted(desk.newText())
    const taken = desk.write('receipt.json', '{}')
    const {answer} = await remove(uniqueId, 'mistake', '--receipt', taken)
    expect(answer.error?.code).toBe('DMP_FILE_EXISTS')
    expect(await desk.held(uniqueId)).toBe('Approved')
  })

  it('says in its help that --dry-run asks the DMP', async () => {
    const {stdout} = await desk.text(['document', 'delete', '--help', '--lang', 'en'])
    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(/--dry-run ask the DMP \(TD0\.2, TD3\.1b\)/)
    expect(stdout).not.toContain('send nothing')
  })

  it('takes the local numbers of a document from a file', async () => {
    const uniqueId = await desk.accepted(desk.newText(), {more: ['--source-id', 'DOC-AT', '--venue', 'V-AT']})
    for (const [flag, number] of [
      ['--source-id', 'DOC-AT'],
      ['--venue', 'V-AT'],
    ] as const) {
      const file = desk.write(`${flag.slice(2)}.txt`, `${number}\n`)
      const {answer} = await desk.json(['document', 'history', flag, `@${file}`])
      expect(answer.data?.versions?.[0]?.uniqueId).toBe(uniqueId)
    }
  })
})

/** What a person at a terminal is shown, up to the line with `last`; then the terminal is closed. */
function screenOf(words: string, last: string): Promise<string> {
  const program = join(projectRoot, 'bin/run.js')
  const env = {...startEnv, ...desk.sandbox.env}
  const terminal = spawn('script', ['-qec', `${process.execPath} ${program} ${words}`, '/dev/null'], {env})
  let shown = ''
  terminal.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text
    if (new RegExp(`${last}[^]*\\n`).test(shown)) terminal.kill('SIGKILL')
  })
  return new Promise((done) => terminal.once('close', () => done(shown)))
}

describeWith(
  [{program: 'script', package: 'bsdutils'}],
  'choosing among several documents on a terminal',
  () => {
    it('shows the number and the file of each', async () => {
      const documents = ['DOC-ONE', 'DOC-TWO'].map((number) => ({number, file: desk.newText()}))
      for (const {number, file} of documents)
        await desk.accepted(file, {more: ['--venue', 'V-CHOICE', '--source-id', number]})
      const shown = await screenOf('document delete --venue V-CHOICE --reason mistake', 'DOC-TWO')
      for (const {number, file} of documents) {
        expect(shown).toContain(number)
        expect(shown).toContain(basename(file))
      }
    })
  },
)
