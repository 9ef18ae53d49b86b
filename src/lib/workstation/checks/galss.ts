import {identifyText, isCps, isVitale} from '../../cards/identify.ts'
import type {SeenReader} from '../../ports/card-readers.ts'
import type {Cause, Evidence} from '../check.ts'
import {type GalssChannel, type GalssFile, isSameReader} from '../galss-file.ts'
import {judgeKnown} from '../judge-known.ts'

const remedy = {code: 'reset-galss'}

/**
 * `galss.ini` against the readers: the signatures of the faults met in the field. A file is only found right where its
 * channels could be compared with the readers that PC/SC sees.
 */
export const galssIni = judgeKnown(['galss'], ['readers'], ({galss, readers}) => {
  if (galss.state === 'absent') {
    if (galss.dmpConnect === true)
      return {
        status: 'warn',
        cause: {code: 'galss-missing'},
        evidence: [{code: 'dmp-connect-installed'}],
        remedy,
      }
    const cause = {code: 'not-looked'}
    return galss.dmpConnect === false
      ? {status: 'skipped', because: 'nothing-to-check', cause, evidence: [{code: 'galss-absent'}]}
      : {status: 'info', cause: {code: 'galss-absent'}, evidence: [{code: 'galss-absent'}]}
  }
  const {path, file} = galss
  const read: Evidence = {code: 'galss-file', params: {path}}
  if (!file)
    return {status: 'unknown', cause: {code: 'galss-unreadable', params: {path}}, evidence: [read], remedy}
  const evidence: readonly [Evidence, ...Evidence[]] = [read, ...file.channels.map(channelEvidence)]
  const seen = readers?.kind === 'listed' ? readers.readers : []
  const cause = faultOf(file, seen)
  if (cause) return {status: 'warn', cause, evidence, remedy}
  const {channels} = file
  // One card in the other's place: the person's hand, or the file's order. Not right, and not the file's fault for sure.
  const wrong = channels.find((channel) => isWrong(channel, seen))
  if (wrong) {
    const params = {number: wrong.number, reader: wrong.reader}
    return {
      status: 'info',
      cause: {code: `galss-${cardOf(wrong, seen)}-elsewhere`, params},
      evidence,
      remedy: {code: 'swap-cards-or-galss'},
    }
  }
  if (channels.length === 0 || !channels.every((channel) => readerOf(channel, seen)))
    return {status: 'info', cause: {code: 'galss-not-compared'}, evidence}
  // Names say that the readers are there; which channel is whose, only a card in its place says.
  const inPlace = channels.flatMap((channel): readonly Evidence[] => {
    const holds = cardOf(channel, seen)
    return holds !== undefined && holds === meantFor(channel)
      ? [{code: 'galss-card-in-place', params: {number: channel.number, reader: channel.reader}}]
      : []
  })
  return inPlace.length > 0
    ? {status: 'ok', cause: {code: 'galss-fits'}, evidence: [...evidence, ...inPlace]}
    : {status: 'info', cause: {code: 'galss-order-untold'}, evidence}
})

function channelEvidence({number, reader, serial}: GalssChannel): Evidence {
  return {code: serial ? 'galss-serial-channel' : 'galss-channel', params: {number, reader: reader || '–'}}
}

/** The gravest signature first; readers are only compared where some are seen. */
function faultOf(file: GalssFile, seen: readonly SeenReader[]): Cause | undefined {
  const {channels} = file
  const [first] = channels
  if (first?.serial && channels.length === 1) return {code: 'galss-serial'}
  const ghost = channels.find((channel) => isGhost(channel, file, seen))
  if (seen.length > 0) {
    const shared = sharedReader(channels, seen)
    if (shared) return {code: 'galss-same-reader', params: shared}
    if (channels.filter((channel) => isWrong(channel, seen)).length > 1) return {code: 'galss-swapped'}
    const absent = channels.find(
      (channel) => channel !== ghost && isNamed(channel) && !isThere(channel, seen),
    )
    if (absent) return {code: 'galss-absent-reader', params: {number: absent.number, reader: absent.reader}}
  }
  if (ghost) return {code: 'galss-ghost', params: {number: ghost.number}}
  const told = file.announced ?? file.listed?.length
  const count = channels.length
  return told !== undefined && told !== count ? {code: 'galss-count', params: {told, count}} : undefined
}

const isNamed = ({reader, serial}: GalssChannel) => reader !== '' && !serial

/** The reader of this very name, else the only one that it may be short for. */
function readerOf({reader}: GalssChannel, seen: readonly SeenReader[]): SeenReader | undefined {
  const fitting = seen.filter(({name}) => isSameReader(reader, name))
  return fitting.find(({name}) => name === reader) ?? (fitting.length === 1 ? fitting[0] : undefined)
}

const isThere = ({reader}: GalssChannel, seen: readonly SeenReader[]) =>
  seen.some(({name}) => isSameReader(reader, name))

/** A channel beyond the two usual ones that is not announced, or whose reader is not there or another channel's. */
function isGhost(
  channel: GalssChannel,
  {channels, announced, listed}: GalssFile,
  seen: readonly SeenReader[],
): boolean {
  if (channel.number < 3) return false
  if (announced !== undefined && channel.number > announced) return true
  if (listed && !listed.includes(channel.number)) return true
  if (!isNamed(channel) || seen.length === 0) return false
  const twin = channels.some((other) => other !== channel && other.reader === channel.reader)
  return twin || !isThere(channel, seen)
}

/** GALSS keeps its first channel for the CPS and the second for the Vitale. */
const meantFor = ({number}: GalssChannel) => (number === 1 ? 'cps' : number === 2 ? 'vitale' : undefined)

/** What is in the reader of a channel; undefined for an empty one, a card of no such kind, or a name that fits several. */
function cardOf(channel: GalssChannel, seen: readonly SeenReader[]): 'cps' | 'vitale' | undefined {
  const atr = isNamed(channel) ? readerOf(channel, seen)?.atr : undefined
  if (atr === undefined) return undefined
  const {kind} = identifyText(atr)
  return isCps(kind) ? 'cps' : isVitale(kind) ? 'vitale' : undefined
}

/** The channel of the one leads to the card of the other: told by the cards that are in. */
function isWrong(channel: GalssChannel, seen: readonly SeenReader[]): boolean {
  const [holds, meant] = [cardOf(channel, seen), meantFor(channel)]
  return holds !== undefined && meant !== undefined && holds !== meant
}

/** Both usual channels lead to one and the same slot. */
function sharedReader(channels: readonly GalssChannel[], seen: readonly SeenReader[]) {
  const [cps, vitale] = [1, 2].map((number) => channels.find((one) => one.number === number))
  if (!cps || !vitale || !isNamed(cps) || !isNamed(vitale)) return undefined
  const reader = readerOf(cps, seen)
  return reader && reader === readerOf(vitale, seen) ? {reader: reader.name} : undefined
}
