import {PROOF_FORMAT, type ProofFacts} from './evidence.ts'

/** Written one way only: what differs by a byte is not what was written. */
export function factsText(facts: ProofFacts): string {
  return `${JSON.stringify(facts, null, 2)}\n`
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= 300
const isTextOrNull = (value: unknown) => value === null || isText(value)
const isWhole = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0
const isList = (value: unknown): boolean => Array.isArray(value) && value.length <= 100 && value.every(isText)
type Loose = Readonly<Record<string, unknown>>

/** The facts of an archive, or undefined for anything that this product does not write. */
export function readFacts(bytes: Uint8Array | undefined): ProofFacts | undefined {
  if (!bytes) return undefined
  try {
    const facts = JSON.parse(Buffer.from(bytes).toString('utf8')) as Loose
    if (!isFacts(facts) || factsText(facts) !== Buffer.from(bytes).toString('utf8')) return undefined
    return facts
  } catch {
    return undefined
  }
}

function isFacts(facts: Loose & Partial<ProofFacts>): facts is Loose & ProofFacts {
  const {document, answer} = facts as {document?: Loose; answer?: Loose | null}
  return (
    facts.format === PROOF_FORMAT &&
    [document?.['uniqueId'], document?.['typeCode'], facts.environment].every(isText) &&
    [facts.submissionSetUniqueId, facts.signatureUniqueId].every(isText) &&
    /^[0-9a-f]{40}$/.test(String(document?.['sha1'])) &&
    isWhole(document?.['size']) &&
    [facts.sentAt, facts.messageId].every(isTextOrNull) &&
    isList(facts.missing) &&
    isList(facts.others) &&
    (answer === null ||
      (answer !== undefined &&
        [answer['at'], answer['outcome']].every(isText) &&
        isTextOrNull(answer['registryStatus']) &&
        (answer['http'] === null || isWhole(answer['http'])) &&
        isList(answer['codes'])))
  )
}
