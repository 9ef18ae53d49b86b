import {parisDate} from '../../civil-time/paris.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import {type Attempt, nextAttempt, searchVerdict, type Tried} from '../../insi/attempts.ts'
import type {InsiAnswer, ReturnedIdentity, SearchTraits} from '../../insi/insi.ts'
import {type JudgedIdentity, judgeIdentity} from '../../insi/judge-identity.ts'
import {readSavedAnswer} from '../../insi/read-answer.ts'
import {requireConfigured} from '../../insi/require-configured.ts'
import {type ReadTraits, readSearchTraits} from '../../insi/search-traits.ts'
import type {Profile} from '../../profile/profile.ts'
import type {XmlNode} from '../../xmltree/xml-node.ts'
import type {Workbench} from '../ports.ts'
import {refuseSharedInput} from '../submission/patient-of-flags.ts'
import {withoutPerson} from './hide-person.ts'
import {callInsi, type InsiResult, type SearchCallBench} from './search-call.ts'
import {answerFault} from './search-faults.ts'
import {type InsSearch, type SearchTry, shownChanges, shownIdentity} from './search-report.ts'
import {moreForSeveral, type SearchWords, statedTraits} from './search-words.ts'

export type SearchBench = SearchCallBench &
  Pick<Workbench, 'files' | 'prompter' | 'profile' | 'warn'> & {
    /** The one door for XML. */
    readonly openXml: (bytes: Uint8Array) => Promise<XmlNode>
    noteUnmasked(): void
  }

export interface SearchWish {
  readonly traits: SearchWords
  /** Fields of the patient file, where it was read before. */
  readonly fields?: ReadonlyMap<string, string>
  /** A saved answer, read instead of making a call. */
  readonly fromAnswer?: string | undefined
  /** A profile was named: a saved answer is held against its environment. */
  readonly profileNamed: boolean
  readonly unmask: boolean
}

/** A search with what came back, before it is masked: for whoever compares further. */
export interface SearchDone {
  readonly report: InsSearch
  readonly found?: {readonly identity: ReturnedIdentity; readonly judged: JudgedIdentity}
  readonly traits?: SearchTraits
}

/** A saved answer is a message, not a list of them. */
const MOST_BYTES = 1024 * 1024

/**
 * `ins search`: the INS of one person by the traits of an identity document, one given name at a time, then all of
 * them; which attempt matched is told, and a match on another than the first given name is to be compared with the
 * document. "None" and "several" are results.
 * @throws DmpError DMP_MISSING_VALUE, DMP_INSI_TRAIT, DMP_INSI_NOT_CONFIGURED, DMP_INSI_CERTIFICATE before anything
 * leaves; DMP_INSI_REFUSED, DMP_INSI_BUSY, DMP_INSI_UNREADABLE, and those of the line and of the journal
 */
export async function insSearch(bench: SearchBench, wish: SearchWish): Promise<InsSearch> {
  return (await searchIns(bench, wish)).report
}

/** The same, for `ins verify`. */
export async function searchIns(bench: SearchBench, wish: SearchWish): Promise<SearchDone> {
  if (!wish.fields) refuseSharedInput([wish.traits.patient, wish.fromAnswer])
  if (wish.unmask) {
    bench.noteUnmasked()
    bench.warn({code: 'ins-unmasked'})
  }
  return wish.fromAnswer === undefined ? ask(bench, wish) : replay(bench, wish, wish.fromAnswer)
}

