import {neverLeft} from '../../batch/at-the-dmp.ts'
import {CSV_START, csvLine} from '../../csv/csv-line.ts'
import type {ListedIdentities} from '../../identities/identities.ts'
import {hideMatricules} from '../../ins/hide-matricules.ts'
import type {JournalItem} from '../../ports/journal.ts'
import type {Outputs, TextOutput} from '../../ports/outputs.ts'
import type {Workbench} from '../ports.ts'
import type {IdentitiesCheck, SentFate} from './identities-report.ts'
import {judgeSent} from './judge-sent.ts'
import {RESEND_HEADER, resendMapping, resendRow} from './resend-row.ts'

type Bench = Pick<Workbench, 'files' | 'journal' | 'profile' | 'signal'> & {readonly outputs: Outputs}

type Sent = NonNullable<IdentitiesCheck['sent']>

interface Lists {
  readonly hold: TextOutput
  readonly delete: TextOutput
  readonly resend: TextOutput
  readonly byHand: TextOutput
}

/**
 * Documents sent, or about to be, under an INS that is not their patient's any more, as lists: those to keep back at once
 * (`batch hold add`), those to delete or to withdraw (`batch delete`), those to send again (`batch plan --identities`),
 * those for a person. A folder is made for nothing less than all of them.
 * @throws DmpError DMP_FILE_EXISTS, DMP_FILE_UNWRITABLE, DMP_JOURNAL_*
 */
export async function journalLists(
  bench: Bench,
  identities: ListedIdentities,
  folder: string,
  force: boolean,
): Promise<{readonly sent: Sent; readonly written: Readonly<Record<string, string>>}> {
  const paths = {
    hold: bench.files.resolve(folder, 'hold.csv'),
    delete: bench.files.resolve(folder, 'delete.csv'),
    resend: bench.files.resolve(folder, 'resend.csv'),
    byHand: bench.files.resolve(folder, 'by-hand.csv'),
  }
  const mapping = bench.files.resolve(folder, 'resend.yaml')
  const root = bench.files.resolve('/')
  const opened: TextOutput[] = []
  const open = async (path: string, header: string) => {
    const output = await bench.outputs.stream(path, {force})
    opened.push(output)
    await output.write(CSV_START + header)
    return output
  }
  try {
    const named = csvLine(['unique_id', 'ipp', 'source_id', 'reason', 'state', 'run'])
    const lists: Lists = {
      hold: await open(paths.hold, csvLine(['kind', 'value', 'reason'])),
      delete: await open(paths.delete, named),
      resend: await open(paths.resend, RESEND_HEADER),
      byHand: await open(paths.byHand, named),
    }
    const sent = await new FilledLists(lists, root).fill(bench, identities)
    for (const output of opened) await output.finish()
    await bench.files.write(mapping, resendMapping(root), {force})
    return {sent, written: {...paths, mapping}}
  } catch (error) {
    for (const output of opened) await output.discard()
    throw error
  }
}

/** All but what never leaves: refused, or withdrawn. */
const CONCERNED = ['accepted', 'sending', 'unknown', 'planned', 'deferred', 'held'] as const

/** Where a document stands: in the record, perhaps there, or not there yet. */
type Whereabouts = 'sent' | 'unsettled' | 'waiting'

function whereabouts(item: JournalItem): Whereabouts {
  if (item.state === 'accepted') return 'sent'
  return neverLeft(item) ? 'waiting' : 'unsettled'
}

class FilledLists {
  readonly #lists: Lists
  readonly #root: string
  readonly #fates: Partial<Record<SentFate, number>> = {}
  readonly #counts = {documents: 0, toDelete: 0, toResend: 0, byHand: 0, unsettled: 0, waiting: 0}
  readonly #runs = new Map<string | undefined, number>()

  constructor(lists: Lists, root: string) {
    this.#lists = lists
    this.#root = root
  }

  async fill(bench: Bench, identities: ListedIdentities): Promise<Sent> {
    const [journal, profile] = [await bench.journal(), await bench.profile()]
    for await (const item of journal.eachItem({states: CONCERNED}, 'newest')) {
      bench.signal.throwIfAborted()
      if (item.registryStatus === 'deleted') continue
      const {fate, ipp} = judgeSent(item, identities, profile)
      const where = whereabouts(item)
      if (where === 'sent') {
        this.#counts.documents += 1
        this.#fates[fate] = (this.#fates[fate] ?? 0) + 1
      }
      if (fate !== 'right') await this.#take(item, where, fate, ipp)
    }
    const runs = [...this.#runs].map(([run = null, count]) => ({run, count}))
    return {...this.#counts, fates: this.#fates, runs}
  }

  async #take(item: JournalItem, where: Whereabouts, fate: SentFate, ipp?: string): Promise<void> {
    if (fate === 'unknown') return this.#byHand(item, fate)
    if (where !== 'sent') {
      this.#counts[where] += 1
      this.#runs.set(item.batchId, (this.#runs.get(item.batchId) ?? 0) + 1)
      await this.#lists.hold.write(csvLine(['document', item.documentUniqueId, `ins-${fate}`]))
    }
    if (fate === 'doubtful') return this.#byHand(item, fate)
    this.#counts.toDelete += 1
    await this.#lists.delete.write(namedLine(item, fate))
    if (where === 'unsettled') await this.#byHand(item, 'outcome-unknown')
    // Of several versions the newest goes out again; who is no longer qualified waits for being so.
    if (fate === 'not-qualified' || item.registryStatus === 'deprecated') return
    const file = item.sourcePath.slice(this.#root.length).replaceAll('\\', '/')
    const row = ipp === undefined ? undefined : resendRow(item, file, ipp)
    if (row === undefined) return this.#byHand(item, 'make-again')
    this.#counts.toResend += 1
    await this.#lists.resend.write(row)
  }

  async #byHand(item: JournalItem, reason: string): Promise<void> {
    this.#counts.byHand += 1
    await this.#lists.byHand.write(namedLine(item, reason))
  }
}

function namedLine(item: JournalItem, reason: string): string {
  const {documentUniqueId, ipp, sourceId, state, batchId} = item
  const hidden = (text: string | undefined) => text && hideMatricules(text)
  return csvLine([documentUniqueId, hidden(ipp), hidden(sourceId), reason, state, batchId])
}
