import {insOf, uniqueIdOf} from '../../../cda/read-header.ts'
import type {EmbeddedDocument} from '../../../hl7v2/documents.ts'
import type {MessageHeader} from '../../../hl7v2/intent.ts'
import type {Hl7Message} from '../../../hl7v2/message.ts'
import {documentPath} from '../../../hl7v2/message-path.ts'
import type {CdaReading} from '../../../ports/cda-reader.ts'
import type {Profile} from '../../../profile/profile.ts'
import {bytesSource} from '../../../soap/mtom.ts'
import type {Candidate, CandidateOrigin} from '../candidate.ts'
import {cdaCandidate, factsOfHeader, held, readCda, rejected} from './cda-candidate.ts'
import {againstIdentity} from './cda-verdict.ts'
import {documentFactsOf} from './document-facts.ts'
import {againstIns, againstNumbers, againstTraits} from './hl7-agreement.ts'
import {
  againstFeeding,
  againstKind,
  envelopeOf,
  type Hl7Envelope,
  identityOf,
  localFacts,
  visibilityOf,
} from './hl7-envelope.ts'
import type {InputBench, InputOptions} from './input-options.ts'

/** A parsed message and where it stands. */
export interface PlacedMessage {
  readonly file: string
  /** From 1. */
  readonly number: number
  readonly message: Hl7Message
  readonly header: MessageHeader
}

interface Carried {
  readonly place: PlacedMessage
  readonly origin: CandidateOrigin
  readonly envelope: Hl7Envelope
  /** From 1. */
  readonly n: number
  readonly document: EmbeddedDocument
}

/** The records of a message: one for each document, or one that says why there is none. */
export async function messageCandidates(
  bench: InputBench,
  place: PlacedMessage,
  options: InputOptions,
): Promise<readonly Candidate[]> {
  const {file, number, message, header} = place
  const profile = await bench.profile()
  const origin = {file, line: number, ...(header.controlId ? {part: header.controlId} : {})}
  const kind = againstKind(header, profile)
  const envelope = kind ?? envelopeOf(message, header, profile)
  if ('class' in envelope)
    return [{action: 'submit', origin, local: localFacts(message, profile), verdict: envelope}]
  const found: Candidate[] = []
  for (const [index, document] of envelope.documents.entries())
    found.push(
      await documentCandidate(bench, {place, origin, envelope, n: index + 1, document}, profile, options),
    )
  return withoutStrangers(found)
}

/** Of a message that carries somebody else's document, nobody knows whose the rest is. */
const OTHER_PATIENT: ReadonlySet<string> = new Set(['ins-differs', 'ins-former', 'traits-differ'])

/** Reports of one message are one patient's: with one of another patient among them, none leaves. */
function withoutStrangers(found: readonly Candidate[]): readonly Candidate[] {
  const stranger = found.find(({verdict}) => verdict && OTHER_PATIENT.has(verdict.reason))
  if (!stranger || found.length === 1) return found
  return found.map((one) => {
    if (one.verdict && one.verdict.class !== 'excluded') return one
    const {request: _, ...rest} = one
    return {...rest, verdict: held('hl7-other-patient-beside')}
  })
}

async function documentCandidate(
  bench: InputBench,
  carried: Carried,
  profile: Profile,
  options: InputOptions,
): Promise<Candidate> {
  const {place, origin, envelope, document} = carried
  const {intent, patient, local} = envelope
  const reading = await readCda(bench, async () => bytesSource(document.bytes))
  const refused = {action: intent, origin, local} as const
  if ('verdict' in reading) return {...refused, verdict: reading.verdict}
  const {header} = reading
  const facts = {...factsOfHeader(header, profile), ...local}
  const refusal =
    againstIdentity(header) ??
    againstIns(patient, header) ??
    againstNumbers(place.message, document, header, intent)
  const stated = {...refused, document: documentFactsOf(header, profile), local: facts}
  if (refusal?.class === 'rejected') return {...stated, verdict: refusal}
  const destination = envelope.flags.forDmp === undefined ? held('hl7-destination-absent') : undefined
  const verdict = refusal ?? againstTraits(patient, header) ?? destination
  const {application, facility, controlId} = place.header
  const message = {application, facility, controlId}
  if (intent === 'delete')
    return {...deletion(carried, reading, facts), message, ...(verdict ? {verdict} : {})}
  if (verdict) return {...stated, message, verdict}
  return {...(await feeding(bench, carried, reading, profile, options)), message}
}

/** The CDA inside only names what to delete: it is never published. One that is held still names it. */
function deletion({origin, envelope}: Carried, {header}: CdaReading, local: Candidate['local']): Candidate {
  const uniqueId = uniqueIdOf(header.id)
  const ins = insOf(header)
  const base = {action: 'delete', origin, local, repairs: envelope.repairs} as const
  if (!uniqueId || !ins) return {...base, verdict: rejected('ins-absent')}
  return {...base, deletion: {uniqueId, ins}}
}

async function feeding(
  bench: InputBench,
  {place, origin, envelope, n}: Carried,
  reading: CdaReading,
  profile: Profile,
  options: InputOptions,
): Promise<Candidate> {
  const {intent, flags, patient, local, activityCode, repairs} = envelope
  const ins = insOf(reading.header)
  const known = ins && options.statusOf?.({ins, ...(local.ipp ? {ipp: local.ipp} : {})})
  const identity = identityOf(patient, profile, options, known)
  const visibility = visibilityOf(flags, options)
  const verdict =
    ('verdict' in identity ? identity.verdict : undefined) ??
    againstFeeding(place.message, envelope, options) ??
    (visibility ? undefined : held('visibility-not-stated'))
  const candidate = await cdaCandidate(
    bench,
    {path: documentPath(place.file, place.number, n), origin},
    reading,
    options,
    {
      action: intent,
      local,
      repairs,
      request: {
        ...('word' in identity ? {identityStatus: identity.word} : {}),
        ...(local.unit ? {unit: local.unit} : {}),
        ...(activityCode ? {activityCode} : {}),
        ...(visibility ? {visibility} : {}),
        ...(flags.changesVisibility ? {changesVisibility: true} : {}),
      },
    },
  )
  if (!verdict) return candidate
  const {request: _, ...rest} = candidate
  return {...rest, verdict: candidate.verdict?.class === 'rejected' ? candidate.verdict : verdict}
}
