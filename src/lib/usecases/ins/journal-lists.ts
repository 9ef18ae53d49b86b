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
  readonly delete: TextOutput
  readonly resend: TextOutput
  readonly byHand: TextOutput
}

/**
 * Documents sent under an INS that is not their patient's any more, as lists: those to delete (`batch delete`), those to
 * send again (`batch plan --identities`), those for a person. A folder is made for nothing less than all three.
 * @throws DmpError DMP_FILE_EXISTS, DMP_FILE_UNWRITABLE, DMP_JOURNAL_*
 */
export async function journalLists(
  bench: Bench,
  identities: ListedIdentities,
  folder: string,
  force: boolean,
): Promise<{readonly sent: Sent; readonly written: Readonly<Record<string, string>>}> {
  const paths = {
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
    const lists: Lists = {
      delete: await open(paths.delete, csvLine(['unique_id', 'ipp', 'source_id', 'reason'])),
      resend: await open(paths.resend, RESEND_HEADER),
      byHand: await open(paths.byHand, csvLine(['unique_id', 'ipp', 'source_id', 'reason'])),
    }
    const sent = await fillLists(bench, identities, lists, root)
    for (const output of opened) await output.finish()
    await bench.files.write(mapping, resendMapping(root), {force})
    return {sent, written: {...paths, mapping}}
  } catch (error) {
    for (const output of opened) await output.discard()
    throw error
  }
}

async function fillLists(
  bench: Bench,
  identities: ListedIdentities,
  lists: Lists,
  root: string,
): Promise<Sent> {
  const fates: Partial<Record<SentFate, number>> = {}
  const counts = {documents: 0, toDelete: 0, toResend: 0, byHand: 0}
  const [journal, profile] = [await bench.journal(), await bench.profile()]
  for await (const item of journal.eachItem({states: ['accepted']}, 'newest')) {
    bench.signal.throwIfAborted()
    if (item.registryStatus === 'deleted') continue
    counts.documents += 1
    const {fate, ipp} = judgeSent(item, identities, profile)
    fates[fate] = (fates[fate] ?? 0) + 1
    if (fate === 'right') continue
    if (fate === 'doubtful' || fate === 'unknown') {
      counts.byHand += 1
      await lists.byHand.write(namedLine(item, fate))
      continue
    }
    counts.toDelete += 1
    await lists.delete.write(namedLine(item, fate))
    // Of several versions the newest goes out again; who is no longer qualified waits for being so.
    if (fate === 'not-qualified' || item.registryStatus === 'deprecated') continue
    const file = item.sourcePath.slice(root.length).replaceAll('\\', '/')
    const row = ipp === undefined ? undefined : resendRow(item, file, ipp)
    if (row === undefined) {
      counts.byHand += 1
      await lists.byHand.write(namedLine(item, 'make-again'))
    } else {
      counts.toResend += 1
      await lists.resend.write(row)
    }
  }
  return {...counts, fates}
}

function namedLine({documentUniqueId, ipp, sourceId}: JournalItem, reason: string): string {
  const hidden = (text: string | undefined) => text && hideMatricules(text)
  return csvLine([documentUniqueId, hidden(ipp), hidden(sourceId), reason])
}
