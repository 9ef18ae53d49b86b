import {isCps} from '../../cards/identify.ts'
import type {ReaderInventory, UsbInventory} from '../../ports/card-readers.ts'
import {groupDevices} from '../../readers/devices.ts'
import {pcscCode, printedCode} from '../../readers/pcsc-codes.ts'
import type {Evidence, Judgement} from '../check.ts'
import {judgeKnown} from '../judge-known.ts'
import {matchedToken} from '../match-token.ts'
import {realReaders, type SeenCard, seenCards, slotEvidence, untoldReaders} from '../seen-cards.ts'

/** A sound pcscd may need as much behind a slow reader; below that a silence tells of the time that was given. */
const FAIR_MS = 4_000

/**
 * The service that programs ask for readers. That it answered is the evidence; a list of readers that was read elsewhere
 * proves it only when a reader stands in it.
 */
export const pcscService = judgeKnown(['readers'], ['usb', 'host'], ({readers, usb, host}) => {
  const {backend} = readers
  const looked: Evidence = {code: 'readers-by', params: {backend}}
  if (readers.kind === 'no-service') return noService(readers, usb, host?.platform)
  if (readers.kind === 'listed') {
    const count = readers.readers.length
    if (backend === 'system_profiler' && count === 0)
      return {status: 'unknown', cause: {code: 'service-untold'}, evidence: [looked]}
    const answered: Evidence = {code: 'service-answered', params: {backend, count}}
    return {status: 'ok', cause: {code: 'service-answers'}, evidence: [answered]}
  }
  const {reason, code, detail, limitMs = FAIR_MS} = readers
  const evidence: readonly Evidence[] = [looked, ...codeEvidence(code, detail)]
  if (reason === 'rights')
    return {status: 'error', cause: {code: 'service-rights'}, evidence, remedy: {code: 'give-reader-rights'}}
  const cause = {code: `service-${reason}`, params: {backend}}
  if (reason === 'timeout' && limitMs < FAIR_MS)
    return {status: 'unknown', cause, evidence, remedy: {code: 'more-time'}}
  // pcscd took the call and stays silent: it hangs. Commands of other systems can hang on a card instead.
  if (reason === 'timeout' && backend === 'pcscd' && detail !== 'interrupted')
    return {status: 'error', cause, evidence, remedy: {code: 'restart-service'}}
  return {status: 'unknown', cause, evidence, remedy: {code: 'look-at-readers'}}
})

type NoService = Extract<ReaderInventory, {kind: 'no-service'}>

/** Windows ends the service with the last reader: where the USB bus shows none, a reader is what is missing. */
function noService(
  readers: NoService,
  usb: UsbInventory | undefined,
  platform: NodeJS.Platform | undefined,
): Judgement {
  const evidence = [
    {code: 'readers-by', params: {backend: readers.backend}},
    ...codeEvidence(readers.code, readers.detail),
  ]
  const windows = platform === 'win32' || readers.backend === 'certutil'
  if (windows && usb?.kind === 'listed' && usb.devices.length === 0)
    return {status: 'info', cause: {code: 'service-asleep'}, evidence: [...evidence, {code: 'usb-none'}]}
  return {
    status: 'error',
    cause: {code: 'service-stopped'},
    evidence,
    remedy: {code: windows ? 'start-service-windows' : 'start-service-linux'},
  }
}

function codeEvidence(code: number | undefined, detail: string | undefined): readonly Evidence[] {
  if (code !== undefined) return [{code: `return-code-${pcscCode(code)}`, params: {value: printedCode(code)}}]
  return detail === undefined ? [] : [{code: 'system-said', params: {detail}}]
}

