import {DmpError} from '../../errors/dmp-error.ts'
import {type ExitCode, exitCodes} from '../../errors/exit-codes.ts'
import {checksums} from '../../evidence/checksums.ts'
import {
  listName,
  type MissingPart,
  memberNames,
  PROOF_FORMAT,
  type ProofFacts,
} from '../../evidence/evidence.ts'
import {factsText} from '../../evidence/proof-facts.ts'
import {readSignature} from '../../evidence/read-signature.ts'
import {type Certificate, readCertificate} from '../../pki/certificate.ts'
import {buildChain} from '../../pki/chain.ts'
import {certificatePem, pemBlocks} from '../../pki/pem.ts'
import type {JournalItem} from '../../ports/journal.ts'
import type {TrustStore} from '../../ports/trust-store.ts'
import type {WriteZip} from '../../ports/zip-writer.ts'
import {nameDocument} from '../documents/name-document.ts'
import type {Workbench} from '../ports.ts'
import {type FeedBench, recordReading} from '../trace/open-feeds.ts'
import {sentBytes} from './proof-document.ts'
import {depositEvents} from './proof-events.ts'

export interface ProofWish {
  /** uniqueId of the document, or the id of its item. */
  readonly document: string
  /** The document as sent, or the file it wrapped: it goes into the archive. */
  readonly file?: string | undefined
  readonly output?: string | undefined
  readonly ca: readonly string[]
  readonly crl: readonly string[]
  readonly force: boolean
  readonly yes: boolean
}

export interface ExportedProof {
  readonly file: string
  readonly uniqueId: string
  readonly environment: string
  readonly members: readonly {readonly name: string; readonly size: number}[]
  readonly certificates: readonly {
    readonly subject: string
    readonly notBefore: string
    readonly notAfter: string
  }[]
  readonly missing: readonly MissingPart[]
  /** The patient's identity is in clear in it. */
  readonly identifies: boolean
}

export type ProofBench = Workbench &
  FeedBench & {readonly writeZip: WriteZip; readonly trustStore: TrustStore}

export const exportExit = ({missing}: ExportedProof): ExitCode =>
  missing.includes('signature') ? exitCodes.findings : exitCodes.done

/**
 * `document proof export`: one archive, 0600.
 * @param recipe the instructions put in it
 * @throws DmpError DMP_PROOF_NOT_DEPOSITED, DMP_PROOF_OTHER_DOCUMENT, DMP_CONFIRMATION_NEEDED, DMP_FILE_EXISTS,
 * DMP_USAGE, DMP_FILE_UNREADABLE, DMP_KEY_FILE_UNREADABLE, DMP_DOCUMENT_NOT_FOUND, DMP_REFERENCE_UNCLEAR, DMP_JOURNAL_*
 */
export async function exportProof(
  bench: ProofBench,
  wish: ProofWish,
  recipe: (facts: ProofFacts) => string,
): Promise<ExportedProof> {
  const item = await depositOf(bench, wish.document)
  const output = wish.output ?? `proof-${item.documentUniqueId.replaceAll(/[^\w.-]/g, '_')}.zip`
  const target = bench.files.resolve(output)
  if (!wish.force && (await bench.files.exists(target)))
    throw new DmpError('DMP_FILE_EXISTS', {params: {file: output}})
  const document = wish.file === undefined ? undefined : await sentBytes(bench, item, wish.file)
  if (document) await agree(bench, wish.yes)
  const events = await depositEvents(bench, item)
  const {environment} = await bench.profile()
  const read = events.signature && readSignature(events.signature, (bytes) => bench.cdaReader.tree(bytes))
  const signer = read && !('fault' in read) ? readCertificate(read.signerDer) : undefined
  const authorities = signer ? buildChain(signer, await authoritiesOf(bench, wish.ca)) : []
  const lists = await listsOf(bench, wish.crl)
  const facts: ProofFacts = {
    format: PROOF_FORMAT,
    document: {
      uniqueId: item.documentUniqueId,
      sha1: item.sha1,
      size: item.size,
      typeCode: item.typeCode,
    },
    submissionSetUniqueId: item.submissionSetUniqueId,
    signatureUniqueId: item.signatureUniqueId,
    others: othersOf(read, item.documentUniqueId),
    environment,
    sentAt: events.sentAt,
    messageId: events.messageId,
    answer: events.answer,
    missing: missingOf({
      signature: signer !== undefined,
      answer: events.answer !== null,
      authorities: signer === undefined || authorities.length > 0,
      revocation: lists.length > 0,
      document: document !== undefined,
    }),
  }
  const text = (content: string) => Buffer.from(content, 'utf8')
  const members = new Map<string, Uint8Array>([[memberNames.recipe, text(recipe(facts))]])
  if (signer) {
    members.set(memberNames.authorities, text(authorities.map(certificatePem).join('')))
    members.set(memberNames.signer, text(certificatePem(signer)))
  }
  if (document) members.set(memberNames.document, document)
  members.set(memberNames.facts, text(factsText(facts)))
  lists.forEach((der, index) => {
    members.set(listName(index + 1), der)
  })
  if (signer && events.signature) members.set(memberNames.signature, events.signature)
  members.set(memberNames.sums, text(checksums(members)))
  await bench.files.write(target, await bench.writeZip(members), {force: wish.force})
  await recordReading(bench, {
    operation: 'trace-export',
    journals: [(await (await bench.journal()).health()).journalId ?? '-'],
    records: 1,
    filter: {},
    unmasked: document !== undefined,
    how: {command: 'proof', uniqueId: item.documentUniqueId},
  })
  return {
    file: output,
    uniqueId: item.documentUniqueId,
    environment,
    members: [...members].map(([name, {length: size}]) => ({name, size})),
    certificates: (signer ? [signer, ...authorities] : []).map(({subject, notBefore, notAfter}) => ({
      subject: subject.certificate,
      notBefore: new Date(notBefore).toISOString(),
      notAfter: new Date(notAfter).toISOString(),
    })),
    missing: facts.missing,
    identifies: document !== undefined,
  }
}

