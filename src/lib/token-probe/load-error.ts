import type {ModuleProblem} from '../workstation/cps-module.ts'

interface Classified {
  readonly problem: ModuleProblem
  readonly detail: string
}

/**
 * Why a library did not load, by what the loader of the system said (glibc, macOS, the error numbers of Windows).
 * `module` is the path that was asked for: a message that names another library tells of a dependency. Nothing is
 * concluded from a message that no rule knows.
 */
export function classifyLoadError(message: string, module: string): Classified {
  const name = module.split(/[\\/]/).at(-1) ?? module
  const symbol = /undefined symbol: (\w+)|symbol not found in flat namespace '_?(\w+)'/i.exec(message)
  const missing = symbol?.[1] ?? symbol?.[2]
  if (missing === 'C_GetFunctionList' || /dlsym\(.*C_GetFunctionList/.test(message))
    return {problem: 'not-pkcs11', detail: 'C_GetFunctionList'}
  if (missing !== undefined) return {problem: 'missing-symbol', detail: missing.slice(0, 60)}
  const version = /version `([\w.]{1,40})' not found/.exec(message)?.[1]
  if (version !== undefined) return {problem: 'missing-symbol', detail: version}
  const win32 = /^Win32 error (\d+)/.exec(message)?.[1]
  if (win32 !== undefined) return {problem: windowsProblems[win32] ?? 'failed', detail: `Win32 ${win32}`}
  const mac = /Library not loaded: (\S+)/.exec(message)?.[1]
  if (mac !== undefined) return {problem: 'missing-dependency', detail: fileName(mac)}
  if (/wrong ELF class|incompatible architecture/.test(message))
    return {problem: 'wrong-architecture', detail: ''}
  if (/invalid ELF header|file too short|not a mach-o file|not a dynamic/i.test(message))
    return {problem: 'not-a-library', detail: ''}
  const lost = /^(.+?): cannot open shared object file: (.+)$/.exec(message)
  if (lost) {
    const [, whom = '', why = ''] = lost
    if (fileName(whom) !== name) return {problem: 'missing-dependency', detail: fileName(whom)}
    return {problem: /permission denied/i.test(why) ? 'no-rights' : 'not-found', detail: ''}
  }
  return {problem: 'failed', detail: message.replaceAll(module, name).slice(0, 120)}
}

/** 126 names a file that is there: it is a library that it needs which is not. 127: it lacks the function asked for. */
const windowsProblems: Readonly<Record<string, ModuleProblem>> = {
  '2': 'not-found',
  '5': 'no-rights',
  '126': 'missing-dependency',
  '127': 'not-pkcs11',
  '193': 'wrong-architecture',
}

const fileName = (path: string) => (path.split(/[\\/]/).at(-1) ?? path).slice(0, 60)

/** How the process ended: a signal or a code, as the child's parent saw it. */
export function classifyEnd(end: string): Classified {
  // The loader of glibc ends the process so when a function is missing at its first call.
  if (end === '127') return {problem: 'missing-symbol', detail: ''}
  const code = Number(end)
  // Codes of Windows for a fault (0xC0000005: access violation) stand above all that a program gives itself.
  if (Number.isInteger(code) && end !== '')
    return code >= 0xc0000000
      ? {problem: 'crashed', detail: `0x${code.toString(16).toUpperCase()}`}
      : {problem: 'exited', detail: end}
  return {problem: 'crashed', detail: end}
}
