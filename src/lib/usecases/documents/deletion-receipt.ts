import type {Workbench} from '../ports.ts'

export interface DeletedVersion {
  readonly uniqueId: string
  readonly entryUuid: string
  readonly sentAt: string | null
  readonly deletedAt: string
  /** Between sending and deletion: how long somebody may have read it. */
  readonly exposureSeconds: number | null
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

/** Writes the receipt (JSON, 0600) where asked, else beside the journal; answers its path. */
export async function writeReceipt(
  bench: Pick<Workbench, 'files' | 'profile' | 'clock' | 'product'>,
  receipt: DeletionReceipt,
  wanted: string | undefined,
): Promise<string> {
  const {journal, name, environment} = await bench.profile()
  const stamp = new Date(bench.clock.now()).toISOString().replaceAll(':', '-')
  const path = bench.files.resolve(
    wanted ?? bench.files.resolve(journal.path, '..', 'receipts', `${stamp}-${receipt.uniqueId}.json`),
  )
  const content = {...receipt, profile: name, environment, software: bench.product}
  await bench.files.write(path, `${JSON.stringify(content, null, 2)}\n`)
  return path
}
