/**
 * Whether a certificate is revoked, asked of the lists and responders that it names itself: lists given by the user,
 * then the cached list, the list anew, and OCSP too. What was heard is kept on disk with its date, failures with a pause
 * that grows; one download per address at a time; nothing waits longer than the budget.
 *
 * What lists and answers say is read in `revocation/`; here is only the asking. Nothing is asked for a certificate
 * whose issuer is not proven: the addresses in it would be a stranger's.
 */
import type {Dispatcher} from 'undici'
import {isSignedBy, issuerOf} from '../pki/chain.ts'
import {toHex} from '../pki/der-values.ts'
import type {Clock} from '../ports/clock.ts'
import type {Files} from '../ports/files.ts'
import type {Random} from '../ports/random.ts'
import type {Revocation, RevocationWish} from '../ports/revocation.ts'
import {decide} from '../revocation/decision.ts'
import {testifyOcsp} from '../revocation/ocsp-answer.ts'
import {buildOcspRequest, ocspName} from '../revocation/ocsp-request.ts'
import type {RevocationDoubt, RevocationStatus, RevocationTry} from '../revocation/status.ts'
import {type Asked, type Silence, silence, type Testimony, testifyList} from '../revocation/testimony.ts'
import {unusable} from './address.ts'
import {Asker, type Read, type Recalled, type Source} from './asker.ts'
import {maxListBytes, RevocationCache} from './cache.ts'
import {openWay} from './download.ts'
import {testifyGiven} from './given-lists.ts'
import {OneAtATime} from './one-at-a-time.ts'

export interface RevocationOptions {
  /** Of the cache. */
  readonly folder: string
  readonly clock: Clock
  readonly random: Pick<Random, 'bytes'>
  readonly files: Pick<Files, 'read'>
  readonly env: Readonly<Record<string, string | undefined>>
}

const usualBudgetMs = 15_000
/** A list comes out every morning, though it is good for six days. */
const listFreshMs = 24 * 3_600_000
const answerFreshMs = 3_600_000
const maxAnswerBytes = 256 * 1024
/** More than any certificate names; those that cannot be asked (LDAP) do not count. */
const maxAddresses = 8

function askable(urls: readonly string[]): readonly string[] {
  const distinct = [...new Set(urls)]
  const usable = distinct.filter((url) => unusable(url) === undefined)
  const others = distinct.filter((url) => unusable(url) !== undefined)
  return [...usable.slice(0, maxAddresses), ...others.slice(0, maxAddresses)]
}

/** Of sources that nobody expects an answer from. */
const expected: readonly RevocationDoubt[] = ['no-address', 'offline']

function triedOf({from, doubt, detail}: Silence): RevocationTry {
  return {from, doubt, ...(detail ? {detail} : {})}
}

const isWord = ({says}: Testimony) => says !== 'nothing'

async function recallAll(
  sources: readonly (readonly [Source, Read])[],
  asker: Asker,
): Promise<readonly Recalled[]> {
  const recalled: Recalled[] = []
  for (const [source, read] of sources) recalled.push(await asker.recall(source, read))
  return recalled
}

/** One after the other until one has a word to say; `unheard`: those that were asked in vain. */
async function hearOne(sources: readonly Recalled[], asker: Asker) {
  const heard: Testimony[] = []
  const unheard: Silence[] = []
  for (const source of sources) {
    const told = await asker.ask(source)
    heard.push(...told)
    const last = told.at(-1)
    if (last?.says === 'nothing' && !expected.includes(last.doubt)) unheard.push(last)
    if (told.some(isWord)) break
  }
  return {heard, unheard}
}

type About = Omit<Asked, 'from'>

const proofOf = ({certificate}: About, url: string) => `revoked ${certificate.sha256.hex} ${url}`

