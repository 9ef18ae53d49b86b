import {Chalk, type ChalkInstance} from 'chalk'
import type {Translator} from './translate.ts'

/** Where a view writes: texts, colours (or none) and width. */
export interface Screen {
  readonly t: Translator
  readonly color: ChalkInstance
  readonly width: number
}

interface ScreenOptions {
  readonly t: Translator
  readonly stream: {readonly isTTY?: boolean; readonly columns?: number}
  readonly env: Readonly<Record<string, string | undefined>>
  readonly noColor: boolean
}

/** Colours and movement only on a terminal that wants them (`NO_COLOR`, `TERM=dumb`, `CI`, `--no-color`). */
export function isLively({stream, env, noColor}: Omit<ScreenOptions, 't'>): boolean {
  return Boolean(stream.isTTY) && !noColor && !env['NO_COLOR'] && env['TERM'] !== 'dumb' && !env['CI']
}

export function createScreen(options: ScreenOptions): Screen {
  return {
    t: options.t,
    color: new Chalk({level: isLively(options) ? 1 : 0}),
    width: Math.max(60, Math.min(options.stream.columns ?? 100, 140)),
  }
}
