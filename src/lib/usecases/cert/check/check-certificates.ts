import {DmpError} from '../../../errors/dmp-error.ts'
import {type ExitCode, exitCodes} from '../../../errors/exit-codes.ts'
import type {CheckReport, PairSubject} from '../../../pki/checks/check.ts'
import {reportOnCertificate, reportOnPair} from '../../../pki/checks/run.ts'
import type {LocalAct} from '../../../ports/local-acts.ts'
import type {Profile} from '../../../profile/profile.ts'
import {quietPassphrase} from '../quiet-preview.ts'
import {secretOfFlag} from '../secret-wish.ts'
import {metricsOfCheck} from './check-metrics.ts'
import {
  type CertCheck,
  checkedCertificate,
  hiddenValues,
  mergedChecks,
  mergedVerdict,
  type ReportedFinding,
  reportedFinding,
} from './check-report.ts'
import {type Looked, lookAt, type Surroundings, surroundings} from './check-subjects.ts'
import {type CheckBench, type CheckWish, NOTICE_DAYS} from './check-wish.ts'
import {type HeldSource, holdSource} from './held-source.ts'
import {profilesUsing, sourceOfKey, useOfProfile} from './profile-pair.ts'

const REMINDER_DAYS = 60

/**
 * `cert check`: every check of the registry that the facts at hand allow, on one source, a pair, or the pair of the
 * profile. Nothing but revocation goes to the network, and not even that with `offline`.
 * @throws DmpError DMP_USAGE, DMP_CERT_SOURCE_UNREADABLE, DMP_KEY_PASSPHRASE_WRONG, DMP_SECRET_UNAVAILABLE,
 * DMP_FILE_UNREADABLE, those of a profile
 */
export async function checkCertificates(bench: CheckBench, wish: CheckWish): Promise<CertCheck> {
  if (wish.source !== undefined && wish.pair !== undefined)
    throw new DmpError('DMP_USAGE', {params: {problem: 'SOURCE | --auth SOURCE --sign SOURCE'}})
  const whole = wish.source === undefined && wish.pair === undefined
  const profile = whole || wish.withProfile ? (await bench.loadedProfile()).profile : undefined
  const around = await surroundings(bench, wish, profile)
  const looked = await lookAt(bench, wish, await hold(bench, wish, profile), around)
  const reports = await judge(bench, looked, around)
  const answer: CertCheck = {
    at: new Date(around.now).toISOString(),
    scope: whole ? 'profile' : wish.pair ? 'pair' : 'source',
    profile: profile?.name ?? null,
    verdict: mergedVerdict(reports),
    thresholds: {
      noticeDays: NOTICE_DAYS,
      warnDays: wish.warnDays ?? REMINDER_DAYS,
      errorDays: wish.errorDays ?? null,
    },
    certificates: looked.map(({source, subject}) => checkedCertificate(subject, source, wish.unmask)),
    checks: mergedChecks(reports),
    findings: findingsOf(reports, looked, wish.unmask),
  }
  if (profile && !wish.offline) await bench.recordAct?.(actOf(answer))
  if (wish.metrics !== undefined)
    await bench.outputs.replace(bench.files.resolve(wish.metrics), metricsOfCheck(answer))
  return answer
}

const OUTCOMES = {ok: 'success', warning: 'warning', error: 'failure', expired: 'failure'} as const

/** Which certificates were checked, and what was heard of their revocation. */
function actOf({verdict, certificates}: CertCheck): LocalAct {
  const told = certificates.map(({role, sha256, revocation}) => ({
    use: role,
    sha256,
    revocation: revocation?.status ?? '-',
    ...(revocation?.from ? {from: revocation.from} : {}),
  }))
  return {operation: 'cert-inspect', outcome: OUTCOMES[verdict], data: {certificates: told}}
}

/** Warnings and errors are findings; remarks are not. */
export function checkExit({verdict}: CertCheck): ExitCode {
  return verdict === 'ok' ? exitCodes.done : exitCodes.findings
}

/** One source, or the two of a pair. A wrong passphrase of a profile is one finding beside the others. */
async function hold(
  bench: CheckBench,
  {source, pair, passphraseFrom}: CheckWish,
  profile: Profile | undefined,
): Promise<readonly HeldSource[]> {
  const passphrase = secretOfFlag(bench, '--passphrase-from', passphraseFrom)
  const keys = profile ? [profile.certificates.auth, profile.certificates.sign] : []
  const wishes =
    source !== undefined
      ? [{name: source, passphrase}]
      : pair
        ? [pair.auth, pair.sign].map((name) => ({name, passphrase}))
        : keys.map((key) => ({
            ...sourceOfKey(key),
            passphrase: passphrase ?? quietPassphrase(key),
            lenient: true,
          }))
  const held: HeldSource[] = []
  for (const wish of wishes) held.push(await holdSource(bench, wish))
  return held
}

/** A pair has one report; certificates of one source have one each. */
async function judge(
  bench: CheckBench,
  looked: readonly Looked[],
  {now, profile, trusted}: Surroundings,
): Promise<readonly CheckReport[]> {
  const subjects = looked.map(({subject}) => subject)
  const [auth, sign] = subjects
  if (auth?.role !== 'auth' || sign === undefined)
    return subjects.map((subject) => reportOnCertificate(subject))
  const {sharedBy, unread} = await profilesUsing(bench, [auth.certificate, sign.certificate])
  const pair: PairSubject = {
    auth,
    sign,
    now,
    profile: profile && useOfProfile(profile),
    sharedBy,
    unreadProfiles: unread.filter((name) => name !== profile?.name),
    serverAuthorities: [...(auth.pool ?? []).filter(({isCa}) => isCa), ...trusted],
    finess: auth.finess,
  }
  return [reportOnPair(pair)]
}

function findingsOf(
  reports: readonly CheckReport[],
  looked: readonly Looked[],
  unmask: boolean,
): readonly ReportedFinding[] {
  const subjects = looked.map(({subject}) => subject)
  const names = hiddenValues(subjects, unmask)
  const all = reports.flatMap(({findings}, place) =>
    findings.map((finding) => {
      const of =
        finding.certificate === 'leaf' ? place : subjects.findIndex(({role}) => role === finding.certificate)
      return reportedFinding(finding, of < 0 ? null : of, names)
    }),
  )
  return all.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))
}

const severities = ['error', 'warning', 'info']
