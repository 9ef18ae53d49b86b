import type {Candidate, CandidateSource} from '../candidate.ts'
import {cdaCandidate, excluded, readCda, rejected} from './cda-candidate.ts'
import {filesOf} from './files-of.ts'
import type {InputBench, InputOptions} from './input-options.ts'

const NOT_SUBMITTED = {action: 'submit', local: {}} as const

async function oneFile(bench: InputBench, path: string, options: InputOptions): Promise<Candidate> {
  const origin = {file: path}
  const reading = await readCda(bench, () => bench.files.source(path))
  if ('verdict' in reading) return {...NOT_SUBMITTED, origin, verdict: reading.verdict}
  return cdaCandidate(bench, {path, origin}, reading, options)
}

/**
 * A folder of finished CDA documents (`.xml`, at any depth, by name), or one of them. Every file is a record: what is
 * no XML is counted as left out, a link is not followed.
 */
export async function* openCdaFolder(
  bench: InputBench,
  path: string,
  options: InputOptions = {},
): CandidateSource {
  for await (const {path: file, kind} of filesOf(bench.files, path)) {
    bench.signal.throwIfAborted()
    const origin = {file}
    if (kind !== 'file') yield {...NOT_SUBMITTED, origin, verdict: rejected('link-not-followed')}
    else if (file !== path && !/\.(?:xml|cda)$/i.test(file))
      yield {...NOT_SUBMITTED, origin, verdict: excluded('not-an-input')}
    else yield await oneFile(bench, file, options)
  }
}
