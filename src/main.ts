import {run} from '@oclif/core'
import {asDmpError} from './as-dmp-error.ts'
import {errorEnvelope} from './lib/ui/envelope.ts'
import {errorText} from './lib/ui/error-text.ts'
import {chooseLanguage} from './lib/ui/language.ts'
import {translator} from './lib/ui/translate.ts'

/** A reader that went away (`| head -1`) is not an error: the answer was enough for it. */
function tolerateClosedPipe(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0)
    throw error
  })
}

/** Starts oclif; what fails before a command exists (unknown command, broken installation) ends here. */
export async function main(argv: string[], root: string): Promise<void> {
  tolerateClosedPipe()
  const t = translator(chooseLanguage(argv, process.env))
  try {
    await run(argv, root)
  } catch (cause) {
    if (cause instanceof Error && (cause as {code?: string}).code === 'EEXIT') {
      process.exitCode = (cause as {oclif?: {exit?: number}}).oclif?.exit ?? 0
      return
    }
    const error = asDmpError(cause, t, false, argv)
    process.exitCode = error.exitCode
    if (argv.includes('--json'))
      process.stdout.write(`${JSON.stringify(errorEnvelope('dmp.command/1', error, [], t), null, 2)}\n`)
    else process.stderr.write(`${errorText(error, t)}\n`)
  }
}
