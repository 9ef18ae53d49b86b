import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import type {GlobalFlags} from './command-flags/global.ts'
import {configAdapters} from './lib/config/config-adapters.ts'
import {configFolder} from './lib/config/locations.ts'
import type {DmpError} from './lib/errors/dmp-error.ts'
import {localFiles} from './lib/files/local-files.ts'
import {notesFolder} from './lib/log/folders.ts'
import {openLog} from './lib/log/log-file.ts'
import {localOutputs} from './lib/outputs/local-outputs.ts'
import {standardOutput} from './lib/outputs/standard-output.ts'
import {createPdfInspector} from './lib/pdf/pdf-inspector.ts'
import type {Clock} from './lib/ports/clock.ts'
import type {Files} from './lib/ports/files.ts'
import type {Random} from './lib/ports/random.ts'
import type {LoadedProfile} from './lib/profile/loaded-profile.ts'
import {systemClock} from './lib/system/clock.ts'
import {systemRandom} from './lib/system/random.ts'
import type {RunViewOptions} from './lib/ui/batch/run-view/run-view.ts'
import type {Warning} from './lib/ui/envelope.ts'
import {createProgress} from './lib/ui/progress.ts'
import {isLively} from './lib/ui/screen.ts'
import {terminalPrompter} from './lib/ui/terminal-prompter.ts'
import type {Translator} from './lib/ui/translate.ts'
import {createCdaReader} from './lib/xml/cda-reader.ts'
import {addressOpener} from './wiring/address-opener.ts'
import {certificateTrust} from './wiring/certificate-trust.ts'
import {explanationSources, standardInput} from './wiring/explanations.ts'
import {measuredFigures} from './wiring/measured-figures.ts'
import {once} from './wiring/once.ts'
import {operator} from './wiring/operator.ts'
import type {WatchWish} from './wiring/run-watchers.ts'
import {sandboxHost} from './wiring/sandbox-host.ts'
import {localSheetOutput, localSheets, localWorkbooks} from './wiring/sheets.ts'
import {strictExchange} from './wiring/strict-exchange.ts'
import {supportFolder} from './wiring/support-folder.ts'
import {surroundings} from './wiring/surroundings.ts'
import {syslogLines} from './wiring/syslog-lines.ts'
import {buildWorkbench} from './wiring/workbench.ts'
import {workstationParts} from './wiring/workstation.ts'

export interface ContextOptions {
  readonly flags: GlobalFlags
  readonly root: string
  readonly version: string
  readonly commandId: string
  readonly json: boolean
  readonly translator: Translator
  readonly signal: AbortSignal
  /** The command promised to stay on this machine. */
  readonly offline: boolean
  /** The command is a bulk run, unless it is a dry run. */
  readonly runs?: boolean
  readonly warn: (warning: Warning) => void
  /** Called once, when a use case works with a profile. */
  readonly profileInUse: (loaded: LoadedProfile) => void
}

export type Context = ReturnType<typeof openContext>

