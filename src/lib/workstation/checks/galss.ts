import {identifyText} from '../../cards/identify.ts'
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
  const compared = file.channels.length > 0 && file.channels.every((channel) => readerOf(channel, seen))
  return compared
    ? {status: 'ok', cause: {code: 'galss-fits'}, evidence}
    : {status: 'info', cause: {code: 'galss-not-compared'}, evidence}
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
    if (isSwapped(channels, seen)) return {code: 'galss-swapped'}
    const absent = channels.find(
      (channel) => channel !== ghost && isNamed(channel) && !readerOf(channel, seen),
    )
    if (absent) return {code: 'galss-absent-reader', params: {number: absent.number, reader: absent.reader}}
  }
  return ghost && {code: 'galss-ghost', params: {number: ghost.number}}
}

const isNamed = ({reader, serial}: GalssChannel) => reader !== '' && !serial

const readerOf = ({reader}: GalssChannel, seen: readonly SeenReader[]) =>
  seen.find(({name}) => isSameReader(reader, name))

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
  return twin || !readerOf(channel, seen)
}

/** The channel of the CPS leads to a Vitale and that of the Vitale to a CPS: told by the cards that are in. */
function isSwapped(channels: readonly GalssChannel[], seen: readonly SeenReader[]): boolean {
  const kindOf = (number: number) => {
    const channel = channels.find((one) => one.number === number)
    const atr = channel && isNamed(channel) ? readerOf(channel, seen)?.atr : undefined
    return atr === undefined ? '' : identifyText(atr).kind
  }
  return kindOf(1).startsWith('vitale') && kindOf(2).startsWith('cps')
}
