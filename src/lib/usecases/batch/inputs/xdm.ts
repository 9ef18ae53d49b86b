import {DmpError} from '../../../errors/dmp-error.ts'
import type {ArchiveMember} from '../../../ports/files.ts'
import {memberOf, subsetsOf, type XdmSubset} from '../../../xdm/layout.ts'
import {hasMemberPath, memberPath} from '../../../xdm/member-path.ts'
import {readXdmMetadata, type XdmEntry, type XdmMetadata} from '../../../xdm/metadata.ts'
import type {Candidate, CandidateSource, Verdict} from '../candidate.ts'
import {cdaCandidate, excluded, held, readCda, rejected} from './cda-candidate.ts'
import {filesOf} from './files-of.ts'
import type {InputBench, InputOptions} from './input-options.ts'
import {againstEntry} from './xdm-document.ts'

/** METADATA.XML of an archive of documents is a few thousand lines at most. */
const MAX_METADATA_BYTES = 16 * 1024 * 1024
const DOCUMENT = /^(?:text|application)\/(?:[\w.+-]+\+)?xml$/

interface Archive {
  readonly file: string
  readonly members: readonly ArchiveMember[]
}

/**
 * IHE XDM archives (`.zip`), one or a folder of them: every document that METADATA.XML lists is a record, and so is
 * every XML file that it does not list. Archives are refused whole when their names or sizes are unsafe.
 */
export async function* openXdm(bench: InputBench, path: string, options: InputOptions = {}): CandidateSource {
  for await (const {path: file, kind} of filesOf(bench.files, path)) {
    bench.signal.throwIfAborted()
    if (kind !== 'file') yield refused(file, rejected('link-not-followed'))
    else if (file !== path && !/\.(?:zip|xdm)$/i.test(file)) yield refused(file, excluded('not-an-input'))
    else yield* archiveCandidates(bench, file, options)
  }
}

function refused(file: string, verdict: Verdict, part?: string): Candidate {
  return {action: 'submit', origin: {file, ...(part ? {part} : {})}, local: {}, verdict}
}

async function* archiveCandidates(
  bench: InputBench,
  file: string,
  options: InputOptions,
): AsyncGenerator<Candidate> {
  let members: readonly ArchiveMember[]
  try {
    members = await bench.files.members(file)
  } catch (error) {
    if (!(error instanceof DmpError)) throw error
    yield refused(file, rejected('archive-unsafe', {reason: error.params['reason'] ?? '-'}))
    return
  }
  const archive = {file, members}
  const subsets = subsetsOf(members.map(({name}) => name))
  if (subsets.length === 0) yield refused(file, rejected('xdm-no-metadata'))
  for (const subset of subsets) yield* subsetCandidates(bench, archive, subset, options)
}

/** The metadata of a subset, or why nothing can be checked with them. */
async function metadataOf(
  {files, cdaReader}: InputBench,
  file: string,
  {metadata}: XdmSubset,
): Promise<XdmMetadata | Verdict> {
  try {
    const bytes = await files.read(memberPath(file, metadata), {maxBytes: MAX_METADATA_BYTES})
    return readXdmMetadata(cdaReader.tree(bytes))
  } catch (error) {
    if (!(error instanceof DmpError)) throw error
    const reason = String(error.params['reason'] ?? error.code)
    return reason === 'doctype'
      ? rejected('DMP_XML_REFUSED', {reason, line: 0})
      : held('xdm-metadata', {fault: reason})
  }
}

async function* subsetCandidates(
  bench: InputBench,
  archive: Archive,
  subset: XdmSubset,
  options: InputOptions,
): AsyncGenerator<Candidate> {
  const {file, members} = archive
  const names = members.map(({name}) => name)
  const metadata = await metadataOf(bench, file, subset)
  const listed = new Set<string>()
  if ('class' in metadata) yield refused(file, metadata, subset.metadata)
  else
    for (const [index, entry] of metadata.entries.entries()) {
      const name = memberOf(entry.uri ?? '', subset, names)
      const member = members.find((one) => one.name === name)
      const part = `${subset.metadata} (${index + 1})`
      if (member && listed.has(member.name)) yield refused(file, held('xdm-differs', {field: 'URI'}), part)
      else {
        const about = {entry, member, part: member?.name ?? part, action: metadata.actions[0]}
        yield await entryCandidate(bench, archive, about, options)
      }
      if (member) listed.add(member.name)
    }
  for (const {name} of members) {
    const own = name.startsWith(subset.folder) && !name.slice(subset.folder.length).includes('/')
    if (own && /\.xml$/i.test(name) && name !== subset.metadata && !listed.has(name))
      yield refused(file, held('xdm-unlisted'), name)
  }
}

interface Listed {
  readonly entry: XdmEntry
  readonly member: ArchiveMember | undefined
  /** Names the record in its archive. */
  readonly part: string
  /** Slot that asks for a deletion or a change. */
  readonly action: string | undefined
}

/** An archive that asks for an action on a document may ask to delete it: the document is not published from elsewhere. */
async function entryCandidate(
  bench: InputBench,
  archive: Archive,
  listed: Listed,
  options: InputOptions,
): Promise<Candidate> {
  const candidate = await judgedEntry(bench, archive, listed, options)
  if (listed.action === undefined) return candidate
  const named = [listed.entry.uniqueId, candidate.document?.uniqueId]
  return {...candidate, keepsBack: {uniqueIds: [...new Set(named.flatMap((one) => one ?? []))]}}
}

async function judgedEntry(
  bench: InputBench,
  {file}: Archive,
  {entry, member, part, action}: Listed,
  options: InputOptions,
): Promise<Candidate> {
  const no = (verdict: Verdict) => refused(file, verdict, part)
  if (entry.mimeType !== undefined && !DOCUMENT.test(entry.mimeType))
    return no(excluded('xdm-not-a-document'))
  if (!member || !hasMemberPath(member.name)) return no(rejected('archive-member', {reason: 'absent'}))
  if (member.encrypted) return no(rejected('archive-member', {reason: 'encrypted'}))
  if (member.link) return no(rejected('archive-member', {reason: 'link'}))
  const path = memberPath(file, member.name)
  const reading = await readCda(bench, () => bench.files.source(path))
  if ('verdict' in reading)
    return no(otherXml(reading.verdict) ? excluded('xdm-not-a-document') : reading.verdict)
  const origin = {file, part: member.name}
  const candidate = await cdaCandidate(bench, {path, origin}, reading, options)
  const verdict =
    againstEntry(
      entry,
      reading,
      await bench.profile(),
      candidate.request?.visibility ?? options.visibility,
    ) ?? (action === undefined ? undefined : held('xdm-action', {slot: action}))
  if (!verdict || candidate.verdict?.class === 'rejected') return candidate
  const {request: _, ...rest} = candidate
  return {...rest, verdict}
}

/** A signature, a style sheet: XML that is no ClinicalDocument at all. */
function otherXml({reason, params}: Verdict): boolean {
  return reason === 'DMP_CDA_UNREADABLE' && params?.['element'] === 'ClinicalDocument'
}
