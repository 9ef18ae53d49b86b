import type {PdfFacts} from '../ports/pdf-inspector.ts'
import {type BodyFinding, bodyError, bodyWarning} from './body.ts'

export type PdfPolicy = 'accept-with-warning' | 'require-pdfa'

/** A4 in points, and how far a scanner or a printer driver may be from it. */
const A4 = {width: 595.28, height: 841.89}
const TOLERANCE = 12

/** What the facts of a PDF mean for sending it. */
export function pdfFindings(facts: PdfFacts, policy: PdfPolicy): BodyFinding[] {
  if (facts.encrypted) return [bodyError('BODY-PDF-ENCRYPTED')]
  if (facts.looked === 'cheap')
    return [bodyWarning('BODY-PDF-NOT-LOOKED', {why: facts.notLookedBecause ?? 'unavailable'})]
  if (facts.damaged) return [bodyError('BODY-PDF-DAMAGED')]
  const findings = facts.active.map((what) => bodyError('BODY-PDF-ACTIVE', {what}))
  if (facts.links > 0) findings.push(bodyWarning('BODY-PDF-LINKS', {links: facts.links}))
  return [...findings, ...claimFindings(facts, policy), ...pageFindings(facts)]
}

/** PDF/A as declared, e.g. `1B`; undefined when nothing is. */
export function declaredPdfA(facts: PdfFacts): string | undefined {
  return facts.claim && `${facts.claim.part}${facts.claim.conformance}`
}

/** Cheap signs that the claim of PDF/A-1 is false; `{what}` of BODY-PDF-CONTRADICTION. */
export function contradictions(facts: PdfFacts): string[] {
  const found: [string, boolean][] = [
    ['no-output-intent', !facts.outputIntent],
    ['version', Number(facts.version) > 1.4],
    ['object-streams', facts.objectStreams],
    ['metadata-filtered', facts.metadataFiltered],
    ['fonts', facts.fontsNotEmbedded > 0],
    ['active', facts.active.length > 0],
  ]
  return found.filter(([, is]) => is).map(([name]) => name)
}

function claimFindings(facts: PdfFacts, policy: PdfPolicy): BodyFinding[] {
  const make = policy === 'require-pdfa' ? bodyError : bodyWarning
  if (!facts.claim)
    return [make('BODY-PDF-NOT-PDFA', {why: facts.metadataUnreadable ? 'unreadable' : 'none'})]
  if (facts.claim.part !== '1' || !['A', 'B'].includes(facts.claim.conformance)) {
    return [make('BODY-PDF-OTHER-PDFA', {declared: declaredPdfA(facts) ?? ''})]
  }
  return contradictions(facts).map((what) =>
    make('BODY-PDF-CONTRADICTION', {declared: declaredPdfA(facts) ?? '', what}),
  )
}

/** REC_2.1-1117: A4 portrait. */
function pageFindings(facts: PdfFacts): BodyFinding[] {
  if (facts.pages === 0 || !facts.firstPage) return [bodyError('BODY-PDF-DAMAGED')]
  const {width, height} = facts.firstPage
  const isA4 = Math.abs(width - A4.width) <= TOLERANCE && Math.abs(height - A4.height) <= TOLERANCE
  return isA4
    ? []
    : [bodyWarning('BODY-PDF-PAGE', {width: Math.round(width / 2.8346), height: Math.round(height / 2.8346)})]
}
