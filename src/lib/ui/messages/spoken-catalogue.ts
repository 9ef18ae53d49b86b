import {chooseLanguage, type Language} from '../language.ts'
import type {Messages} from './messages.ts'

/**
 * The texts of the one language that this process speaks: loading both would cost every command a tenth of its
 * start-up. Nothing else is ever asked for, since the language is settled by the command line and the environment.
 */
const texts: Messages =
  chooseLanguage(process.argv.slice(2), process.env) === 'fr'
    ? (await import('./fr.ts')).fr
    : (await import('./en.ts')).en

export const catalogues: Readonly<Record<Language, Messages>> = {fr: texts, en: texts}
