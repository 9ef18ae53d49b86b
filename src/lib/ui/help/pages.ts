import {errorCatalogue} from '../../errors/catalogue.ts'
import {exitCodes} from '../../errors/exit-codes.ts'
import type {Translator} from '../translate.ts'

function exitCodePage(t: Translator): string {
  const rows = Object.entries(exitCodes).map(
    ([name, code]) => `  ${String(code).padStart(3)}  ${t(`exit.${name}`)}`,
  )
  return [t('page.exit-codes'), '', ...rows].join('\n')
}

function errorPage(t: Translator): string {
  const codes = Object.keys(errorCatalogue).sort()
  return [t('page.errors'), '', ...codes.map((code) => `  ${code}`)].join('\n')
}

/** Offline page of `dmp help <topic>`, or undefined when the word is not a page. */
export function helpPage(name: string, t: Translator): string | undefined {
  switch (name) {
    case 'exit-codes':
      return exitCodePage(t)
    case 'errors':
      return errorPage(t)
    case 'environment':
    case 'profiles':
    case 'minors':
      return t(`page.${name}`)
    default:
      return undefined
  }
}