/** At least one reader that can hold a card, compared with what the USB bus shows. */
export const pcscReaders = judgeKnown(['readers'], ['usb'], ({readers, usb}) => {
  if (readers.kind === 'failed') return readersUntold(readers.backend)
  const real = realReaders(readers)
  const onBus = usb?.kind === 'listed' ? usb.devices : undefined
  const bus: readonly Evidence[] =
    onBus?.map(({name, trouble}) =>
      trouble === undefined
        ? {code: 'usb-reader', params: {name}}
        : {code: 'usb-reader-trouble', params: {name, trouble}},
    ) ?? []
  const [first] = onBus ?? []
  if (real.length === 0) {
    const made = readers.kind === 'listed' ? readers.readers : []
    const evidence = [...made.map(({name}) => ({code: 'reader-made-up', params: {reader: name}})), ...bus]
    if (first)
      return {
        status: 'error',
        cause: {code: 'reader-not-taken', params: {name: first.name}},
        evidence,
        remedy: {code: 'install-reader-driver'},
      }
    const seen: Evidence = {code: onBus === undefined ? 'usb-untold' : 'usb-none'}
    return {
      status: 'error',
      cause: {code: 'no-reader'},
      evidence: [...evidence, seen],
      remedy: {code: 'plug-reader'},
    }
  }
  const devices = groupDevices(real.map(({name}) => name))
  const evidence = [
    ...devices.map(({name, slots}) => ({code: 'reader-device', params: {reader: name, slots: slots.length}})),
    ...bus,
  ]
  const lame = onBus?.find(({trouble}) => trouble !== undefined)
  const lost = (onBus?.filter(({by}) => by === 'class').length ?? 0) > real.length
  if (lame || lost)
    return {
      status: 'warn',
      cause: lame
        ? {code: 'usb-reader-trouble', params: {name: lame.name, trouble: lame.trouble ?? ''}}
        : {code: 'usb-more-readers'},
      evidence,
      remedy: {code: 'install-reader-driver'},
    }
  return {
    status: 'ok',
    cause: {code: 'readers-seen', params: {count: devices.length, slots: real.length}},
    evidence: [{code: 'readers-counted', params: {count: real.length}}, ...evidence],
  }
})

const readersUntold = (backend: string): Judgement => ({
  status: 'unknown',
  cause: {code: 'readers-untold'},
  evidence: [{code: 'readers-by', params: {backend}}],
  remedy: {code: 'look-at-readers'},
})

/** A reader that another program keeps for itself: the module of the CPS then says "no card", and nothing more. */
export const pcscExclusive = judgeKnown(['readers'], ['cpsModule'], ({readers, cpsModule}) => {
  const real = realReaders(readers)
  if (readers.kind !== 'listed' || real.length === 0) return readersUntold(readers.backend)
  const held = real.filter((one) => one.held === 'exclusive')
  const counted: Evidence = {code: 'readers-counted', params: {count: real.length}}
  const holding = real.map(({name, held: by}) => ({code: `held-${by}`, params: {reader: name}}))
  const evidence: readonly [Evidence, ...Evidence[]] = [counted, ...holding]
  const cards = seenCards(readers)
  const [first] = held
  if (first) {
    const needed = held.filter(({name, card}) => {
      const inside = cards.find(({reader}) => reader.name === name)
      return inside ? isCps(inside.card.kind) || inside.card.kind === 'unknown' : card !== 'absent'
    })
    const worst = needed[0] ?? first
    return {
      status: needed.length > 0 ? 'error' : 'warn',
      cause: {code: 'reader-held', params: {reader: worst.name}},
      evidence,
      remedy: {code: 'close-holder', params: {reader: worst.name}},
    }
  }
  const cause = {code: 'readers-shared', params: {count: real.length}}
  const served = cpsModule && matchedToken(readers, cpsModule)
  // Whoever keeps a reader for himself keeps the module out: a token read there says that nobody does.
  if (served && real.some((one) => one.held === 'untold'))
    return {
      status: 'ok',
      cause: {code: 'reader-serves-module'},
      evidence: [{code: 'token-read', params: {label: served.label}}, ...evidence],
    }
  if (real.some((one) => one.held === 'untold'))
    return {status: 'unknown', cause: {code: 'holding-untold'}, evidence, remedy: {code: 'close-others'}}
  return {status: 'ok', cause, evidence}
})

/** A card that is in and does not answer: upside down, dirty or dead. It is not "no card". */
export const pcscMute = judgeKnown(['readers'], [], ({readers}) => {
  const real = realReaders(readers)
  if (readers.kind !== 'listed' || real.length === 0) return readersUntold(readers.backend)
  const evidence = slotEvidence(readers)
  const mute = real.find(({card}) => card === 'mute')
  const cards = seenCards(readers)
  if (mute) {
    const params = {reader: mute.name}
    const served = cards.some(({card}) => isCps(card.kind))
    return {
      status: served ? 'warn' : 'error',
      cause: {code: 'card-mute', params},
      evidence,
      remedy: {code: 'turn-card', params},
    }
  }
  if (untoldReaders(readers).length > 0) return {status: 'unknown', cause: {code: 'card-untold'}, evidence}
  const [answering, ...others] = cards
  if (!answering) return {status: 'info', cause: {code: 'no-card-to-hear'}, evidence}
  return {
    status: 'ok',
    cause: {code: 'cards-answer', params: {count: cards.length}},
    evidence: [answerOf(answering), ...others.map(answerOf)],
  }
})

const answerOf = ({reader, hex}: SeenCard): Evidence => ({
  code: 'card-answered',
  params: {reader: reader.name, atr: hex},
})
