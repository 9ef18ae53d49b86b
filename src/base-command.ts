import {Command, type Interfaces} from '@oclif/core'
import {asDmpError} from './as-dmp-error.ts'
import {type GlobalFlags, globalFlags} from './command-flags/global.ts'
import type {Context} from './context.ts'
import {interruption} from './interruption.ts'
import type {DmpError} from './lib/errors/dmp-error.ts'
import {type ExitCode, exitCodes} from './lib/errors/exit-codes.ts'
import type {LoadedProfile} from './lib/profile/loaded-profile.ts'
import {productionBanner} from './lib/ui/banner.ts'
import {type Envelope, errorEnvelope, remarkText, successEnvelope, type Warning} from './lib/ui/envelope.ts'
import {errorText} from './lib/ui/error-text.ts'
import {wantsJson} from './lib/ui/json-wish.ts'
import {chooseLanguage} from './lib/ui/language.ts'
import {plain, plainLine} from './lib/ui/plain.ts'
import type {Screen} from './lib/ui/screen.ts'
import {type Translator, translator} from './lib/ui/translate.ts'

export type FlagsOf<C extends typeof Command> = Interfaces.InferredFlags<
  (typeof DmpCommand)['baseFlags'] & C['flags']
>

/** A view: turns a result into lines for stdout. */
export type View<R> = (result: R, screen: Screen) => readonly string[]

/**
 * The one class commands extend. A command parses, calls one use case with the context, shows the result through one
 * view and returns it; this class turns errors into sentences or an envelope, and outcomes into exit codes.
 */
export abstract class DmpCommand<Result extends object = object> extends Command {
  static override enableJsonFlag = true
  static override baseFlags = globalFlags
  /** Name and version of the JSON answer, e.g. `dmp.document.submit/1`; its schema is in `schemas/`. */
  static schema = 'dmp.command/1'
  /** True for a command that works without keys or network. */
  static offline = false
  /** True when even --dry-run asks the DMP. */
  static dryRunAsks = false
  /** True for a bulk run: the only one on its journal at a time; short commands work beside it. */
  static runs = false
  /** What is said once an interrupted command has shown what it did: a message key. */
  static afterInterruption = 'interrupt.resume'
  /** True for a service: Ctrl-C is how it is asked to end, not an interruption. */
  static endsOnRequest = false

  protected readonly t: Translator = translator(chooseLanguage(this.argv, process.env))
  private readonly warnings: Warning[] = []
  private exitWith: ExitCode = exitCodes.done
  private opened: Context | undefined
  private given: GlobalFlags = {}

  abstract override run(): Promise<Result>

  /** Everything a use case needs, each part built when first used. */
  protected async context(flags: GlobalFlags): Promise<Context> {
    this.given = flags
    if (!this.opened) {
      const {openContext} = await import('./context.ts')
      this.opened = openContext({
        flags,
        root: this.config.root,
        version: this.config.version,
        commandId: this.id ?? '',
        json: this.jsonEnabled(),
        translator: this.t,
        signal: interruption.signal,
        offline: this.staysHere,
        runs: (this.ctor as typeof DmpCommand).runs,
        warn: (warning) => this.remark(warning),
        profileInUse: (loaded) => this.presentProfile(loaded),
      })
    }
    return this.opened
  }

  /** Shows a result on stdout (nothing under --json) and settles the exit code the outcome deserves. */
  protected async show(result: Result, view: View<Result>, exit: ExitCode = exitCodes.done): Promise<Result> {
    const cutShort = interruption.signal.aborted && !(this.ctor as typeof DmpCommand).endsOnRequest
    this.exitWith = cutShort ? exitCodes.interrupted : exit
    // Before anything is printed: a reader that goes away ends the program with this code.
    process.exitCode = this.exitWith
    if (!this.jsonEnabled()) {
      const {createScreen} = await import('./lib/ui/screen.ts')
      const screen = createScreen({
        t: this.t,
        stream: process.stdout,
        env: process.env,
        noColor: this.given['no-color'] ?? false,
      })
      // where views put no colours, one in a line came from outside
      const shown = screen.color.level > 0 ? plainLine : plain
      for (const line of view(result, screen)) this.log('%s', shown(line))
      if (cutShort) process.stderr.write(`${this.t((this.ctor as typeof DmpCommand).afterInterruption)}\n`)
    }
    return result
  }