/** Composition root: the only place that knows both the ports and what implements them; each is built on first use. */
export function openContext(options: ContextOptions) {
  const clock: Clock = systemClock
  const random: Random = systemRandom
  const files: Files = localFiles
  const around = surroundings(process.cwd())
  const {env} = around
  const notes = notesFolder()
  const log = openLog({
    folder: notes === undefined ? undefined : join(notes, 'log'),
    clock,
    commandId: options.commandId,
    version: options.version,
  })
  log.note('start')
  const product = {name: 'dmp', version: options.version}
  const prompter = terminalPrompter({
    available:
      !options.flags['no-input'] && !options.json && Boolean(process.stdin.isTTY && process.stderr.isTTY),
    signal: options.signal,
    translator: options.translator,
  })
  const adapters = configAdapters({...around, product})
  const {flags} = options
  const trust = certificateTrust({...around, clock, random, files, profiles: adapters.profiles})
  const closing: (() => Promise<void>)[] = []
  /** Everything that belongs to one establishment: its profile, keys, journal and pace. */
  const establishment = (name: string | undefined) => {
    const loaded = once(async () => {
      const found = await adapters.profiles.load({
        name,
        ...(flags.journal === undefined
          ? {}
          : {flags: {'journal.path': {flag: '--journal', value: flags.journal}}}),
      })
      options.profileInUse(found)
      return found
    })
    const profile = async () => (await loaded()).profile
    /** Read anew; a file that somebody is editing leaves the sources at hand. */
    const keySources = async () => {
      const {certificates, name: own} = await profile()
      const now = await adapters.profiles.load({name: own}).catch(() => undefined)
      return now?.profile.certificates ?? certificates
    }
    const {close, ...parts} = buildWorkbench({
      root: options.root,
      stateFolder: around.stateFolder,
      configFolder: configFolder(around),
      clock,
      random,
      files,
      prompter,
      profile,
      keySources,
      trust,
      warn: options.warn,
      question: (setting) => options.translator('prompt.secret', {setting}),
      dailyNoticeGiven: flags['daily-notice-given'] ?? false,
      offline: options.offline,
      runner: (options.runs === true || flags.manifest !== undefined) && !flags['dry-run'],
      saveExchange: flags['save-exchange'],
      saveExchangeRaw: rawExchangeOf(flags),
    })
    closing.push(close)
    return {...parts, profile, loadedProfile: loaded}
  }
  const own = establishment(flags.profile)
  const pdfInspector = pdfInspectorOf(options.root)
  const movement: RunViewOptions['kind'] =
    options.json || flags.quiet
      ? 'silent'
      : isLively({stream: process.stderr, env, noColor: flags['no-color'] ?? false})
        ? 'lively'
        : 'plain'
  const watch = async (
    {journal, quota, profile}: Pick<ReturnType<typeof establishment>, 'journal' | 'quota' | 'profile'>,
    wish: WatchWish,
  ) => {
    const {runWatchers} = await import('./wiring/run-watchers.ts')
    const view = {kind: movement, output: process.stderr, t: options.translator}
    return runWatchers(
      {clock, files, journal, quota, profile, outputs: localOutputs, view, warn: options.warn},
      wish,
    )
  }
  const common = {
    cdaReader: createCdaReader(),
    pdfInspector,
    sheets: localSheets,
    workbooks: localWorkbooks,
    measured: measuredFigures(env),
    sheetOutput: localSheetOutput,
    syslog: syslogLines({
      files,
      prompter,
      question: (setting) => options.translator('prompt.secret', {setting}),
    }),
    /** A data file that comes with the program. */
    shipped: (name: string) => join(options.root, 'data', name),
    stateFolder: around.stateFolder,
    standardOutput,
    writeZip: async (members: ReadonlyMap<string, Uint8Array>) =>
      (await import('./lib/archive/write-zip.ts')).writeZip(members),
    standardInput,
    explanations: explanationSources(options.root),
    operator,
    /** Loaded by the first symbol that is drawn or looked for. */
    datamatrixImages: async () =>
      (await import('./lib/datamatrix-images/datamatrix-images.ts')).datamatrixImages,
    sandbox: sandboxHost({root: options.root, stateFolder: around.stateFolder, clock}),
    strictExchange: strictExchange(options.root),
    progress: createProgress(
      (key) => options.translator(key),
      movement,
      process.stderr,
      () => clock.now(),
    ),
    outputs: localOutputs,
    clock,
    random,
    files,
    prompter,
    ...adapters,
    ...trust,
    signal: options.signal,
    warn: options.warn,
    product,
    runtime: {
      node: process.version,
      openssl: process.versions.openssl,
      platform: `${process.platform}-${process.arch}`,
    },
    support: supportFolder(around),
    workstation: workstationParts(env),
    openAddress: addressOpener(env),
  }
  return {
    ...common,
    ...own,
    /** Who looks at a bulk run: the screen, and the files of `--events` and `--metrics`. */
    watch: (wish: WatchWish) => watch(own, wish),
    /** Another establishment beside the command's own: the same world, its own profile, keys, journal and pace. */
    benchFor(name: string) {
      const other = establishment(name)
      return {...common, ...other, watch: (wish: WatchWish) => watch(other, wish)}
    },
    /** Identities were asked for in clear: by which command, never whose. */
    noteUnmasked(): void {
      log.note('unmasked')
    },
    async noteFailure(error: DmpError): Promise<void> {
      log.note('failure', {code: error.code, exit: error.exitCode})
    },
    async close(): Promise<void> {
      for (const close of closing) await close()
      await pdfInspector.close()
      log.note('end')
    },
  }
}

function rawExchangeOf({'save-exchange-raw': folder, yes = false, confirm}: GlobalFlags) {
  return folder === undefined ? undefined : {folder, yes, confirm}
}

/** Shipped, the worker is a file of its own in the bundle; run from sources, it lies beside its starter. */
function pdfInspectorOf(root: string) {
  const shipped = !import.meta.url.endsWith('.ts')
  return createPdfInspector(
    shipped ? {workerUrl: pathToFileURL(join(root, 'dist/lib/pdf/pdf-worker.js'))} : {},
  )
}
