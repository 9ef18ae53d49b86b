import {Chalk, type ChalkInstance} from 'chalk'
import type {Translator} from './translate.ts'

/** Where a view writes: texts, colours (or none) and width. */
export interface Screen {
  readonly t: Translator
  readonly color: ChalkInstance
  readonly width: number
  /** `unicode` on a terminal that surely shows every sign; `plain` where its code page may lack some. */
  readonly signs?: 'unicode' | 'plain'
  /** The terminal's locale names another character set than UTF-8, in which this program writes: letters without accents. */
  readonly letters?: 'ascii'
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
    ...signsOf(options, process.platform),
    ...lettersOf(options, process.platform),
  }
}

/**
 * The console of older Windows draws what its code page has (cp850, Windows-1252), unless a newer terminal stands before
 * it; elsewhere the locale names a character set. Output that goes to a file is for no terminal: UTF-8, no signs.
 */
export function signsOf(
  {stream, env}: Pick<ScreenOptions, 'stream' | 'env'>,
  platform: NodeJS.Platform,
): Pick<Screen, 'signs'> {
  if (!stream.isTTY) return {}
  if (platform === 'win32')
    return {signs: env['WT_SESSION'] || env['TERM_PROGRAM'] || env['ConEmuANSI'] ? 'unicode' : 'plain'}
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || ''
  return {signs: /utf-?8/i.test(locale) ? 'unicode' : 'plain'}
}

/** A console of Windows is given characters, not bytes; elsewhere a terminal of ISO-8859-1 or CP850 shows two for an accent. */
export function lettersOf(
  {stream, env}: Pick<ScreenOptions, 'stream' | 'env'>,
  platform: NodeJS.Platform,
): Pick<Screen, 'letters'> {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || ''
  const other = /[.@]/.test(locale) && !/utf-?8/i.test(locale)
  return stream.isTTY && platform !== 'win32' && other ? {letters: 'ascii'} : {}
}
