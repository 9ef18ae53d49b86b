/** Prints the figures of a file, for tests of other worlds: time zone, locale, little memory. */
import {readFigures} from '../../../src/lib/usecases/stats/read-figures.ts'
import {benchOf, linesOf} from './ground-truth.ts'

const [path = ''] = process.argv.slice(2)
process.stdout.write(JSON.stringify(linesOf(await readFigures(benchOf(), 'elastic', [path]))))
