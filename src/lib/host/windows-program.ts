import {win32} from 'node:path'

/** Full path of a program of Windows: what the PATH holds decides nothing. */
export function windowsProgram(
  name: 'reg' | 'sc' | 'netstat' | 'tasklist' | 'w32tm' | 'rundll32',
  env: Readonly<Record<string, string | undefined>> = process.env,
): string {
  return win32.join(env['SystemRoot'] ?? 'C:\\Windows', 'System32', `${name}.exe`)
}
