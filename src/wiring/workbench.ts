import {join} from 'node:path'
import {DmpError} from '../lib/errors/dmp-error.ts'
import {strictParamLps} from '../lib/paramlps/param-lps.ts'
import type {CertificateFiles} from '../lib/ports/certificate-files.ts'
import type {CertificateSources} from '../lib/ports/certificate-sources.ts'
import type {CertificateTree} from '../lib/ports/certificate-tree.ts'
import type {Clock} from '../lib/ports/clock.ts'
import type {Files} from '../lib/ports/files.ts'
import type {ChainWatch, Journal} from '../lib/ports/journal.ts'
import type {Prompter} from '../lib/ports/prompter.ts'
import type {Random} from '../lib/ports/random.ts'
import type {Revocation} from '../lib/ports/revocation.ts'
import type {Secrets} from '../lib/ports/secrets.ts'
import type {Transport} from '../lib/ports/transport.ts'
import type {TrustStore} from '../lib/ports/trust-store.ts'
import type {Profile} from '../lib/profile/profile.ts'
import type {Remark} from '../lib/usecases/ports.ts'
import {actRecord} from './act-record.ts'
import {actedBy} from './acted-by.ts'
import {once, renewable} from './once.ts'
import type {RawExchange} from './raw-exchange.ts'
import {traceSources} from './trace-sources.ts'

const MONTH_MS = 30.44 * 86_400_000

export interface WorkbenchOptions {
  readonly root: string
  readonly stateFolder: string
  readonly configFolder: string
  readonly clock: Clock
  readonly random: Random
  readonly files: Files
  readonly prompter: Prompter
  readonly profile: () => Promise<Profile>
  /** The key sources that the profile names now: they change while a bulk run is at work. */
  readonly keySources?: () => Promise<Profile['certificates']>
  readonly trust: {readonly revocation: Revocation; readonly trustStore: TrustStore}
  readonly warn: (remark: Remark) => void
  /** The question for a secret, in the user's language. */
  readonly question: (setting: string) => string
  readonly dailyNoticeGiven: boolean
  /** Nothing is fetched: a local check must work without keys or network. */
  readonly offline: boolean
  /** A bulk run: the only one on its journal; short commands work beside it. */
  readonly runner: boolean
  readonly saveExchange?: string | undefined
  readonly saveExchangeRaw?: RawExchange | undefined
}

