import {DmpError} from '../../errors/dmp-error.ts'
import {type ExitCode, exitCodes} from '../../errors/exit-codes.ts'
import {detachedCms} from '../../pki/cms-writer.ts'
import {toPem} from '../../pki/pem.ts'
import type {OpenCheckpointKeys} from '../../ports/checkpoint-keys.ts'
import type {JournalFault} from '../../ports/journal.ts'
import type {Signer} from '../../ports/signer.ts'
import {textOf, type WriterHead} from '../../traces/checkpoint.ts'
import {JournalTally} from '../../traces/journal-tally.ts'
import {printedKey, spkiOf, writeNote} from '../../traces/signed-note.ts'
import {targetFile} from '../cert/target-file.ts'
import type {Workbench} from '../ports.ts'
import {checkedJournal} from './checked-journal.ts'
import {type BrokenTrace, brokenTrace} from './verified-traces.ts'

export interface CheckpointBench extends Pick<Workbench, 'clock' | 'files' | 'profile' | 'journalHealth'> {
  readonly checkpointKeys: OpenCheckpointKeys
  sealSigner(): Promise<Signer>
}

export interface CheckpointWish {
  readonly output?: string | undefined
  readonly withSeal: boolean
  /** Where to write the public key. */
  readonly publicKey?: string | undefined
  readonly force: boolean
}

export interface TakenCheckpoint {
  readonly journal: string
  readonly events: number
  readonly writers: readonly WriterHead[]
  /** The signed note; null when the journal is broken: nothing is signed then. */
  readonly note: string | null
  /** File written; null when it was only shown. */
  readonly file: string | null
  /** The seal, beside the file. */
  readonly seal: string | null
  /** As the note names it: kept elsewhere, it checks every later answer. */
  readonly publicKey: string | null
  readonly publicKeyFile: string | null
  readonly firstBroken: BrokenTrace | null
  readonly findings: readonly JournalFault[]
}

/**
 * `trace checkpoint`: checks the journal, then signs how far it goes. A broken journal is not signed: a checkpoint would
 * vouch for the break. @throws DmpError DMP_JOURNAL_*, DMP_FILE_EXISTS, DMP_FILE_UNWRITABLE, DMP_KEY_*
 */
export async function takeCheckpoint(bench: CheckpointBench, wish: CheckpointWish): Promise<TakenCheckpoint> {
  const places = await placesOf(bench, wish)
  const tally = new JournalTally()
  const health = await checkedJournal(bench, (event) => tally.take(event))
  const {path, journalId, events, findings} = health
  const firstBroken = brokenTrace(health.firstBroken)
  const nothing = {note: null, file: null, seal: null, publicKey: null, publicKeyFile: null}
  if (findings.length > 0) return {journal: path, events, writers: [], ...nothing, firstBroken, findings}
  const keys = await bench.checkpointKeys(journalId)
  if (keys === undefined)
    throw new DmpError('DMP_JOURNAL_KEY_LOST', {params: {path, keyFile: `journal-${journalId}.key.json`}})
  const now = bench.clock.now()
  const checkpoint = tally.checkpoint(journalId, new Date(now).toISOString())
  const text = textOf(checkpoint)
  const note = writeNote(text, keys.current, keys.sign(text))
  const sealed = wish.withSeal ? await sealOf(bench, note, now) : undefined
  const written = await write(bench, places, {
    note,
    sealed,
    publicPem: toPem('PUBLIC KEY', spkiOf(keys.current.publicKey)),
  })
  const publicKey = printedKey(keys.current)
  return {
    journal: path,
    events,
    writers: checkpoint.heads,
    note,
    ...written,
    publicKey,
    firstBroken,
    findings,
  }
}

export function checkpointExit({note}: TakenCheckpoint): ExitCode {
  return note === null ? exitCodes.findings : exitCodes.done
}

async function sealOf(bench: CheckpointBench, note: string, now: number): Promise<Uint8Array> {
  const signer = await bench.sealSigner()
  try {
    const certificates = signer.certificate.chainBase64.map((der) => Buffer.from(der, 'base64'))
    return await detachedCms({content: Buffer.from(note), certificates, signedAt: now}, (data) =>
      signer.sign('rsa-sha256', data),
    )
  } finally {
    await signer.close()
  }
}

type Places = Pick<TakenCheckpoint, 'file' | 'seal' | 'publicKeyFile'>

/** Looked at before the long work. @throws DmpError DMP_USAGE, DMP_FILE_EXISTS, DMP_FILE_UNWRITABLE */
async function placesOf({files}: CheckpointBench, wish: CheckpointWish): Promise<Places> {
  const {output, publicKey, withSeal, force} = wish
  const place = async (name: string | undefined) =>
    name === undefined ? null : targetFile(files, {name, sources: [], force})
  const file = await place(output)
  const seal = await place(withSeal && output !== undefined ? `${output}.p7s` : undefined)
  const publicKeyFile = await place(publicKey)
  return {file, seal, publicKeyFile}
}

async function write(
  {files}: CheckpointBench,
  {file, seal, publicKeyFile}: Places,
  made: {readonly note: string; readonly sealed: Uint8Array | undefined; readonly publicPem: string},
): Promise<Places> {
  // What stood there was allowed to be replaced before the work began.
  const force = true
  if (file !== null) await files.write(file, made.note, {force})
  if (seal !== null && made.sealed) await files.write(seal, made.sealed, {force})
  if (publicKeyFile !== null) await files.write(publicKeyFile, made.publicPem, {force})
  return {file, seal, publicKeyFile}
}
