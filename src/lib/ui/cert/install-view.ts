import {findingMessage} from '../../pki/finding.ts'
import type {InstallReport} from '../../usecases/cert/install-report.ts'
import {civilTime} from '../figures.ts'
import {plain} from '../plain.ts'
import type {Screen} from '../screen.ts'

/** `dmp cert install`: what is in service now, what it replaced, what there is to know, how to go back. */
export function installLines(report: InstallReport, {t, color}: Screen): string[] {
  const {profile, environment, done, rolledBack, certificates, files, findings, structureChanged} = report
  const {stillUsed, unread} = report
  const time = (instant: string) => civilTime(instant, t.language)
  const same = certificates.every(({sha256, replaces}) => replaces?.sha256 === sha256)
  const already = done && same && report.settings.length === 0 && !rolledBack
  const service = already ? 'cert.install.already' : 'cert.install.done'
  const head = done ? (rolledBack ? 'cert.install.back' : service) : 'cert.install.dry'
  return [
    color[done ? 'green' : 'cyan'](t(head, {profile, environment})),
    ...certificates.flatMap(({use, subject, endsAt, replaces, keyChanged, revocation}) => [
      endsAt === ''
        ? t('cert.install.half-hidden', {role: t(`certificate.role.${use}`)})
        : plain(t('cert.install.half', {role: t(`certificate.role.${use}`), subject, end: time(endsAt)})),
      ...(replaces
        ? [
            t('cert.install.replaces', {
              sha256: replaces.sha256.slice(0, 16),
              end: time(replaces.endsAt),
            }),
          ]
        : []),
      ...(revocation?.status === 'good'
        ? [
            t('cert.install.revocation', {
              by: revocation.by ?? '',
              from: revocation.from ?? '',
              asOf: revocation.asOf?.slice(0, 16).replace('T', ' ') ?? '',
            }),
          ]
        : []),
      ...(keyChanged === false ? [color.yellow(t('cert.install.same-key'))] : []),
    ]),
    ...files.map((file) => t('cert.install.file', {file})),
    ...(structureChanged ? ['', color.yellow(t('cert.install.structure'))] : []),
    ...stillUsed.map((used) =>
      color.yellow(t('cert.install.still-used', {...used, use: t(`certificate.role.${used.use}`)})),
    ),
    ...(unread.length > 0 ? [t('cert.install.unread', {names: unread.join(', ')})] : []),
    ...(findings.length > 0 ? ['', t('cert.install.findings')] : []),
    ...findings.map((finding) => {
      const {certificate, params} = finding
      return `  ${t(`certificate.role.${certificate}`)} : ${t(findingMessage(finding), params)}`
    }),
    ...(done
      ? [
          '',
          ...(structureChanged ? [] : [t('cert.install.running')]),
          t(report.canGoBack ? 'cert.install.next' : 'cert.install.next-last', {profile}),
        ]
      : []),
  ]
}