function othersOf(read: ReturnType<typeof readSignature> | undefined, own: string): string[] {
  if (!read || 'fault' in read) return []
  return read.documents.map(({uniqueId}) => uniqueId).filter((id) => id !== own)
}

const missingOf = (there: Readonly<Record<MissingPart, boolean>>): MissingPart[] =>
  (['signature', 'answer', 'authorities', 'revocation', 'document'] as const).filter((part) => !there[part])

/** Found by the id of its item too. @throws DmpError DMP_PROOF_NOT_DEPOSITED for what the DMP did not keep */
async function depositOf(bench: ProofBench, words: string): Promise<JournalItem> {
  const [byId] = await (await bench.journal()).items({ids: [words.trim()], limit: 1})
  const item = byId ?? (await nameDocument(bench, {uniqueId: words.trim()})).item
  if (!item) throw new DmpError('DMP_DOCUMENT_NOT_FOUND', {params: {uniqueId: words}})
  if (item.state !== 'accepted')
    throw new DmpError('DMP_PROOF_NOT_DEPOSITED', {
      params: {uniqueId: item.documentUniqueId, state: item.state},
      details: {state: item.state},
    })
  return item
}

/** What the signed bytes say of a patient cannot be masked. @throws DmpError DMP_CONFIRMATION_NEEDED */
async function agree({prompter, warn}: ProofBench, yes: boolean): Promise<void> {
  warn({code: 'proof-identity', params: {}})
  if (yes || (prompter.available && (await prompter.confirm('consent.proof-identity')))) return
  throw new DmpError('DMP_CONFIRMATION_NEEDED', {
    params: {case: 'proof-identity', action: 'proof-identity', value: '--yes'},
    details: {action: 'proof-identity'},
  })
}

async function authoritiesOf(bench: ProofBench, ca: readonly string[]): Promise<Certificate[]> {
  const found: Certificate[] = (await bench.trustStore.list()).map(({certificate}) => certificate)
  for (const path of ca) found.push(...(await bench.keyFiles.authorities(path)))
  for (const path of (await bench.profile()).trust.caFiles)
    found.push(...(await bench.keyFiles.authorities(path).catch(() => [])))
  return found.filter(({isCa}) => isCa)
}

const MOST_LISTS = 9

/** DER, whatever they were given as. */
async function listsOf({files}: ProofBench, paths: readonly string[]): Promise<Uint8Array[]> {
  if (paths.length > MOST_LISTS) throw new DmpError('DMP_USAGE', {params: {problem: `--crl: ${MOST_LISTS}`}})
  const found: Uint8Array[] = []
  for (const path of paths) {
    const bytes = await files.read(path, {maxBytes: 32 * 1024 * 1024})
    const [block] = bytes[0] === 0x30 ? [] : pemBlocks(Buffer.from(bytes).toString('latin1'))
    found.push(block?.der ?? bytes)
  }
  return found
}
