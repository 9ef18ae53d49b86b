import {SandboxRefusal} from '../backend.ts'
import {BodyRefusal} from '../mime/refusal.ts'
import {XmlRefusal} from '../xml/refusal.ts'

/** Steps of the DMP with a request, in the order in which it takes them. */
export const steps = [
  'tls',
  'http',
  'xml',
  'soap',
  'addressing',
  'parts',
  'vihf',
  'signer',
  'life',
  'attributes',
  'lot',
  'documents',
  'seal',
] as const

export type Step = (typeof steps)[number]

/** What the strict DMP would object to. */
export interface ExaminationFinding {
  readonly step: Step
  /** Stable id of the single cause, e.g. `vihf/signature-digest` or `agreement/title`. */
  readonly cause: string
  readonly layer: 'tls' | 'http' | 'soap' | 'registry' | 'hl7v3'
  /** As the DMP answers it where that is known; `HTTP 400`, or an id that begins with `Sandbox`, elsewhere. */
  readonly code: string
  /** What the embedded DMP says, in its own words (French; English below SOAP). */
  readonly text: string
  /** What its answer gives as the place: the cause, a field, or an identifier of the message. */
  readonly location: string
  /** False when the log, not the sender, may have made it so. */
  readonly certain: boolean
}

const prefixes =
  /^(?:tls|http|mime|xml|soap|wsa|vihf|lot|lot-signature|agreement|table|entry|set|association|document|visibility|signature-entry|replace|patient|query|update|existence)\//

/** Causes of refusals whose place is a name or an identifier of the message. */
const byCode: Readonly<Record<string, string>> = {
  XDSMissingDocument: 'lot/missing-document',
  XDSMissingDocumentMetadata: 'lot/missing-entry',
  XDSRegistryDuplicateUniqueIdInMessage: 'lot/unique-id-twice',
  XDSRegistryMetadataError: 'lot/metadata',
  UnresolvedReferenceException: 'replace/reference',
  XDSUnknownStoredQuery: 'query/unknown',
  XDSRegistryError: 'query/body',
  SandboxTd02Malformed: 'existence/form',
}

function causeOf({code, location}: SandboxRefusal): string {
  if (prefixes.test(location)) return location
  if (code === 'InvalidDocumentContent')
    return /^[\d.]+(?:\^.*)?$/.test(location) ? 'document/xml' : 'document/header'
  return byCode[code] ?? 'lot/metadata'
}

const layers = {fault: 'soap', registry: 'registry', hl7v3: 'hl7v3'} as const

/** A refusal of any layer as a finding. Undefined for an error that is none. */
export function findingOf(error: unknown, step: Step, certain = true): ExaminationFinding | undefined {
  if (error instanceof BodyRefusal) {
    const {cause, message, status} = error
    return {step, cause, layer: 'http', code: `HTTP ${status}`, text: message, location: cause, certain}
  }
  if (error instanceof XmlRefusal) {
    const {cause, message} = error
    return {step, cause, layer: 'soap', code: 'SandboxXmlRefused', text: message, location: cause, certain}
  }
  if (!(error instanceof SandboxRefusal)) return undefined
  const {code, message, location, layer} = error
  return {step, cause: causeOf(error), layer: layers[layer], code, text: message, location, certain}
}

/** Lawful forms that are not those of today's messages, told without complaint. */
export type Habit =
  | 'api-v1'
  | 'soap-1.1'
  | 'ins-c'
  | 'vihf-sha1'
  | 'vihf-4.0'
  | 'mode-lower-case'
  | 'bare-must-understand'
  | 'issuer-certificate-order'
  | 'lot-sha256'
  | 'logged-twice'

/**
 * What was not looked at. `tls`: handshake, protocol, name of the server; `client`: the client certificate;
 * `headers`: those of HTTP; `framing`: MIME, where the log changed line ends; `parts`: what goes with the envelope; `age`: whether the VIHF was fresh on arrival; `chain`:
 * who issued the certificates; `revocation`; `site`: whether the site belongs to the entity of the certificates;
 * `record`: whether the patient has an open DMP; `held`: what the DMP already holds; `quota`.
 */
export type NotChecked =
  | 'tls'
  | 'client'
  | 'headers'
  | 'framing'
  | 'parts'
  | 'age'
  | 'chain'
  | 'revocation'
  | 'site'
  | 'record'
  | 'held'
  | 'quota'

/** Gathers what is found; a rule that refuses does not stop those that do not need its result. */
export class Notes {
  readonly findings: ExaminationFinding[] = []
  readonly habits = new Set<Habit>()
  readonly notChecked = new Set<NotChecked>()
  /** Steps that could not be taken because of an earlier fault. */
  readonly notReached = new Set<Step>()

  add(finding: ExaminationFinding): void {
    const same = ({cause, location, text}: ExaminationFinding): boolean =>
      cause === finding.cause && location === finding.location && text === finding.text
    if (!this.findings.some(same)) this.findings.push(finding)
  }

  /** The result of a rule, or undefined once its refusal is noted. Other errors go on. */
  attempt<T>(step: Step, rule: () => T, certain = true): T | undefined {
    try {
      return rule()
    } catch (error) {
      this.note(step, error, certain)
      return undefined
    }
  }

  async attemptLater<T>(step: Step, rule: () => Promise<T>, certain = true): Promise<T | undefined> {
    try {
      return await rule()
    } catch (error) {
      this.note(step, error, certain)
      return undefined
    }
  }

  /** In the order in which the DMP would meet them. */
  ordered(): ExaminationFinding[] {
    return steps.flatMap((step) => this.findings.filter((finding) => finding.step === step))
  }

  private note(step: Step, error: unknown, certain: boolean): void {
    const finding = findingOf(error, step, certain)
    if (finding === undefined) throw error
    this.add(finding)
  }
}
