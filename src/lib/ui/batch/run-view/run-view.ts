/**
 * What a bulk run shows while it works, on stderr: a block redrawn in place on a terminal, a plain line from time to time
 * elsewhere (logs, schedulers, `NO_COLOR`, `TERM=dumb`, `CI`), nothing under --json. The answer on stdout is not its
 * business.
 */
import {Chalk} from 'chalk'
import type {RunObserver, RunPause, RunStart, RunTick} from '../../../usecases/batch/run/run-observer.ts'
import {civilTime, count} from '../../figures.ts'
import {plainLine} from '../../plain.ts'
import type {Translator} from '../../translate.ts'
import {
  accountWords,
  forecastWords,
  type Palette,
  type Picture,
  pictureLines,
  rateWords,
  settledOf,
} from './picture.ts'
import {type RedrawnBlock, redrawnBlock, type TerminalOutput} from './redrawn-block.ts'

export interface RunViewOptions {
  readonly kind: 'lively' | 'plain' | 'silent'
  readonly output: TerminalOutput
  readonly t: Translator
  /** Another process sends; this one only looks. */
  readonly looking?: boolean
  now(): number
}

/** A plain line so often while documents are dealt with, and at each twentieth of the whole; a sign of life otherwise. */
const LINE_EVERY_MS = 30_000
const SIGN_OF_LIFE_MS = 10 * 60_000
const LINES_OF_A_RUN = 20
/** A journal that cannot be written is a person's to mend: it is told again and again. */
const TROUBLE_EVERY_MS = 60_000

function titleOf({batchIds, profiles, environment}: RunStart, t: Translator): string {
  if (batchIds.length === 0) return t('run.title.none', {profiles: profiles.join(', '), environment})
  return t('run.title', {runs: batchIds.join(', '), profiles: profiles.join(', '), environment})
}

const FULL: readonly unknown[] = ['disk-full', 'ENOSPC', 'EDQUOT']

/** A full disk is told as such; at the daily limit, whom to notify so as to go on today. */
function reasonKey({reason, params = {}}: RunPause): string {
  if (reason === 'journal' && FULL.includes(params['reason'])) return 'run.pause.journal.full'
  if (reason !== 'guard') return `run.pause.${reason}`
  return params['contact'] === undefined ? 'run.pause.guard.notice' : 'run.pause.guard.contact'
}

/** Why nothing leaves, and until when. */
export function pauseWords(pause: RunPause, t: Translator): string {
  const {reason, until, code, profile, params} = pause
  const why = t(reasonKey(pause), params)
  const about = [profile, code].filter((word) => word !== undefined).join(' ')
  const named = about === '' ? why : `${why} (${about})`
  if (until === undefined) return t('run.paused', {reason: named})
  const words = {reason: named, at: civilTime(until, t.language)}
  return t(reason === 'journal' ? 'run.waits-until' : 'run.paused-until', words)
}

function pictureOf(title: string, tick: RunTick, pause: RunPause | undefined, t: Translator): Picture {
  const {account, inFlight, rate, perSecond, causes, endsAt, nextPause, at} = tick
  return {
    title,
    account,
    rate,
    perSecond,
    inFlight,
    causes: Object.entries(causes),
    endsAt,
    nextPause,
    pause: pause && pauseWords(pause, t),
    now: at,
  }
}

function livelyView({output, t, looking = false}: RunViewOptions): RunObserver {
  const palette: Palette = {t, color: new Chalk({level: 1})}
  const block: RedrawnBlock = redrawnBlock(output)
  let title = ''
  let last: RunTick | undefined
  let pause: RunPause | undefined
  const draw = () => {
    if (!last) return
    const lines = pictureLines(pictureOf(title, last, pause, t), palette)
    block.draw([...lines, palette.color.dim(t(looking ? 'run.keys-looking' : 'run.keys'))].map(plainLine))
  }
  return {
    onStart: (start) => {
      title = titleOf(start, t)
    },
    onPause: (begun) => {
      pause = begun
      draw()
    },
    onTick: (tick) => {
      last = tick
      pause = tick.pause ?? pause
      draw()
    },
    onStop: () => block.erase(),
    close: async () => block.erase(),
  }
}

function plainView({output, t, now}: RunViewOptions): RunObserver {
  const palette: Palette = {t, color: new Chalk({level: 0})}
  const say = (line: string) => output.write(`${plainLine(line)}\n`)
  let saidAt = Number.NEGATIVE_INFINITY
  let saidDone = 0
  let paused = false
  let toldAt = 0
  const tell = (pause: RunPause) => {
    toldAt = now()
    say(pauseWords(pause, t))
  }
  const lineOf = (tick: RunTick) => {
    const {account} = tick
    const picture = pictureOf('', tick, undefined, t)
    const parts = [
      `${count(settledOf(account), t.language)}/${count(account.planned, t.language)}`,
      accountWords(account, palette),
      rateWords(picture, palette),
      forecastWords(picture, palette),
    ]
    return parts.filter((part) => part !== undefined).join(' · ')
  }
  return {
    onStart: (start) => {
      saidAt = now()
      say(titleOf(start, t))
    },
    onPause: (pause) => {
      const told = pause !== undefined && (pause.until === undefined || pause.until - now() > LINE_EVERY_MS)
      if (told) tell(pause)
      else if (pause === undefined && paused) say(t('run.goes-on'))
      paused = pause === undefined ? false : told || paused
    },
    onTick: (tick) => {
      if (tick.pause?.reason === 'journal' && now() - toldAt >= TROUBLE_EVERY_MS) tell(tick.pause)
      const done = settledOf(tick.account)
      const step = Math.max(1, Math.ceil(tick.account.planned / LINES_OF_A_RUN))
      const silence = now() - saidAt
      const due = done - saidDone >= step || (done !== saidDone && silence >= LINE_EVERY_MS)
      if (!due && silence < SIGN_OF_LIFE_MS) return
      saidAt = now()
      saidDone = done
      say(lineOf(tick))
    },
  }
}

export function createRunView(options: RunViewOptions): RunObserver {
  if (options.kind === 'silent') return {}
  return options.kind === 'lively' ? livelyView(options) : plainView(options)
}
