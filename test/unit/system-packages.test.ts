import {spawnSync} from 'node:child_process'
import {globSync, mkdtempSync, readFileSync, rmSync, symlinkSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {expect, it} from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const script = join(root, 'scripts/install-system-packages.sh')

it('can install every package that a test asks for', () => {
  const asked = globSync('test/**/*.ts', {cwd: root}).flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8')
    return [...text.matchAll(/package: '([a-z0-9+.-]+)'/g)].map(([, name]) => name)
  })
  const offered = [...readFileSync(script, 'utf8').matchAll(/[^\s:"]+:([a-z0-9+.-]+)/g)].map(
    ([, name]) => name,
  )
  expect(new Set(asked).size).toBeGreaterThan(5)
  expect([...new Set(asked)].filter((name) => !offered.includes(name))).toEqual([])
})

it('names exactly what is missing, and changes nothing, where it may not install', () => {
  const bin = mkdtempSync(join(tmpdir(), 'dmp-path-'))
  try {
    // A machine with a shell and `id`, and nothing else.
    for (const name of ['sh', 'id']) symlinkSync(`/usr/bin/${name}`, join(bin, name))
    const {status, stderr} = spawnSync('sh', [script], {env: {PATH: bin}, encoding: 'utf8'})
    expect(status).toBe(0)
    expect(stderr).toContain('install them with: apt-get install -y --no-install-recommends openssl xmlsec1 ')
  } finally {
    rmSync(bin, {recursive: true, force: true})
  }
})