  /** A remark for the person: on stderr at once, and in the envelope under --json (oclif would drop it). */
  protected remark(warning: Warning): void {
    this.warnings.push(warning)
    if (!this.jsonEnabled() && !this.quiet) {
      process.stderr.write(`${this.t('warning.head')} ${remarkText(warning, this.t)}\n`)
    }
  }

  /** Read from the arguments too: the framework may remark before they are parsed. */
  private get quiet(): boolean {
    return this.given.quiet ?? this.argv.some((word) => word === '--quiet' || /^-[a-z]*q/.test(word))
  }

  /** What the framework itself has to say (a deprecated flag) is a remark like any other. */
  override warn(input: string | Error): string | Error {
    this.remark({code: 'other', params: {text: input instanceof Error ? input.message : input}})
    return input
  }

  /** Says once which real DMP is about to be touched, and what is doubtful in the profile. */
  private presentProfile(loaded: LoadedProfile): void {
    if (loaded.profile.environment === 'production' && !this.staysHere) {
      const warning = productionBanner(loaded.profile)
      this.warnings.push(warning)
      // Not a remark that --quiet could take away.
      if (!this.jsonEnabled()) process.stderr.write(`${this.t('warning.production', warning.params)}\n`)
    }
    for (const {code, severity, params = {}} of loaded.warnings)
      if (severity === 'warning') this.remark({code, params})
  }

  private get staysHere(): boolean {
    const {offline, dryRunAsks} = this.ctor as typeof DmpCommand
    return offline || (!dryRunAsks && Boolean(this.given['dry-run']))
  }

  override async _run<R>(): Promise<R> {
    const stop = interruption.listen(() => {
      const quiet = this.jsonEnabled() || (this.ctor as typeof DmpCommand).endsOnRequest
      if (!quiet) process.stderr.write(`${this.t('interrupt.first')}\n`)
    })
    try {
      return await super._run<R>()
    } finally {
      stop()
      await this.opened?.close()
    }
  }

  override async catch(cause: Error): Promise<void> {
    const error = asDmpError(cause, this.t, interruption.signal.aborted, this.argv)
    process.exitCode = error.exitCode
    this.exitWith = error.exitCode
    await this.opened?.noteFailure(error)
    if (error.code === 'DMP_INTERNAL') await this.keepCrash(error)
    if (this.jsonWanted) this.logJson(this.toErrorJson(error))
    else process.stderr.write(`${errorText(error, this.t)}\n`)
    if (this.argv.includes('--debug') && !this.jsonWanted) await this.writeStack(error)
  }

  override toSuccessJson(result: unknown): Envelope {
    return successEnvelope(this.schema, result as object, this.exitWith, this.warnings, this.t)
  }

  override toErrorJson(error: unknown): Envelope {
    return errorEnvelope(this.schema, asDmpError(error, this.t, false), this.warnings, this.t)
  }

  /** Also for a command without a JSON answer: its failure is told in the form that was asked for. */
  private get jsonWanted(): boolean {
    return this.jsonEnabled() || wantsJson(this.argv, process.env)
  }

  private get schema(): string {
    return (this.ctor as typeof DmpCommand).schema
  }

  private async keepCrash(error: DmpError): Promise<void> {
    const {writeCrashFile} = await import('./wiring/crash-file.ts')
    await writeCrashFile({error, commandId: this.id ?? '', version: this.config.version}).catch(
      () => undefined,
    )
  }

  private async writeStack(error: DmpError): Promise<void> {
    const {describeStack} = await import('./wiring/crash-file.ts')
    process.stderr.write(`${describeStack(error)}\n`)
  }
}
