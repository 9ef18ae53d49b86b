import {homedir} from 'node:os'
import {join} from 'node:path'
import type {GlobalFlags} from './command-flags/global.ts'
import {configAdapters} from './lib/config/config-adapters.ts'
import type {DmpError} from './lib/errors/dmp-error.ts'
import {localFiles} from './lib/files/local-files.ts'
import {stateFolder} from './lib/log/folders.ts'
import {openLog} from './lib/log/log-file.ts'
import type {Clock} from './lib/ports/clock.ts'
import type {Files} from './lib/ports/files.ts'
import type {Random} from './lib/ports/random.ts'
import {systemClock} from './lib/system/clock.ts'
import {systemRandom} from './lib/system/random.ts'
import type {Warning} from './lib/ui/envelope.ts'
import {terminalPrompter} from './lib/ui/terminal-prompter.ts'
import type {Translator} from './lib/ui/translate.ts'

export interface ContextOptions {
  readonly flags: GlobalFlags
  readonly root: string
  readonly version: string
  readonly commandId: string
  readonly json: boolean
  readonly translator: Translator
  readonly signal: AbortSignal
  readonly warn: (warning: Warning) => void
}

export type Context = ReturnType<typeof openContext>

/** Composition root: the only place that knows both the ports and what implements them; each is built on first use. */
export function openContext(options: ContextOptions) {
  const clock: Clock = systemClock
  const random: Random = systemRandom
  const files: Files = localFiles
  const log = openLog({
    folder: join(stateFolder(), 'log'),
    clock,
    commandId: options.commandId,
    version: options.version,
  })
  log.note('start')
  const product = {name: 'dmp', version: options.version}
  const {env, platform} = process
  const around = {env, cwd: process.cwd(), home: homedir(), platform, stateFolder: stateFolder()}
  const prompter = terminalPrompter({
    available:
      !options.flags['no-input'] && !options.json && Boolean(process.stdin.isTTY && process.stderr.isTTY),
    signal: options.signal,
  })
  return {
    clock,
    random,
    files,
    prompter,
    ...configAdapters({...around, product}),
    signal: options.signal,
    warn: options.warn,
    product,
    runtime: {
      node: process.version,
      openssl: process.versions.openssl,
      platform: `${process.platform}-${process.arch}`,
    },
    lpsIdentity: async () => ({name: 'dmp', version: options.version, id: null, profile: null}),
    async noteFailure(error: DmpError): Promise<void> {
      log.note('failure', {code: error.code, exit: error.exitCode})
    },
    async close(): Promise<void> {
      log.note('end')
    },
  }
}
