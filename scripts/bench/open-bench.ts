import {readFileSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {type Context, openContext} from '../../src/context.ts'
import {translator} from '../../src/lib/ui/translate.ts'
import {requestOfFlags} from '../../src/lib/usecases/submission/document-submit.ts'
import type {SubmissionRequest} from '../../src/lib/usecases/submission/submission-request.ts'

const root = resolve(import.meta.dirname, '../..')

/** The program's own parts, opened as a command opens them; settings come from the environment and the profile. */
export function openBench(): Context {
  const {version} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {version: string}
  return openContext({
    flags: {quiet: true, 'no-input': true},
    root,
    version,
    commandId: 'bench',
    json: true,
    translator: translator('en'),
    signal: new AbortController().signal,
    offline: false,
    warn: () => undefined,
    profileInUse: () => undefined,
  })
}

/** The request that `dmp document submit` would make of these files, all for the sample patient. */
export function requestsFor(
  bench: Context,
  files: readonly string[],
  patientFile: string,
): Promise<SubmissionRequest[]> {
  return Promise.all(
    files.map((file) =>
      requestOfFlags(bench, file, {
        document: {type: '11488-4', date: '2026-03-02'},
        patient: {patient: patientFile},
        visibility: {visible: true},
        again: false,
        dryRun: false,
      }),
    ),
  )
}
