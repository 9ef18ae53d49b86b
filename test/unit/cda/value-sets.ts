import {fileURLToPath} from 'node:url'
import {loadValueSets} from '../../../src/lib/files/valueset-files.ts'

export const packagedTables = fileURLToPath(new URL('../../../data/valuesets', import.meta.url))

/** The tables of the program, loaded once for a test file. */
export const valueSets = await loadValueSets(packagedTables)
