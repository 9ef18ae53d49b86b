import type {Language} from '../language.ts'
import {en} from './en.ts'
import {fr} from './fr.ts'
import type {Messages} from './messages.ts'

/** The texts of every language. The bundle takes `spoken-catalogue.ts` in place of this file. */
export const catalogues: Readonly<Record<Language, Messages>> = {fr, en}
