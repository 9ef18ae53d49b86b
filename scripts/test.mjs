// The whole suite: system packages where allowed, format and lint, types, import boundaries, build, tests.
// Ends with what was skipped and why, then a line `N passed, N failed, N skipped`.
import {spawnSync} from 'node:child_process'
import {mkdirSync, readFileSync, rmSync} from 'node:fs'
import {dirname, join, resolve} from 'node:path'
import {fileURLToPath} from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const report = join(root, 'node_modules/.cache/vitest-report.json')
const bin = join(root, 'node_modules/.bin')
const env = {...process.env, PATH: `${bin}:${process.env.PATH}`, FORCE_COLOR: '0', NO_COLOR: '1'}

function run(program, args) {
  return spawnSync(program, args, {cwd: root, env, stdio: ['ignore', 'inherit', 'inherit']}).status ?? 1
}

let failed = 0
let passed = 0
function step(name, program, args) {
  const startedAt = Date.now()
  const ok = run(program, args) === 0
  process.stdout.write(
    `${ok ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)\n`,
  )
  if (ok) passed += 1
  else failed += 1
}

run('sh', ['scripts/install-system-packages.sh'])
step('format and lint', 'biome', ['ci', '.'])
step('types', 'tsc', ['--noEmit', '-p', '.'])
step('import boundaries and cycles', 'node', ['scripts/boundaries.mjs'])
step('build', 'node', ['scripts/build.mjs'])
step('generated docs are up to date', 'node', ['scripts/generate-docs.mjs', '--check'])

mkdirSync(dirname(report), {recursive: true})
rmSync(report, {force: true})
run('vitest', [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
])

let skipped = 0
try {
  const {testResults, numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests} = JSON.parse(
    readFileSync(report, 'utf8'),
  )
  passed += numPassedTests
  // A file that could not even be loaded has no test to count.
  const broken = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length
  failed += numFailedTests + broken
  if (numFailedTests === 0 && broken === 0 && numFailedTestSuites > 0) failed += 1
  skipped = numPendingTests
  const groups = new Map()
  for (const test of testResults.flatMap((file) => file.assertionResults)) {
    if (test.status === 'passed' || test.status === 'failed') continue
    const titles = [...test.ancestorTitles, test.title]
    const group = titles.find((title) => title.includes('[skipped')) ?? `${test.fullName} [no reason given]`
    groups.set(group, (groups.get(group) ?? 0) + 1)
  }
  for (const [group, count] of groups) process.stdout.write(`skipped: ${group} (${count} tests)\n`)
  // A test may be left out for a reason that is said, never in silence.
  const silent = [...groups.keys()].filter((group) => group.endsWith('[no reason given]')).length
  failed += silent
} catch (error) {
  process.stdout.write(`no report from the test runner: ${error.message}\n`)
  failed += 1
}
process.stdout.write(`\n${passed} passed, ${failed} failed, ${skipped} skipped\n`)
process.exitCode = failed === 0 ? 0 : 1
