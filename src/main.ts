import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {run} from '@oclif/core'
import {asDmpError} from './as-dmp-error.ts'
import {DmpError} from './lib/errors/dmp-error.ts'
import {errorEnvelope} from './lib/ui/envelope.ts'
import {errorText} from './lib/ui/error-text.ts'
import {wantsJson} from './lib/ui/json-wish.ts'
import {chooseLanguage} from './lib/ui/language.ts'
import {translator} from './lib/ui/translate.ts'
import {untilSettled} from './until-settled.ts'

/** 128 + SIGPIPE, as shells tell it. */
const CUT = 141

/**
 * A reader that went away (`| head -1`) is not an error of ours, and nothing is said; but what it got is not the whole
 * answer: the exit code is the one of a program ended by SIGPIPE.
 */
function tolerateClosedPipe(tell: (error: DmpError) => void): void {
  let told = false
  // Before the listener of the framework, which throws.
  for (const stream of [process.stdout, process.stderr])
    stream.prependListener('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(stream === process.stdout ? CUT : (process.exitCode ?? 0))
      // A full disk behind `> FILE`: told once, on the other stream, and nothing more can be answered.
      if (told) return
      told = true
      tell(
        new DmpError('DMP_FILE_UNWRITABLE', {
          params: {file: '-', reason: error.code ?? 'unknown'},
          cause: error,
        }),
      )
      process.exit()
    })
}

/** Starts oclif; what fails before a command exists (unknown command, broken installation) ends here. */
export async function main(argv: string[], root: string): Promise<void> {
  const t = translator(chooseLanguage(argv, process.env))
  const json = wantsJson(argv, process.env)
  const fail = (error: DmpError) => {
    process.exitCode = error.exitCode
    if (json)
      process.stdout.write(`${JSON.stringify(errorEnvelope('dmp.command/1', error, [], t), null, 2)}\n`)
    else process.stderr.write(`${errorText(error, t)}\n`)
  }
  tolerateClosedPipe((error) => {
    process.exitCode = error.exitCode
    process.stderr.write(`${errorText(error, t)}\n`)
  })
  // Remarks of the runtime and of libraries are for developers; the user's answer is ours alone.
  if (!argv.includes('--debug')) process.removeAllListeners('warning')
  process.on('uncaughtException', (cause) => {
    fail(asDmpError(cause, t, false, argv))
    void keepCrash(cause, root).finally(() => process.exit())
  })
  try {
    await untilSettled(run(spelledOut(argv), root), () => {
      const cause = new Error('nothing left to wait for before the command was over')
      fail(asDmpError(cause, t, false, argv))
      void keepCrash(cause, root)
    })
  } catch (cause) {
    if (cause instanceof Error && (cause as {code?: string}).code === 'EEXIT') {
      process.exitCode = (cause as {oclif?: {exit?: number}}).oclif?.exit ?? 0
      return
    }
    const error = asDmpError(cause, t, false, argv, () => commandNames(root))
    fail(error)
    if (error.code === 'DMP_INTERNAL') await keepCrash(cause, root)
  }
}

/** Names of the commands as they are typed; none where the list of the program cannot be read. */
function commandNames(root: string): string[] {
  try {
    const {commands} = JSON.parse(readFileSync(join(root, 'oclif.manifest.json'), 'utf8')) as {
      commands: object
    }
    return Object.keys(commands).map((id) => id.replaceAll(':', ' '))
  } catch {
    return []
  }
}

/** `--version` with other flags is the command of that name, so that `--json` and `--verbose` mean there what they do everywhere. */
function spelledOut(argv: string[]): string[] {
  const [first, ...rest] = argv
  return (first === '--version' || first === '-V') && rest.length > 0 ? ['version', ...rest] : argv
}

/** Keeps the stack of what no command could tell; a second failure here would hide the first. */
async function keepCrash(cause: unknown, root: string): Promise<void> {
  try {
    const {writeCrashFile} = await import('./wiring/crash-file.ts')
    const {version} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {version: string}
    await writeCrashFile({error: cause, commandId: '', version})
  } catch {
    // The error itself has been told.
  }
}
