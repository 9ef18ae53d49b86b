import {hexDigest} from '../../digest/hash-source.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import {type ExitCode, exitCodes} from '../../errors/exit-codes.ts'
import {checkProof, type GivenDocument} from '../../evidence/check-proof.ts'
import {LIST_FORM, memberNames, mostBytes, type ProofFacts} from '../../evidence/evidence.ts'
import {type ProofStep, type ProofVerdict, proofVerdict} from '../../evidence/proof-step.ts'
import type {Certificate} from '../../pki/certificate.ts'
import type {Workbench} from '../ports.ts'

export interface VerifyProofWish {
  readonly archive: string
  readonly file?: string | undefined
  /** Authorities to believe, in place of those known. */
  readonly trust: readonly string[]
  /** The clock of the verification; now unless told. */
  readonly at?: number | undefined
}

export interface VerifiedProof {
  readonly archive: string
  readonly verdict: ProofVerdict
  /** The first step that fails. */
  readonly first: ProofStep | null
  readonly steps: readonly ProofStep[]
  readonly facts: Pick<ProofFacts, 'document' | 'environment' | 'sentAt' | 'answer' | 'missing'> | null
  readonly at: string
}

export type VerifyBench = Pick<Workbench, 'files' | 'cdaReader' | 'keyFiles' | 'clock' | 'signal'>

export const verifyProofExit = ({verdict}: VerifiedProof): ExitCode =>
  verdict === 'proven' ? exitCodes.done : exitCodes.findings

/**
 * `document proof verify`: offline, without journal or profile.
 * @throws DmpError DMP_FILE_UNREADABLE for files given beside, DMP_KEY_FILE_UNREADABLE
 */
export async function verifyProof(bench: VerifyBench, wish: VerifyProofWish): Promise<VerifiedProof> {
  const {files, clock} = bench
  const now = wish.at ?? clock.now()
  await files.facts(wish.archive)
  const trusted: Certificate[] = []
  for (const path of wish.trust) trusted.push(...(await bench.keyFiles.authorities(path)))
  const given =
    wish.file === undefined
      ? undefined
      : await files.read(wish.file, {maxBytes: mostBytes(memberNames.document)})
  const read = await membersOf(bench, wish.archive)
  const told = {archive: wish.archive, at: new Date(now).toISOString()}
  if ('fault' in read) {
    const first: ProofStep = {
      step: 'archive',
      verdict: 'fails',
      reason: read.fault,
      params: {name: read.name},
    }
    return {...told, verdict: 'broken', first, steps: [first], facts: null}
  }
  const inside = read.members.get(memberNames.document)
  const documents = [inside, given].flatMap((bytes) => (bytes ? [documentOf(bench, bytes)] : []))
  const open = (bytes: Uint8Array) => bench.cdaReader.tree(bytes)
  const {steps, facts} = await checkProof({members: read.members, trusted, now, documents, open})
  const all: ProofStep[] = [{step: 'archive', verdict: 'holds', reason: 'own', params: {}}, ...steps]
  return {
    ...told,
    verdict: proofVerdict(all),
    first: all.find(({verdict}) => verdict === 'fails') ?? null,
    steps: all,
    facts: facts
      ? {
          ...{document: facts.document, environment: facts.environment, sentAt: facts.sentAt},
          ...{answer: facts.answer, missing: facts.missing},
        }
      : null,
  }
}

function documentOf({cdaReader, signal}: VerifyBench, bytes: Uint8Array): GivenDocument {
  const source = {
    size: bytes.length,
    held: [bytes],
    async *open() {
      yield bytes
    },
  }
  return {
    sha1: hexDigest('sha1', bytes),
    size: bytes.length,
    async canonical(algorithm) {
      try {
        return await cdaReader.canonicalDigest(source, algorithm, signal)
      } catch (error) {
        if (error instanceof DmpError) return undefined
        throw error
      }
    },
  }
}

type Fault = {readonly fault: 'unreadable' | 'stranger' | 'size'; readonly name: string}

/** Only the members that an export writes, each within its bounds, before any is unpacked. */
async function membersOf(
  {files}: VerifyBench,
  archive: string,
): Promise<{readonly members: ReadonlyMap<string, Uint8Array>} | Fault> {
  const own: readonly string[] = Object.values(memberNames)
  const members = new Map<string, Uint8Array>()
  let name = archive
  try {
    const listed = await files.members(archive)
    for (const member of listed) {
      name = member.name
      const isOwn = own.includes(name) || LIST_FORM.test(name)
      if (!isOwn || member.link || member.encrypted) return {fault: 'stranger', name: name.slice(0, 80)}
      if (member.size > mostBytes(name)) return {fault: 'size', name}
    }
    for (const member of listed) {
      name = member.name
      members.set(name, await files.read(`${archive}#member=${name}`, {maxBytes: mostBytes(name)}))
    }
  } catch (error) {
    if (error instanceof DmpError) return {fault: 'unreadable', name}
    throw error
  }
  return {members}
}