async function ask(bench: SearchBench, wish: SearchWish): Promise<SearchDone> {
  const profile = await bench.profile()
  // Before anybody is asked anything.
  requireConfigured(profile)
  const read = readSearchTraits(await statedTraits(bench, wish.traits, wish.fields), today(bench))
  const link = await bench.insiLink()
  const past: (Tried & {readonly shown: SearchTry})[] = []
  let {traits} = read
  let last: InsiResult | undefined
  let found: SearchDone['found']
  for (let attempt = nextAttempt(traits, past); attempt; ) {
    const made: Attempt = attempt
    const asked: SearchTraits = traits
    const {answer, messageId, tookMs} = await callInsi(bench, {
      traits: asked,
      attempt: made,
      number: past.length + 1,
      found: (result) => {
        found = judged(result, {traits: asked, attempt: made}, profile)
        const {ins, mappedFrom} = found?.judged ?? {}
        return {
          ...(ins ? {ins} : {}),
          ...(ins && mappedFrom ? {oidMapping: `${mappedFrom} → ${ins.oid}`} : {}),
        }
      },
    })
    const {code, label} = answer
    const {names, position, withPlace} = made
    const number = past.length + 1
    past.push({
      attempt: made,
      code,
      shown: {number, names, position, withPlace, code, label, messageId, tookMs},
    })
    last = answer
    attempt = nextAttempt(traits, past)
    for (const trait of ['givenNames', 'birthPlace'] as const) {
      if (attempt || searchVerdict(past) !== 'several' || withPlace) break
      const more = await moreForSeveral(bench, trait, traits)
      if (more) traits = readSearchTraits({...traits, ...more}, today(bench)).traits
      attempt = nextAttempt(traits, past)
    }
  }
  const verdict = searchVerdict(past)
  const report = reportOf(wish, {read, verdict, last, found})
  return {
    report: {
      ...report,
      source: 'insi',
      environment: profile.environment,
      certificate: link.certificateName,
      attempts: past.map(({shown}) => shown),
      matched: verdict === 'found' ? past.length : null,
    },
    traits,
    ...(found ? {found} : {}),
  }
}

/** Offline: the answer comes from a file, and the traits, where stated, are held against it. */
async function replay(bench: SearchBench, wish: SearchWish, file: string): Promise<SearchDone> {
  const saved = await savedAnswer(bench, file)
  if (saved.kind === 'unreadable') {
    const {reason, at = '-'} = saved
    throw new DmpError('DMP_FILE_UNREADABLE', {params: {file, reason: `INSi: ${reason} ${at}`}})
  }
  const {given, ...others} = wish.traits
  const isStated = Object.values(others).some((one) => one !== undefined) || (given?.length ?? 0) > 0
  const read = isStated
    ? readSearchTraits(await statedTraits(bench, wish.traits, wish.fields), today(bench))
    : undefined
  const answer = withoutPerson(saved, read?.traits)
  if (answer.kind !== 'result') throw answerFault(answer, await bench.insiCodes())
  const profile = wish.profileNamed ? await bench.profile() : undefined
  const found = judged(answer, read && {traits: read.traits}, profile)
  const tried = {
    attempt: {names: 'one', position: 0, given: '', withPlace: false},
    code: answer.code,
  } as const
  const report = reportOf(wish, {read, verdict: searchVerdict([tried]), last: answer, found})
  return {
    report: {...report, source: 'file', file, environment: profile?.environment ?? null},
    ...(read ? {traits: read.traits} : {}),
    ...(found ? {found} : {}),
  }
}

async function savedAnswer(bench: SearchBench, file: string): Promise<InsiAnswer> {
  const path = file === '-' ? '-' : bench.files.resolve(file)
  const bytes = await bench.files.read(path, {maxBytes: MOST_BYTES})
  const opened = await bench.openXml(bytes).catch((error: unknown) => {
    if (error instanceof DmpError) return error
    throw error
  })
  return readSavedAnswer(bytes, () => {
    if (opened instanceof DmpError) throw opened
    return opened
  })
}

function judged(
  {identity}: InsiResult,
  asked: Parameters<typeof judgeIdentity>[1],
  profile: Profile | undefined,
): SearchDone['found'] {
  const place = profile && {environment: profile.environment, oidMapping: profile.ins.oidMapping}
  return identity && {identity, judged: judgeIdentity(identity, asked, place)}
}

interface Outcome {
  readonly read: ReadTraits | undefined
  readonly verdict: InsSearch['verdict']
  readonly last: InsiResult | undefined
  readonly found: SearchDone['found']
}

function reportOf({unmask}: SearchWish, {read, verdict, last, found}: Outcome): Omit<InsSearch, 'source'> {
  return {
    file: null,
    environment: null,
    certificate: null,
    verdict,
    code: last?.code ?? '',
    label: last?.label ?? '',
    attempts: [],
    matched: null,
    changes: shownChanges(read?.changes ?? [], unmask),
    identity: found ? shownIdentity(found.identity, found.judged, unmask) : null,
    findings: [...(read?.findings ?? []), ...(found?.judged.findings ?? [])],
    masked: !unmask,
  }
}

function today({clock}: Pick<Workbench, 'clock'>): string {
  return parisDate(clock.now())
}
