import type {RepackReport} from '../../usecases/cert/cert-repack.ts'
import type {Screen} from '../screen.ts'

/** `dmp cert repack`: what was written and how well it protects. */
export function repackLines(report: RepackReport, {t, color}: Screen): string[] {
  const {file, form, certificates, leaf, passphraseChanged} = report
  return [
    color.green(`✔ ${t(`cert.repack.${form}`, {file, certificates})}`),
    `  ${leaf.subject}`,
    t(passphraseChanged ? 'cert.repack.passphrase.new' : 'cert.repack.passphrase.same'),
    ...(form === 'legacy' ? [color.yellow(t('cert.repack.weak'))] : []),
  ]
}
