import {DmpError} from '../lib/errors/dmp-error.ts'
import type {Prompter} from '../lib/ports/prompter.ts'

/** What the command line says of `--save-exchange-raw`. */
export interface RawExchange {
  readonly folder: string
  readonly yes: boolean
  readonly confirm?: string | undefined
}

const WORD = 'raw'

/**
 * Writing exchanges unmasked puts a patient's data and signed tokens on the disk: the word is typed at the terminal,
 * or `--yes --confirm raw` in scripts. @throws DmpError DMP_CONFIRMATION_NEEDED
 */
export async function confirmRawExchange(
  {folder, yes, confirm}: RawExchange,
  prompter: Prompter,
): Promise<void> {
  if (yes && confirm === WORD) return
  const asked = !yes && prompter.available
  if (asked && (await prompter.text('consent.raw', {params: {folder, value: WORD}})).trim() === WORD) return
  throw new DmpError('DMP_CONFIRMATION_NEEDED', {
    params: {case: 'raw', action: 'raw', folder, value: WORD},
    details: {action: 'raw', confirm: WORD},
  })
}
