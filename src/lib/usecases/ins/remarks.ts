import {CSV_START, csvLine} from '../../csv/csv-line.ts'
import {hideMatricules} from '../../ins/hide-matricules.ts'
import type {TextOutput} from '../../ports/outputs.ts'
import type {IdentityRemark} from './identities-report.ts'

/** Remarks shown; the rest stand in the file of the report. */
const SHOWN = 200
/** Remarks that wait for the disk. */
const GATHERED = 1000

/** Takes remarks as they come: the first are kept, all go into a file where one is wanted. */
export class Remarks {
  readonly shown: IdentityRemark[] = []
  #count = 0
  #waiting: string[] = []
  readonly #output: TextOutput | undefined

  constructor(output: TextOutput | undefined) {
    this.#output = output
    if (output) this.#waiting.push(CSV_START + csvLine(['line', 'ipp', 'what', 'detail']))
  }

  get more(): number {
    return this.#count - this.shown.length
  }

  /** True when `flush` should be waited for. */
  add({ipp, ...rest}: IdentityRemark): boolean {
    this.#count += 1
    const remark = {...rest, ipp: ipp === null ? null : hideMatricules(ipp)}
    if (this.shown.length < SHOWN) this.shown.push(remark)
    if (!this.#output) return false
    this.#waiting.push(csvLine([remark.line || '', remark.ipp, remark.what, remark.detail]))
    return this.#waiting.length >= GATHERED
  }

  async flush(): Promise<void> {
    const text = this.#waiting.join('')
    this.#waiting = []
    if (text !== '') await this.#output?.write(text)
  }
}
