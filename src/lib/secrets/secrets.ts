/**
 * Fetches secrets (passphrases, PIN, homologation number) from where the profile says: a private file, a question
 * without echo, an inherited file descriptor, or a command of the user's own vault. A value is handed over and
 * forgotten: nothing here keeps, prints or logs it, and no secret is ever read from arguments or the environment.
 *
 * File, descriptor and command give one line: the end of line is not part of the secret. Errors name the setting
 * that says where the secret is, never what was read.
 *
 * It does not write secrets and knows no key store of an operating system (a command may ask one).
 */
import {DmpError} from '../errors/dmp-error.ts'
import {readPrivateFile} from '../keys/private-file.ts'
import type {Prompter} from '../ports/prompter.ts'
import type {SecretSource, Secrets} from '../ports/secrets.ts'
import {readCommandOutput} from './command-output.ts'
import {readLineOfDescriptor} from './descriptor-line.ts'
import {decodeSecret, secretUnavailable} from './secret-text.ts'

export interface SecretsOptions {
  readonly prompter: Pick<Prompter, 'available' | 'secret'>
  /** The question for a setting, e.g. `certificates.sign.passphrase`, in the user's language. */
  readonly question: (setting: string) => string
  /** Time limit of a command, ms. */
  readonly commandTimeoutMs?: number
}

const defaultCommandTimeoutMs = 30_000

export function createSecrets(options: SecretsOptions): Secrets {
  const {prompter, question, commandTimeoutMs = defaultCommandTimeoutMs} = options
  return {
    async get(source: SecretSource, purpose: string, signal?: AbortSignal): Promise<string> {
      signal?.throwIfAborted()
      switch (source.from) {
        case 'none':
          return ''
        case 'file':
          return fromFile(source.path, purpose)
        case 'prompt':
          if (!prompter.available) throw secretUnavailable(purpose, 'no-terminal')
          return prompter.secret(question(purpose))
        case 'fd':
          return present(await readLineOfDescriptor(source.fd, purpose), purpose)
        case 'command':
          return present(await readCommandOutput(source.command, purpose, commandTimeoutMs, signal), purpose)
      }
    },
  }
}

/** Files must be closed to others like key files, and the error then is the same. */
async function fromFile(path: string, setting: string): Promise<string> {
  try {
    return present(decodeSecret(await readPrivateFile(path), setting), setting)
  } catch (error) {
    if (!(error instanceof DmpError) || error.code !== 'DMP_KEY_FILE_UNREADABLE') throw error
    throw secretUnavailable(setting, `file:${error.params['problem']}`, error)
  }
}

function present(value: string, setting: string): string {
  if (value === '') throw secretUnavailable(setting, 'empty')
  return value
}
