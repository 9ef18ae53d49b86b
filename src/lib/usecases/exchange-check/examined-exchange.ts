import type {CapturedExchange} from '../../captures/captured-exchange.ts'
import {readCertificate} from '../../pki/certificate.ts'
import {holderName, issuerName} from '../../pki/holder.ts'
import type {Examination, ExaminationFinding} from '../../ports/strict-exchange.ts'
import {actorOf} from './actors.ts'
import {placeOf} from './exchange-place.ts'
import type {CheckedExchange, FoundCause, ReportedSigner} from './exchange-report.ts'
import type {HiddenWords} from './hidden-words.ts'
import {isExact} from './request-of-capture.ts'

const insKinds: Readonly<Record<string, 'INS-NIR' | 'INS-NIA' | 'INS-C'>> = {
  '1.2.250.1.213.1.4.2': 'INS-C',
  '1.2.250.1.213.1.4.8': 'INS-NIR',
  '1.2.250.1.213.1.4.9': 'INS-NIA',
  '1.2.250.1.213.1.4.10': 'INS-NIR',
  '1.2.250.1.213.1.4.11': 'INS-NIR',
}

function foundCause(finding: ExaminationFinding, cut: boolean, hidden: HiddenWords): FoundCause {
  const {cause, text, location, certain} = finding
  return {
    ...finding,
    cause: hidden.mask(cause),
    text: hidden.mask(text),
    location: hidden.mask(location),
    certain: certain && !(cut && (cause === 'xml/malformed' || cause === 'mime/truncated')),
    actor: actorOf(cause),
  }
}

function reportedSigner({role, der, chain}: Examination['signers'][number]): ReportedSigner {
  const certificate = readCertificate(der)
  const {serial, notBefore, notAfter} = certificate
  return {
    role,
    subject: holderName(certificate),
    issuer: issuerName(certificate),
    serial: serial.hex,
    notBefore: new Date(notBefore).toISOString(),
    notAfter: new Date(notAfter).toISOString(),
    chain,
  }
}

/** A request as it is told: nothing of it that is a person's. */
export function examinedExchange(
  captured: CapturedExchange,
  examination: Examination,
  hidden: HiddenWords,
): CheckedExchange {
  const {n, form, wrapping} = captured
  const complete = captured.complete || isExact(captured)
  const cut = complete ? undefined : captured.cut
  const text = (value: string | undefined) => (value === undefined ? null : hidden.mask(value))
  const findings = examination.findings.map((finding) => foundCause(finding, !complete, hidden))
  const {insOid} = examination
  return {
    n,
    place: placeOf(captured),
    form,
    wrapping,
    complete,
    cut: cut ?? null,
    remarks: toldRemarks(captured).map(({kind, contentId}) => ({
      kind,
      part: contentId === undefined ? null : hidden.mask(contentId),
    })),
    service: examination.service ?? null,
    action: text(examination.action),
    messageId: text(examination.messageId),
    api: examination.api ?? null,
    soap: examination.soap ?? null,
    vihfVersion: text(examination.vihfVersion),
    ins: insOid === undefined ? null : {oid: hidden.mask(insOid), kind: insKinds[insOid] ?? 'other'},
    environment: examination.environment ?? null,
    structureId: text(examination.structureId),
    software: text(examination.software),
    documents: examination.documents,
    judgedAt: new Date(examination.judgedAt).toISOString(),
    judgedBy: examination.judgedBy,
    signers: examination.signers.map(reportedSigner),
    first: findings[0] ?? null,
    findings,
    habits: examination.habits,
    notChecked: examination.notChecked,
    notReached: examination.notReached,
    answer: null,
    refuted: [],
    faulty: findings.length > 0 || !complete,
  }
}

/** What the log did; a length that is as announced was only met by noise of the log. */
function toldRemarks(captured: CapturedExchange): CapturedExchange['remarks'] {
  return isExact(captured) ? captured.remarks.filter(({kind}) => kind !== 'length-differs') : captured.remarks
}