export function createRevocation(options: RevocationOptions): Revocation {
  const {clock, random, files} = options
  const cache = new RevocationCache(options.folder)
  const alone = new OneAtATime(clock)

  function listAt(url: string, about: About): readonly [Source, Read] {
    const proofKey = proofOf(about, url)
    const source = {key: url, url, freshMs: listFreshMs, maxBytes: maxListBytes, proofKey}
    return [
      source,
      (bytes) => {
        const {testimony, list} = testifyList(bytes, {...about, from: url})
        return {testimony, ...(list ? {counts: list.thisUpdate} : {})}
      },
    ]
  }

  function answerAt(url: string, about: About): readonly [Source, Read] {
    const {certificate, issuer} = about
    const {issuerKey, serial} = ocspName(certificate, issuer, 'sha256')
    const nonce = random.bytes(16)
    const body = {bytes: buildOcspRequest(certificate, issuer, nonce), type: 'application/ocsp-request'}
    const key = `${url} ${toHex(issuerKey)} ${toHex(serial)}`
    return [
      {key, url, body, freshMs: answerFreshMs, maxBytes: maxAnswerBytes, proofKey: proofOf(about, url)},
      (bytes, kept) => {
        const testimony = testifyOcsp(bytes, {...about, from: url, ...(kept ? {} : {nonce})})
        return {testimony, ...(testimony.says === 'nothing' ? {} : {counts: testimony.thisUpdate})}
      },
    ]
  }

  /**
   * All that is remembered is read before anything is decided, and both kinds are heard: neither a list nor a responder that
   * says good hides a revocation that the other knows of. Of each kind one word is enough.
   */
  async function ask(about: About, wish: RevocationWish, asker: Asker): Promise<RevocationStatus> {
    const {crlUrls, ocspUrls} = about.certificate
    const given = await testifyGiven(wish.lists ?? [], about, files)
    const lists = await recallAll(
      askable(crlUrls).map((url) => listAt(url, about)),
      asker,
    )
    const answers = await recallAll(
      askable(ocspUrls).map((url) => answerAt(url, about)),
      asker,
    )
    const remembered = [...lists, ...answers]
      .flatMap(({known, proven}) => [known, proven])
      .filter((one) => one !== undefined && one.says !== 'nothing')
    const heard: Testimony[] = [...given.heard]
    const unheard: Silence[] = []
    const kinds = [given.heard.some(isWord) ? [] : lists, answers]
    for (const sources of kinds) {
      if (decide(heard, about.now).status === 'revoked') break
      const told = await hearOne(sources, asker)
      heard.push(...told.heard)
      unheard.push(...told.unheard)
    }
    const status = decide([...heard, ...remembered], about.now)
    return {
      ...status,
      ...(given.unused.length > 0 ? {unusedLists: given.unused} : {}),
      ...(status.status !== 'unknown' && unheard.length > 0 ? {unheard: unheard.map(triedOf)} : {}),
    }
  }

  return {
    async statusOf(certificate, given, wish) {
      wish.signal?.throwIfAborted()
      const issuer = given ?? issuerOf(certificate, [])
      if (!issuer || !isSignedBy(certificate, issuer.publicKey.spki))
        return decide([silence(certificate.issuer.certificate, 'issuer-unknown')], clock.now())
      const budgetMs = wish.budgetMs ?? usualBudgetMs
      const limit = AbortSignal.timeout(budgetMs)
      const signal = wish.signal ? AbortSignal.any([limit, wish.signal]) : limit
      let way: Promise<Dispatcher> | undefined
      const asker = new Asker({
        cache,
        alone,
        clock,
        signal,
        stop: wish.signal,
        eachMs: budgetMs / 2,
        offline: wish.offline,
        maxAgeMs: wish.maxAgeMs,
        unusable,
        way: () => {
          way ??= openWay({proxy: wish.proxy, env: options.env})
          return way
        },
      })
      try {
        const status = await ask({certificate, issuer, now: clock.now()}, wish, asker)
        wish.signal?.throwIfAborted()
        return status
      } finally {
        await (await way)?.destroy()
      }
    },
  }
}
