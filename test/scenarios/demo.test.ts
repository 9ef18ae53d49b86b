import {spawn, spawnSync} from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {csvCell} from '../../scripts/demo/report-files.ts'
import {reportPage} from '../../scripts/demo/report-page.ts'
import {projectRoot} from '../support/program.ts'
import {describeWith} from '../support/requires.ts'

const folder = mkdtempSync(join(tmpdir(), 'dmp-demo-test-'))
const output = join(folder, 'report')
/** The demo makes its own folder inside, so that what it leaves behind can be seen. */
const temporary = join(folder, 'tmp')
const script = join(projectRoot, 'scripts/demo/run.ts')

interface Run {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs what `npm run demo` runs once everything is installed and built. */
function runDemo(during?: (child: ReturnType<typeof spawn>, said: string) => void): Promise<Run> {
  const child = spawn(process.execPath, [script, 'fr', output], {
    cwd: projectRoot,
    env: {PATH: process.env['PATH'] ?? '', TMPDIR: temporary},
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    during?.(child, stdout)
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  return new Promise((done) => void child.once('exit', (code) => done({code, stdout, stderr})))
}

/** Processes whose command line or environment names the demo's temporary folder. */
function leftOver(): string[] {
  const named = (pid: string) => {
    try {
      const files = ['cmdline', 'environ'].map((name) => readFileSync(`/proc/${pid}/${name}`, 'latin1'))
      return files.some((text) => text.includes(temporary))
    } catch {
      return false
    }
  }
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && named(name))
}

beforeAll(() => void mkdirSync(temporary))
afterAll(() => rmSync(folder, {recursive: true, force: true}))

describe('npm run demo', () => {
  let run: Run
  beforeAll(async () => {
    run = await runDemo()
  })

  it('exits 0 because every document ended as its manifest says', () => {
    expect(run.stderr).toBe('')
    expect(run.code).toBe(0)
    expect(run.stdout).toContain('Chaque document a fini comme son manifeste le dit')
    expect(run.stdout).toContain('report.html')
  })

  it('accounts for each of at least 60 documents of several patients and of every kind', () => {
    const {documents, counts, ok} = JSON.parse(readFileSync(join(output, 'report.json'), 'utf8'))
    expect(ok).toBe(true)
    expect(documents.length).toBeGreaterThanOrEqual(60)
    const sum = Object.values<number>(counts).reduce((total, count) => total + count, 0)
    expect(sum).toBe(documents.length)
    expect(new Set(documents.map(({patient}: {patient: string}) => patient)).size).toBeGreaterThan(8)
    for (const state of ['accepted', 'refused', 'invalid', 'duplicate'])
      expect(counts[state], state).toBeGreaterThan(0)
    const cases = documents.map((one: {case: string}) => one.case)
    for (const name of ['pdfa', 'pdf', 'text', 'rtf', 'jpeg', 'tiff', 'cda-level1', 'cda-level3', 'no-dmp'])
      expect(cases).toContain(name)
    for (const {inDmp, state, line} of documents)
      expect(['Approved', 'Deprecated', 'Deleted'].includes(inDmp), `line ${line}`).toBe(state === 'accepted')
  })

  it('replaces one, deletes one, asks for statuses and finds the registry as reported', () => {
    const {steps} = JSON.parse(readFileSync(join(output, 'report.json'), 'utf8'))
    expect(steps.filter(({ok}: {ok: boolean}) => !ok)).toEqual([])
    for (const command of ['document replace', 'document delete', 'patient status', 'sandbox inspect'])
      expect(
        steps.some((step: {command: string}) => step.command.includes(command)),
        command,
      ).toBe(true)
  })

  it('closes the loop: each gap between declared and measured is explained to the last document', () => {
    const {gaps, documents, sides} = JSON.parse(readFileSync(join(output, 'gap.json'), 'utf8'))
    expect(gaps.length).toBe(5)
    for (const {key, causes, unexplained, difference} of gaps) {
      expect(unexplained, key.indicator).toBe(0)
      const sum = causes.reduce((all: number, {amount}: {amount: number}) => all + amount, 0)
      expect(sum, key.indicator).toBe(difference)
    }
    const codes = documents.map(({cause}: {cause: string}) => cause).toSorted()
    expect(codes).toEqual(['deleted', 'dmp-closed', 'dmp-closed', 'dmp-closed', 'replacement'])
    const {signs, skipped} = sides.elastic
    expect(signs).toEqual([])
    expect(skipped.map(({reason}: {reason: string}) => reason)).toEqual(['header'])
    expect(run.stdout).toContain('Écart expliqué au document près')
    expect(run.stdout).toMatch(/CONS +\d+ +\d+ +3 +0 {2}DMP fermés ou absents 3/)
    const page = readFileSync(join(output, 'gap.html'), 'utf8')
    for (const {uniqueId} of documents) expect(page).toContain(uniqueId)
    expect(page).toContain('lang="fr"')
    expect(run.stdout).toContain('gap.html')
    const {steps} = JSON.parse(readFileSync(join(output, 'report.json'), 'utf8'))
    for (const command of ['sandbox export', 'stats compare'])
      expect(
        steps.some((step: {command: string}) => step.command.includes(command)),
        command,
      ).toBe(true)
  })

  it('leaves no process, no temporary folder and no readable identity behind', () => {
    expect(leftOver()).toEqual([])
    expect(readdirSync(temporary).filter((name) => name.startsWith('dmp-demo-'))).toEqual([])
    const files = readdirSync(output)
    expect(files).toEqual(
      expect.arrayContaining(['gap-documents.csv', 'gap.html', 'gap.json', 'report.csv', 'report.html']),
    )
    for (const name of files) {
      const text = readFileSync(join(output, name), 'utf8')
      expect(text, name).not.toMatch(/[12]\d{2}(?:0[1-9]|1[0-2])99999\d{5}/)
      expect(text, name).not.toContain('EXEMPLE')
      expect(statSync(join(output, name)).mode & 0o077, name).toBe(0)
    }
  })

  it('lists every document in the CSV too', () => {
    const {documents} = JSON.parse(readFileSync(join(output, 'report.json'), 'utf8'))
    const lines = readFileSync(join(output, 'report.csv'), 'utf8').trimEnd().split('\r\n')
    expect(lines).toHaveLength(documents.length + 1)
    expect(lines[1]).toContain('active-linked/pdfa.pdf;pdfa;')
  })
})

describe.each(['SIGINT', 'disconnect'] as const)('the demo on %s', (signal) => {
  it('stops at once, ends the sandbox and removes its folder', async () => {
    let sent = false
    const run = await runDemo((child, said) => {
      if (sent || !said.includes('document submit')) return
      sent = true
      if (signal === 'disconnect') child.disconnect()
      else child.kill(signal)
    })
    expect(run.code).toBe(130)
    expect(run.stderr).toContain('interrompue')
    expect(leftOver()).toEqual([])
    expect(readdirSync(temporary).filter((name) => name.startsWith('dmp-demo-'))).toEqual([])
  })
})

describe('what the demo needs before it runs', () => {
  const root = join(folder, 'project')
  const put = (name: string, content: string, at: number) => {
    const file = join(root, name)
    mkdirSync(dirname(file), {recursive: true})
    writeFileSync(file, content)
    utimesSync(file, at, at)
  }
  const lock = (packages: object) => JSON.stringify({packages})

  it('is installed when every package of the lock file is there in its version, optional ones aside', async () => {
    const {isInstalled} = await import(pathToFileURL(join(projectRoot, 'scripts/demo/prepare.mjs')).href)
    expect(isInstalled(root)).toBe(false)
    put('package-lock.json', lock({'': {}, a: {version: '1.0.0'}, b: {version: '2.0.0', optional: true}}), 1)
    expect(isInstalled(root)).toBe(false)
    const cases = [
      [{a: {version: '1.0.0'}}, true],
      [{a: {version: '1.0.0'}, b: {version: '2.0.0'}}, true],
      [{a: {version: '1.0.1'}}, false],
      [{b: {version: '2.0.0'}}, false],
      [{a: {version: '1.0.0'}, b: {version: '2.0.1'}}, false],
    ] as const
    for (const [found, expected] of cases) {
      put('node_modules/.package-lock.json', lock(found), 1)
      expect(isInstalled(root), JSON.stringify(found)).toBe(expected)
    }
  })

  it('is built when nothing of the sources is newer than the program', async () => {
    const {isBuilt} = await import(pathToFileURL(join(projectRoot, 'scripts/demo/prepare.mjs')).href)
    put('src/deep/a.ts', '', 100)
    expect(isBuilt(root)).toBe(false)
    put('dist/dispatch.js', '', 200)
    put('oclif.manifest.json', '', 201)
    utimesSync(join(root, 'src/deep'), 100, 100)
    utimesSync(join(root, 'src'), 100, 100)
    expect(isBuilt(root)).toBe(true)
    put('src/deep/a.ts', '', 300)
    expect(isBuilt(root)).toBe(false)
  })
})

describe('the report files of the demo', () => {
  it('neutralise what a spreadsheet would run and a browser would read as markup', () => {
    expect(csvCell('=1+1')).toBe("'=1+1")
    expect(csvCell('a;b')).toBe('"a;b"')
    expect(csvCell('say "x"')).toBe('"say ""x"""')
    const page = reportPage({
      ...{startedAt: '2026-03-02T10:00:00Z', seconds: 1, ok: false, counts: {}, documents: []},
      steps: [{name: '<script>x</script>', command: '"&', expected: '', got: '', ok: false}],
    })
    expect(page).toContain('&lt;script&gt;x&lt;/script&gt;')
    expect(page).not.toContain('<script')
    expect(page).not.toMatch(/(?:src|href)=|url\(/)
  })
})

describeWith([{program: 'chromium', package: 'chromium'}], 'the HTML report in a browser', () => {
  const chromium = (...args: readonly string[]) =>
    spawnSync(
      'chromium',
      [
        ...[
          '--headless',
          '--no-sandbox',
          '--disable-gpu',
          '--disable-dev-shm-usage',
          '--enable-logging=stderr',
        ],
        ...[
          `--user-data-dir=${join(folder, 'chromium')}`,
          ...args,
          pathToFileURL(join(output, 'report.html')).href,
        ],
      ],
      {encoding: 'utf8', timeout: 60_000, maxBuffer: 64 * 1024 * 1024},
    )

  it('shows every row, fetches nothing and reports no error', () => {
    const {documents, steps} = JSON.parse(readFileSync(join(output, 'report.json'), 'utf8'))
    const {stdout, stderr} = chromium('--dump-dom')
    expect(stdout.match(/<tr(?: class="wrong")?><td>/g)).toHaveLength(documents.length + steps.length)
    expect(stdout).toContain('active-linked/cda-level3.xml')
    expect(stderr).not.toMatch(/CONSOLE|Refused to|ERR_/)
  })

  it('draws something in light and in dark', () => {
    const shot = (name: string, ...args: readonly string[]) => {
      const file = join(folder, name)
      chromium('--window-size=1200,900', `--screenshot=${file}`, ...args)
      return readFileSync(file)
    }
    const light = shot('light.png')
    const dark = shot('dark.png', '--force-dark-mode', '--blink-settings=preferredColorScheme=0')
    for (const image of [light, dark]) expect(image.length).toBeGreaterThan(20_000)
    expect(light.equals(dark)).toBe(false)
  })
})
