import type {CsrReport} from '../../usecases/cert/cert-csr.ts'
import type {Screen} from '../screen.ts'

/** `dmp cert csr`: what was written, what is not certain, what comes next. */
export function csrLines({subject, key, request}: CsrReport, {t, color}: Screen): string[] {
  return [
    color.green(`✔ ${t('cert.csr.done', {subject})}`),
    `  ${t('cert.csr.key', {file: key.file})}`,
    `  ${t('cert.csr.request', {file: request.file})}`,
    '',
    t('cert.csr.secret'),
    color.yellow(t('cert.csr.unconfirmed')),
    t('cert.csr.next', {key: key.file}),
  ]
}
