import {type Gauge, gaugesText} from '../../gauges.ts'
import type {CertCheck} from './check-report.ts'

/** Enough to name a certificate in an alert; neither subject nor path, which may name persons and machines. */
function labelsOf(check: CertCheck, place: number): Readonly<Record<string, string>> {
  const one = check.certificates[place]
  return {
    profile: check.profile ?? '',
    role: one?.role ?? 'pair',
    product: one?.product ?? '',
    environment: one?.environment ?? '',
    structure: one?.structure?.id ?? '',
    fingerprint: one?.sha256.slice(0, 16) ?? '',
  }
}

const perCertificate = (value: (one: CertCheck['certificates'][number]) => number) => (check: CertCheck) =>
  check.certificates.map((one, place) => ({labels: labelsOf(check, place), value: value(one)}))

const seconds = (iso: string) => Math.floor(Date.parse(iso) / 1000)
const flag = (value: boolean) => (value ? 1 : 0)

const METRICS: readonly Gauge<CertCheck>[] = [
  {
    name: 'dmp_certificate_not_after_timestamp_seconds',
    help: 'End of the certificate.',
    samples: perCertificate(({notAfter}) => seconds(notAfter)),
  },
  {
    name: 'dmp_certificate_end_of_use_timestamp_seconds',
    help: 'When its key must stop: before the end for some SIGN certificates.',
    samples: perCertificate(({endOfUse}) => seconds(endOfUse)),
  },
  {
    name: 'dmp_certificate_revocation',
    help: 'What is known of the revocation: 1 for the status that holds.',
    samples: (check) =>
      check.certificates.flatMap(({revocation}, place) =>
        (['good', 'revoked', 'unknown'] as const).map((status) => ({
          labels: {...labelsOf(check, place), status},
          value: flag(revocation?.status === status),
        })),
      ),
  },
  {
    name: 'dmp_certificate_finding',
    help: 'A check that does not hold, by id and severity.',
    samples: (check) =>
      check.findings.map(({check: id, severity, of}) => ({
        labels: {...labelsOf(check, of ?? -1), check: id, severity},
        value: 1,
      })),
  },
  {
    name: 'dmp_certificate_verdict',
    help: 'Graded verdict of the whole check: 1 for the one that holds.',
    samples: (check) =>
      (['ok', 'warning', 'error', 'expired'] as const).map((verdict) => ({
        labels: {profile: check.profile ?? '', verdict},
        value: flag(check.verdict === verdict),
      })),
  },
  {
    name: 'dmp_certificate_check_timestamp_seconds',
    help: 'When these figures were taken. Certificates that could not be read leave the file as it was.',
    samples: (check) => [{labels: {profile: check.profile ?? ''}, value: seconds(check.at)}],
  },
]

/** Figures for a Prometheus textfile, all gauges. */
export function metricsOfCheck(check: CertCheck): string {
  return gaugesText(METRICS, [check])
}
