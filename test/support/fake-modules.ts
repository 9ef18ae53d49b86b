import {execFileSync} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {projectRoot} from './program.ts'
import type {Requirement} from './requires.ts'

/** PKCS#11 modules for tests, compiled on the spot from one source; see `test/fixtures/fake-pkcs11.c` for its settings. */
export interface FakeModules {
  readonly folder: string
  /** The well-behaved one, steered by `FAKE_P11_…` in the environment. */
  readonly fake: string
  /** A library without `C_GetFunctionList`. */
  readonly foreign: string
  /** Needs a library that is not there. */
  readonly needy: string
  /** The same library, whose header says 32 bits. */
  readonly narrow: string
  /** A page of text under the name of a library. */
  readonly page: string
  readonly empty: string
  readonly brokenLink: string
  remove(): void
}

const headers = join(projectRoot, 'node_modules/pkcs11js/includes/pkcs11')

export const fakeModuleNeeds: readonly Requirement[] = [
  {program: 'cc', package: 'gcc'},
  {file: '/usr/include/stdio.h', package: 'libc6-dev'},
  {file: join(headers, 'pkcs11.h'), package: 'pkcs11js (npm, optional)'},
]

export function compileFakeModules(): FakeModules {
  const folder = mkdtempSync(join(tmpdir(), 'dmp-modules-'))
  const path = (name: string) => join(folder, name)
  const source = join(projectRoot, 'test/fixtures/fake-pkcs11.c')
  const compile = (name: string, ...args: string[]) => {
    execFileSync('cc', ['-shared', '-fPIC', `-I${headers}`, '-o', path(name), ...args], {stdio: 'pipe'})
    return path(name)
  }
  const fake = compile('libcps3_pkcs11_lux.so', source)
  const foreign = compile('libforeign.so', '-DFOREIGN', source)
  writeFileSync(path('other.c'), 'int of_the_other(void) { return 1; }\n')
  const other = compile('libdmptestother.so', path('other.c'))
  const needy = compile('libneedy.so', '-DNEEDS_OTHER', source, other)
  rmSync(other)
  const narrow = path('libnarrow.so')
  const bytes = readFileSync(fake)
  bytes[4] = 1
  bytes.writeUInt16LE(3, 18)
  writeFileSync(narrow, bytes)
  writeFileSync(path('page.so'), '<html>Page introuvable</html>\n'.repeat(20))
  writeFileSync(path('empty.so'), '')
  symlinkSync(path('nowhere.so'), path('link.so'))
  return {
    folder,
    fake,
    foreign,
    needy,
    narrow,
    page: path('page.so'),
    empty: path('empty.so'),
    brokenLink: path('link.so'),
    remove: () => rmSync(folder, {recursive: true, force: true}),
  }
}