/** The parts that use cases need of the world, each loaded and opened when first asked for. */
export function buildWorkbench(options: WorkbenchOptions) {
  const {clock, random, files, prompter, profile, warn, stateFolder, root} = options
  const keyDir = join(stateFolder, 'keys')

  const valueSets = once(async () => {
    const {loadValueSets} = await import('../lib/files/valueset-files.ts')
    const own = join(stateFolder, 'valuesets')
    return loadValueSets(join(root, 'data/valuesets'), (await files.exists(own)) ? own : undefined)
  })
  const secrets = once(async () => {
    const {createSecrets} = await import('../lib/secrets/secrets.ts')
    return createSecrets({prompter, question: options.question})
  })
  const keyWorkshop = once(async () => {
    const {createKeyWorkshop} = await import('../lib/keys/key-workshop.ts')
    return createKeyWorkshop({files, secrets: await secrets()})
  })
  let renewed: Profile['certificates'] | undefined
  const {saveExchange, saveExchangeRaw} = options
  const confirmRaw = async () => {
    if (!saveExchangeRaw) return
    const {confirmRawExchange} = await import('./raw-exchange.ts')
    await confirmRawExchange(saveExchangeRaw, prompter)
    warn({code: 'exchange-raw', params: {folder: saveExchangeRaw.folder}})
  }
  /** The same link, with copies of what travels where they are asked for. */
  const keeping = async <T extends {readonly transport: Transport}>(opened: T): Promise<T> => {
    const folder = saveExchangeRaw?.folder ?? saveExchange
    if (!folder) return opened
    const {keepingExchanges} = await import('../lib/transport/kept-exchanges.ts')
    const transport = keepingExchanges(opened.transport, {
      folder: files.resolve(folder),
      masked: !saveExchangeRaw,
      files,
      clock,
    })
    return {...opened, transport}
  }
  const link = renewable(async () => {
    await confirmRaw()
    const {openLink} = await import('./open-link.ts')
    const opened = await openLink({
      clock,
      files,
      warn,
      ...options.trust,
      secrets: await secrets(),
      profile: renewed ? {...(await profile()), certificates: renewed} : await profile(),
      valueSets: await valueSets(),
    })
    return keeping(opened)
  })
  const insiLink = once(async () => {
    await confirmRaw()
    const {openInsi} = await import('./open-insi.ts')
    const means = {clock, files, warn, ...options.trust}
    return keeping(await openInsi({...means, secrets: await secrets(), profile: await profile()}))
  })
  const insiCodes = once(async () => {
    const {loadInsiCodes} = await import('../lib/files/insi-codes-file.ts')
    const own = join(stateFolder, 'insi-codes.json')
    return loadInsiCodes(join(root, 'data/insi-codes.json'), (await files.exists(own)) ? own : undefined)
  })
  const journalMeans = async () => ({
    profile: await profile(),
    stateFolder,
    journalNotes: join(options.configFolder, 'journals.json'),
    files,
    keyDir,
    secrets,
    clock,
    random,
    runner: options.runner,
  })
  const journal = once(async () => {
    const {openProfileJournal} = await import('./open-journal.ts')
    const {actorOf} = await import('./actor-of.ts')
    const own = await profile()
    const opened = actedBy(await openProfileJournal(await journalMeans()), () => actorOf(own))
    await noticeOldTraces(opened, own.traces.retentionMonths ?? 0)
    return opened
  })
  /** Nothing is deleted by itself: once a command, old traces are only told about. */
  const noticeOldTraces = async (opened: Journal, months: number) => {
    for await (const {ts} of opened.events({})) {
      const age = (clock.now() - ts) / MONTH_MS
      if (months > 0 && age > months)
        warn({code: 'traces-old', params: {months, date: new Date(ts).toISOString().slice(0, 10)}})
      return
    }
  }
  let readOnly: Promise<Journal> | undefined
  const journalToRead = (because: DmpError) => {
    readOnly ??= import('./open-journal.ts').then(async ({readProfileJournal}) =>
      readProfileJournal(await journalMeans(), because),
    )
    return readOnly
  }
  const journalHealth = async (watch?: ChainWatch) => {
    const {checkProfileJournal} = await import('./open-journal.ts')
    return checkProfileJournal(await journalMeans(), watch)
  }
  const checkpointKeys = async (journalId: string) =>
    (await import('../lib/journal/checkpoint-keys.ts')).checkpointKeys(keyDir, journalId)
  /** Only the seal: no endpoint, no certificate of authentication, nothing of the DMP. */
  const sealSigner = async () => {
    const {openIdentity} = await import('../lib/keys/open-identity.ts')
    const {createSigner} = await import('../lib/keys/signer.ts')
    const {sign} = (await profile()).certificates
    return createSigner(await openIdentity(sign, 'sign', {files, secrets: await secrets()}))
  }
  const restoreJournal = async (copy: string) => {
    const {restoreProfileJournal} = await import('./open-journal.ts')
    return restoreProfileJournal(await journalMeans(), copy)
  }
  const quota = once(async () => {
    const {openProfileQuota} = await import('./open-quota.ts')
    return openProfileQuota({
      profile: await profile(),
      stateFolder,
      secrets,
      journal,
      clock,
      dailyNoticeGiven: options.dailyNoticeGiven,
    })
  })
  const paramLps = once(async () => {
    const {createParamLpsSource} = await import('../lib/paramlps-cache/param-lps-source.ts')
    const {endpoints, paramLps: own, name} = await profile()
    if (!endpoints.paramLps && !own.file) {
      warn({code: 'param-lps-absent'})
      return strictParamLps
    }
    const source = createParamLpsSource({
      files,
      clock,
      transport: async () => {
        if (options.offline)
          throw new DmpError('DMP_CONNECTION_FAILED', {
            params: {host: '-', reason: 'offline'},
            details: {sent: false},
          })
        const {tracedGet} = await import('./traced-get.ts')
        return tracedGet({link, journal, clock})
      },
      url: endpoints.paramLps,
      file: own.file,
      cachePath: join(stateFolder, 'param-lps', `${name}.xml`),
    })
    const known = await source.current()
    if (known.from === 'stale' || known.from === 'strict') warn({code: `param-lps-${known.from}`})
    return known.paramLps
  })
  const schemaPack = once(async () => {
    const {schemaPack: folder} = await profile()
    if (!folder) return undefined
    const {openSchemaPack} = await import('../lib/schemapack/schema-pack.ts')
    return openSchemaPack(folder)
  })
  async function* earlierJournal(path: string) {
    const reader = await import('../lib/journal/earlier-journal.ts')
    yield* reader.earlierJournal({path, keyDir, folder: join(stateFolder, 'tmp'), random})
  }
  const sources = once(async () => {
    const {certificateSources} = await import('../lib/certificate-sources/certificate-sources.ts')
    return certificateSources({files, secrets, env: process.env})
  })
  const certificateSources: CertificateSources = {
    open: async (name, wish) => (await sources()).open(name, wish),
  }
  const certificateTree: CertificateTree = {
    async *walk(roots, signal) {
      yield* (await import('../lib/certificate-tree/certificate-tree.ts')).certificateTree.walk(roots, signal)
    },
  }
  const certificateFiles: CertificateFiles = {
    facts: async (path) =>
      (await import('../lib/files/certificate-file-facts.ts')).certificateFiles.facts(path),
  }
  const planIndex = async () => {
    const {openPlanIndex} = await import('../lib/plan-index/sqlite-plan-index.ts')
    return openPlanIndex({folder: join(stateFolder, 'tmp'), random})
  }

  const ownMaterial = async (signal?: AbortSignal) => {
    const {authMaterial} = await import('./auth-material.ts')
    const {trustStore} = options.trust
    return authMaterial({profile: await profile(), files, secrets, trustStore}, signal)
  }
  const journalPlace = async (path: string) =>
    (await import('../lib/journal/journal-place.ts')).journalPlaceFault(path)
  const secretOf: Secrets['get'] = async (source, setting, signal) =>
    (await secrets()).get(source, setting, signal)

  return {
    authMaterial: ownMaterial,
    journalPlace,
    secretOf,
    certificateSources,
    certificateFiles,
    certificateTree,
    keyWorkshop,
    ...(options.keySources ? {keySources: options.keySources} : {}),
    planIndex,
    earlierJournal,
    traceSources: traceSources(journalMeans),
    recordAct: actRecord({profile, journal, files, clock}),
    valueSets,
    link,
    insiLink,
    insiCodes,
    /** The one door for XML, for answers kept in files. */
    openXml: async (bytes: Uint8Array) => (await import('../lib/xml/open-xml.ts')).openXml(bytes),
    /** Opens keys and certificates anew; nothing may be under way on the link in use. */
    async relink(): Promise<void> {
      renewed = await options.keySources?.()
      const before = await link.renew()
      await before?.close()
    },
    journal,
    journalToRead,
    stateFolder,
    journalHealth,
    checkpointKeys,
    sealSigner,
    restoreJournal,
    quota,
    paramLps,
    schemaPack,
    secrets,
    async close(): Promise<void> {
      const opened = await Promise.all(
        [link.made(), insiLink.made(), journal.made(), quota.made(), readOnly].map((part) =>
          part?.catch(() => undefined),
        ),
      )
      for (const part of opened) await part?.close()
    },
  }
}
