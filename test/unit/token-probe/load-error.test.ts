import {describe, expect, it} from 'vitest'
import {registryVersion, rpmVersion} from '../../../src/lib/token-probe/installed-cryptolib.ts'
import {classifyEnd, classifyLoadError} from '../../../src/lib/token-probe/load-error.ts'

const module = '/opt/santesocial/CPS/lib/libcps3_pkcs11_lux.so'
const windows = 'C:\\Windows\\System32\\cps3_pkcs11_w64.dll'

describe('what the loader of the system says', () => {
  it.each([
    [`${module}: cannot open shared object file: No such file or directory`, 'not-found', ''],
    [`${module}: cannot open shared object file: Permission denied`, 'no-rights', ''],
    [
      'libcrypto.so.0.9.8: cannot open shared object file: No such file or directory',
      'missing-dependency',
      'libcrypto.so.0.9.8',
    ],
    [`${module}: wrong ELF class: ELFCLASS32`, 'wrong-architecture', ''],
    [`${module}: invalid ELF header`, 'not-a-library', ''],
    [`${module}: file too short`, 'not-a-library', ''],
    [`${module}: undefined symbol: C_GetFunctionList`, 'not-pkcs11', 'C_GetFunctionList'],
    [`${module}: undefined symbol: SCardConnect`, 'missing-symbol', 'SCardConnect'],
    [
      `/lib/libc.so.6: version \`GLIBC_2.38' not found (required by ${module})`,
      'missing-symbol',
      'GLIBC_2.38',
    ],
    ['something that no rule knows', 'failed', 'something that no rule knows'],
    ['', 'failed', ''],
  ])('%s', (message, problem, detail) => {
    expect(classifyLoadError(message, module)).toEqual({problem, detail})
  })

  it.each([
    ['Win32 error 126', 'missing-dependency'],
    ['Win32 error 127', 'not-pkcs11'],
    ['Win32 error 193', 'wrong-architecture'],
    ['Win32 error 5', 'no-rights'],
    ['Win32 error 1114', 'failed'],
  ])('on Windows: %s', (message, problem) => {
    expect(classifyLoadError(message, windows).problem).toBe(problem)
  })

  it.each([
    [
      "dlopen(/usr/local/lib/libcps3_pkcs11_osx.dylib, 0x0005): tried: '/usr/local/lib/libcps3_pkcs11_osx.dylib' (mach-o file, but is an incompatible architecture (have 'x86_64', need 'arm64e'))",
      'wrong-architecture',
    ],
    ['dlopen(x.dylib, 0x0005): Library not loaded: @rpath/libgalclosx.dylib', 'missing-dependency'],
    ['dlsym(0x7ff, C_GetFunctionList): symbol not found', 'not-pkcs11'],
    ["dlopen(x.dylib, 0x0005): tried: 'x.dylib' (not a mach-o file)", 'not-a-library'],
  ])('on macOS: %s', (message, problem) => {
    expect(classifyLoadError(message, '/usr/local/lib/libcps3_pkcs11_osx.dylib').problem).toBe(problem)
  })

  it('keeps the folder of an account out of what it does not know', () => {
    const own = '/home/jeanne/module.so'
    expect(classifyLoadError(`${own}: odd`, own).detail).toBe('module.so: odd')
  })
})

it('tells a crash from a program that ends itself', () => {
  expect(classifyEnd('SIGSEGV')).toEqual({problem: 'crashed', detail: 'SIGSEGV'})
  expect(classifyEnd('3')).toEqual({problem: 'exited', detail: '3'})
  expect(classifyEnd('3221225477')).toEqual({problem: 'crashed', detail: '0xC0000005'})
  expect(classifyEnd('127')).toEqual({problem: 'missing-symbol', detail: ''})
})

describe('the version that an installer left', () => {
  it('reads the registry of Windows in any language', () => {
    const output =
      '\r\nHKEY_LOCAL_MACHINE\\SOFTWARE\\ASIP\\Cryptolib CPS\r\n    Version    REG_SZ    5.2.6\r\n\r\n'
    expect(registryVersion(output)).toBe('5.2.6')
    expect(registryVersion('    Version    REG_SZ    v5.1\r\n')).toBe('5.1')
  })

  it.each([
    'ERREUR : le système n’a pas trouvé la clé ou la valeur de Registre spécifiée.',
    '    Version    REG_DWORD    0x5',
    '    Version    REG_SZ    cinq',
    `    Version    REG_SZ    ${'5.'.repeat(400)}`,
    '',
  ])('finds none in %s', (output) => {
    expect(registryVersion(output)).toBeUndefined()
  })

  it('reads what rpm prints, and not that a package is missing', () => {
    expect(rpmVersion('5.2.4\n')).toBe('5.2.4')
    expect(rpmVersion('package CryptolibCPS is not installed\n')).toBeUndefined()
  })
})
