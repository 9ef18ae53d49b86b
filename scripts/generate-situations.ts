// Writes docs/workstation-situations.md from a run of dmp doctor in every situation. `--check` only compares.
import {spawnSync} from 'node:child_process'
import {resolve} from 'node:path'

const root = resolve(import.meta.dirname, '..')
const args = [
  resolve(root, 'node_modules/vitest/vitest.mjs'),
  'run',
  '--root',
  root,
  'test/scenarios/workstation-situations.test.ts',
]
const writing: Record<string, string> = process.argv.includes('--check') ? {} : {DMP_WRITE_SITUATIONS: '1'}
const {status} = spawnSync(process.execPath, args, {stdio: 'inherit', env: {...process.env, ...writing}})
process.exitCode = status ?? 1
