import {mkdirSync} from 'node:fs'
import {join} from 'node:path'
import {localFiles} from '../../../src/lib/files/local-files.ts'
import {checkJournal} from '../../../src/lib/journal/check.ts'
import {checkpointKeys} from '../../../src/lib/journal/checkpoint-keys.ts'
import type {JournalHealth} from '../../../src/lib/ports/journal.ts'
import type {ChainWatch} from '../../../src/lib/ports/journal-health.ts'
import type {Profile} from '../../../src/lib/profile/profile.ts'
import {systemClock} from '../../../src/lib/system/clock.ts'
import {createScreen} from '../../../src/lib/ui/screen.ts'
import {translator} from '../../../src/lib/ui/translate.ts'
import type {CheckpointBench, TakenCheckpoint} from '../../../src/lib/usecases/trace/take-checkpoint.ts'
import {takeCheckpoint} from '../../../src/lib/usecases/trace/take-checkpoint.ts'
import type {VerifiedTraces} from '../../../src/lib/usecases/trace/verified-traces.ts'
import {type VerifyBench, verifyTraces} from '../../../src/lib/usecases/trace/verify-traces.ts'

export const screen = createScreen({t: translator('en'), stream: process.stdout, env: {}, noColor: true})

export interface VerifyDesk {
  readonly bench: CheckpointBench & VerifyBench
  /** Writes a checkpoint and its public key into the folder, as `<name>.checkpoint` and `<name>.pem`. */
  take(name: string): Promise<TakenCheckpoint>
  verify(checkpoints?: readonly string[], publicKeys?: readonly string[]): Promise<VerifiedTraces>
  at(name: string): string
}

interface Place {
  readonly path: string
  readonly keyDir: string
  readonly folder: string
  readonly registryDir?: string
  readonly health?: (watch?: ChainWatch) => Promise<JournalHealth>
}

/** Both commands over one journal, without the program around them. */
export function verifyDesk({path, keyDir, folder, registryDir, health}: Place): VerifyDesk {
  mkdirSync(folder, {recursive: true})
  const at = (name: string) => join(folder, name)
  const bench: CheckpointBench & VerifyBench = {
    clock: systemClock,
    files: localFiles,
    signal: new AbortController().signal,
    profile: async () => ({journal: {path}}) as Profile,
    journalHealth:
      health ?? ((watch) => checkJournal({path, keyDir, ...(registryDir ? {registryDir} : {}), watch})),
    checkpointKeys: async (journalId) => checkpointKeys(keyDir, journalId),
    sealSigner: () => Promise.reject(new Error('no seal here')),
  }
  return {
    bench,
    at,
    take: (name) =>
      takeCheckpoint(bench, {
        output: at(`${name}.checkpoint`),
        publicKey: at(`${name}.pem`),
        withSeal: false,
        force: false,
      }),
    verify: (checkpoints = [], publicKeys = []) =>
      verifyTraces(bench, {files: [], checkpoints: checkpoints.map(at), publicKeys: publicKeys.map(at)}),
  }
}
