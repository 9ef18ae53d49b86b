import type {ProofStep} from '../../evidence/proof-step.ts'
import type {ExportedProof} from '../../usecases/proof/export-proof.ts'
import type {VerifiedProof} from '../../usecases/proof/verify-proof.ts'
import type {Screen} from '../screen.ts'

export function exportedLines(made: ExportedProof, {t, color}: Screen): string[] {
  const {file, uniqueId, environment, members, certificates, missing, identifies} = made
  return [
    color.bold(t('proof.written', {file, uniqueId, environment})),
    ...members.map(({name, size}) => `  ${name} (${size})`),
    ...certificates.map(({subject, notBefore, notAfter}) =>
      t('proof.certificate', {subject, from: notBefore.slice(0, 10), to: notAfter.slice(0, 10)}),
    ),
    ...missing.map((part) => color.yellow(`- ${t(`proof.missing.${part}`)}`)),
    t(identifies ? 'proof.identifies' : 'proof.anonymous'),
  ]
}

const signs = {holds: '✔', fails: '✘', unknown: '?'} as const

const stepWords = ({step, reason, params}: ProofStep, {t}: Screen) =>
  t(`proof.step.${step}.${reason}`, params)

/** The verdict, what fails first, then every step. */
export function verifiedLines(made: VerifiedProof, screen: Screen): string[] {
  const {t, color} = screen
  const {verdict, first, steps, facts, archive} = made
  const paint = {holds: color.green, fails: color.red, unknown: color.yellow}
  const tone = {proven: color.green, unproven: color.yellow, broken: color.red}[verdict]
  return [
    tone(t(`proof.verdict.${verdict}`, {file: archive})),
    ...(first ? [color.red(`${signs.fails} ${stepWords(first, screen)}`)] : []),
    ...(facts ? [t('proof.about', {uniqueId: facts.document.uniqueId, environment: facts.environment})] : []),
    ...steps.map((step) => paint[step.verdict](`  ${signs[step.verdict]} ${stepWords(step, screen)}`)),
    t('proof.limits'),
  ]
}
