import {DmpError} from '../errors/dmp-error.ts'

/** UTF-8 without its final end of line; bytes of another encoding would make a wrong passphrase. */
export function decodeSecret(bytes: Uint8Array, setting: string): string {
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes).replace(/\r?\n$/, '')
  } catch {
    throw secretUnavailable(setting, 'not-utf8')
  }
}

/** `setting` is the key of the profile that says where the secret is, or what the command line was asked it for. */
export function secretUnavailable(setting: string, problem: string, cause?: unknown): DmpError {
  return new DmpError('DMP_SECRET_UNAVAILABLE', {
    params: {setting, problem, ...(ofCommandLine.test(setting) ? {case: 'command-line'} : {})},
    cause,
  })
}

/** A flag, a path, an address or the name of a file: never a key of the profile. */
const ofCommandLine = /^-|[\\/: ]|\.(?:pem|der|crt|cer|cert|key|pfx|p12|jks|jceks|keystore)$/i
