import type {SubmissionSetUniqueId} from '../../../ids/identifiers.ts'
import type {Oid} from '../../../ids/oid.ts'
import type {Workbench} from '../../ports.ts'
import type {Allotted} from '../../submission/plan-item.ts'

/** Identifiers reserved at once: one write of the journal for many documents. Those left over are never given again. */
const BLOCK = 400

/** Gives the identifiers of a plan's documents (EX_2.1-1130) from blocks that the journal allotted. */
export class Identifiers {
  readonly #journal: Workbench['journal']
  #left: Oid[] = []
  #filling: Promise<void> = Promise.resolve()

  constructor(journal: Workbench['journal']) {
    this.#journal = journal
  }

  async take(count: number): Promise<readonly Oid[]> {
    const filled = this.#filling.then(async () => {
      if (this.#left.length < count) this.#left.push(...(await (await this.#journal()).allot(BLOCK)))
      return this.#left.splice(0, count)
    })
    this.#filling = filled.then(
      () => undefined,
      () => undefined,
    )
    return filled
  }

  async allot(): Promise<Allotted> {
    const [document, set, signature, versions] = await this.take(4)
    if (!document || !set || !signature || !versions) throw new RangeError('four identifiers were asked for')
    return {document, set: set as SubmissionSetUniqueId, signature, versions}
  }
}
