import {DmpError} from '../../errors/dmp-error.ts'
import {isServerJournal} from '../../profile/journal-address.ts'
import type {Workbench} from '../ports.ts'

export interface DeletedVersion {
  readonly uniqueId: string
  /** Null when an earlier deletion of unknown outcome turns out to have been done. */
  readonly entryUuid: string | null
  readonly sentAt: string | null
  readonly deletedAt: string
  /** Between sending and deletion: how long somebody may have read it. */
  readonly exposureSeconds: number | null
  /** The registry was asked after the deletion and does not show it any more. */
  readonly checked: boolean
}

/** What is kept of a deletion for the identity-vigilance file: no clinical content, no trait. */
export interface DeletionReceipt {
  readonly uniqueId: string
  readonly reason: string
  /** Masked. */
  readonly ins: string
  readonly deleted: readonly DeletedVersion[]
  /** How many other documents went out for the same IPP or visit. */
  readonly others: number
}

/** What cannot be undone must not end without its receipt for a reason known before. @throws DmpError DMP_FILE_EXISTS */
export async function requireReceiptPlace(
  {files}: Pick<Workbench, 'files'>,
  wanted: string | undefined,
): Promise<void> {
  if (wanted && (await files.exists(files.resolve(wanted))))
    throw new DmpError('DMP_FILE_EXISTS', {params: {file: wanted}})
}

/** Writes the receipt; when that fails the deletion stands, so it is a remark and not an error. */
export async function keepReceipt(
  bench: ReceiptBench & Pick<Workbench, 'warn'>,
  receipt: DeletionReceipt,
  wanted: string | undefined,
): Promise<string | null> {
  if (receipt.deleted.length === 0) return null
  try {
    return await writeReceipt(bench, receipt, wanted)
  } catch (error) {
    const cause = error instanceof DmpError ? error.code : 'DMP_INTERNAL'
    bench.warn({code: 'receipt-not-written', params: {uniqueId: receipt.uniqueId, cause}})
    return null
  }
}

type ReceiptBench = Pick<Workbench, 'files' | 'profile' | 'clock' | 'product' | 'stateFolder'>

/** A journal on a server has no folder: that of the state then. */
function beside(journal: string, {stateFolder = '.'}: ReceiptBench): readonly string[] {
  return isServerJournal(journal) ? [stateFolder] : [journal, '..']
}

/** Writes the receipt (JSON, 0600) where asked, else beside the journal; answers its path. */
async function writeReceipt(
  bench: ReceiptBench,
  receipt: DeletionReceipt,
  wanted: string | undefined,
): Promise<string> {
  const {journal, name, environment} = await bench.profile()
  const stamp = new Date(bench.clock.now()).toISOString().replaceAll(':', '-')
  const path = bench.files.resolve(
    wanted ??
      bench.files.resolve(...beside(journal.path, bench), 'receipts', `${stamp}-${receipt.uniqueId}.json`),
  )
  const content = {...receipt, profile: name, environment, software: bench.product}
  await bench.files.write(path, `${JSON.stringify(content, null, 2)}\n`)
  return path
}
