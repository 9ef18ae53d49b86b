import type {CertificateCheck, CertificateFinding, CertificateRole, FindingSeverity} from '../finding.ts'

export type FaultParams = Readonly<Record<string, string | number>>

type Fault = (
  check: CertificateCheck,
  role: CertificateRole,
  params?: FaultParams,
  variant?: string,
) => readonly [CertificateFinding]

function faultOf(severity: FindingSeverity): Fault {
  return (check, role, params = {}, variant) => [
    {check, severity, certificate: role, ...(variant === undefined ? {} : {variant}), params},
  ]
}

export const error = faultOf('error')
export const warning = faultOf('warning')
export const info = faultOf('info')

/** ISO date, UTC. */
export function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}

export const dayMs = 86_400_000
