// Writes docs/exchange-check.md from a run of the captured mutations. `--check` only compares.
import {spawnSync} from 'node:child_process'
import {resolve} from 'node:path'

const root = resolve(import.meta.dirname, '..')
const args = [
  resolve(root, 'node_modules/vitest/vitest.mjs'),
  'run',
  '--root',
  root,
  'test/proof/captured-mutations.test.ts',
]
const writing: Record<string, string> = process.argv.includes('--check')
  ? {}
  : {DMP_WRITE_EXCHANGE_CHECK: '1'}
const {status} = spawnSync(process.execPath, args, {stdio: 'inherit', env: {...process.env, ...writing}})
process.exitCode = status ?? 1
