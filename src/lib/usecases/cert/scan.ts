import {Inventory} from '../../certificate-inventory/inventory.ts'
import {isCertificateName} from '../../certificate-inventory/sniff.ts'
import type {Container} from '../../containers/container.ts'
import {isForeign} from '../../containers/problem-kind.ts'
import {readContainer, unreadableSource} from '../../containers/read-container.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import {type ExitCode, exitCodes} from '../../errors/exit-codes.ts'
import type {CertificateFiles} from '../../ports/certificate-files.ts'
import type {CertificateSources} from '../../ports/certificate-sources.ts'
import type {CertificateTree, TreeCandidate} from '../../ports/certificate-tree.ts'
import type {Clock} from '../../ports/clock.ts'
import type {Files} from '../../ports/files.ts'
import type {KeyFiles} from '../../ports/key-files.ts'
import type {Outputs} from '../../ports/outputs.ts'
import type {Profiles} from '../../ports/profiles.ts'
import type {Progress} from '../../ports/progress.ts'
import type {CertScan, ScanWords} from './scan-report.ts'
import {summarize} from './scan-summary.ts'
import {writeInventory} from './scan-write.ts'
import {targetFile} from './target-file.ts'
import {type UsedBy, usesOfFingerprints} from './used-by.ts'

const REMINDER_DAYS = 60
/** Of what could not be read, so many are named; all are counted. */
const MOST_NAMED = 10_000

export interface ScanBench {
  readonly certificateTree: CertificateTree
  readonly certificateSources: CertificateSources
  readonly certificateFiles: CertificateFiles
  readonly profiles: Profiles
  readonly keyFiles: KeyFiles
  readonly outputs: Outputs
  readonly files: Pick<Files, 'resolve' | 'exists' | 'facts' | 'isSame'>
  readonly progress: Progress
  readonly clock: Clock
  readonly signal: AbortSignal
}

export interface ScanWish {
  readonly roots: readonly string[]
  readonly warnDays?: number | undefined
  readonly errorDays?: number | undefined
  readonly unmask: boolean
  readonly csv?: string | undefined
  readonly html?: string | undefined
  readonly force: boolean
}

/** What a walk counts and could not read. */
class Seen {
  folders = 0
  files = 0
  links = 0
  others = 0
  sources = 0
  unreadable = 0
  /** Something may be hidden behind one of the troubles: damage, refused access. */
  doubtful = false
  readonly troubles: {path: string; problem: string}[] = []
  readonly followed: {root: string; leadsTo: string}[] = []

  trouble(path: string, problem: string, foreign = false): void {
    this.unreadable += 1
    if (!foreign) this.doubtful = true
    if (this.troubles.length < MOST_NAMED) this.troubles.push({path, problem})
  }
}

/**
 * `cert scan`: what the folders hold, in one pass. Nothing is asked of the network and no password is used. An
 * interruption leaves what was seen until then, and says so.
 * @throws DmpError DMP_FILE_UNREADABLE (a root), DMP_FILE_EXISTS, DMP_FILE_UNWRITABLE (outputs)
 */
export async function scanCertificates(
  bench: ScanBench,
  wish: ScanWish,
  words: ScanWords,
): Promise<CertScan> {
  const {clock, files, signal} = bench
  const now = clock.now()
  const roots = wish.roots.map((root) => files.resolve(root))
  const {warnDays = REMINDER_DAYS, errorDays, unmask} = wish
  // told before hours of looking, not after
  await refuseTargets(bench, wish)
  const inventory = new Inventory({now, thresholds: {warnDays, errorDays}, unmask})
  const seen = new Seen()
  const {bySha256: usedBy, unread} = await usesOfFingerprints(bench)
  await walk(bench, roots, inventory, seen)
  await addUsed(bench, usedBy, inventory)
  const {pairs, ...summary} = summarize(inventory, {now, warnDays, usedBy})
  const {folders, links, others, sources, unreadable, doubtful, troubles, followed} = seen
  const scan: CertScan = {
    at: new Date(now).toISOString(),
    roots,
    followed,
    complete: !signal.aborted && inventory.left === 0,
    ...summary,
    // what could not be read may be anything: that is no clean inventory; a web page named .cer is a web page
    verdict: doubtful && summary.verdict === 'ok' ? 'warning' : summary.verdict,
    counts: {
      ...{folders, files: seen.files, links, others, sources},
      certificates: summary.certificates.filter(({authority}) => !authority).length,
      authorities: summary.certificates.filter(({authority}) => authority).length,
      keys: summary.keys.length,
      pairs,
      requests: inventory.requests,
      revocationLists: inventory.revocationLists,
      unreadable,
    },
    formats: Object.fromEntries([...inventory.formats].sort()),
    closed: inventory.closed,
    unreadable: troubles,
    profilesUnread: unread,
    written: {
      csv: wish.csv ? files.resolve(wish.csv) : null,
      html: wish.html ? files.resolve(wish.html) : null,
    },
  }
  await writeInventory(bench, scan, wish.force, words)
  return scan
}

/** Warnings and errors are findings; remarks are not. */
export function scanExit({verdict}: CertScan): ExitCode {
  return verdict === 'ok' ? exitCodes.done : exitCodes.findings
}

/** An inventory takes the place of another one, never of what it would have listed: that may be the only copy of a key. */
async function refuseTargets(
  {files, certificateSources, signal}: ScanBench,
  {csv, html, force}: ScanWish,
): Promise<void> {
  const targets: string[] = []
  for (const name of [csv, html]) {
    if (name === undefined) continue
    const file = await targetFile(files, {name, sources: targets, force})
    targets.push(file)
    if (!(await files.exists(file))) continue
    const held = await certificateSources.open(file, {signal}).catch(() => undefined)
    if (held) throw new DmpError('DMP_USAGE', {params: {problem: `SOURCE = TARGET (${file})`}})
  }
  if (targets.length === 2 && targets[0] === targets[1])
    throw new DmpError('DMP_USAGE', {params: {problem: '--csv = --html'}})
}

async function walk(
  bench: ScanBench,
  roots: readonly string[],
  inventory: Inventory,
  seen: Seen,
): Promise<void> {
  const {progress, certificateTree, certificateFiles, signal} = bench
  progress.start('cert.scan.progress')
  try {
    for await (const batch of certificateTree.walk(roots, signal)) {
      seen.folders += batch.folders
      seen.files += batch.files
      seen.links += batch.links
      seen.others += batch.others
      if (batch.followed) seen.followed.push(batch.followed)
      for (const {path, problem} of batch.troubles) seen.trouble(path, problem)
      for (const candidate of batch.candidates) {
        const container = contentOf(candidate, seen)
        if (container === undefined) continue
        const holdsKeys = container.keys.length > 0
        inventory.add(container, holdsKeys ? await certificateFiles.facts(candidate.path) : undefined)
      }
      progress.update({done: seen.files, failed: seen.unreadable})
    }
  } finally {
    progress.stop()
  }
}

/** Undefined when nothing can be read in it; where its name promises something, that is told. */
function contentOf({path, bytes, cut}: TreeCandidate, seen: Seen): Container | undefined {
  try {
    if (cut) throw unreadableSource(path, 'EFBIG')
    const container = readContainer(bytes, path)
    seen.sources += 1
    if (container.problems.length > 0 && isCertificateName(path))
      for (const {part, problem} of container.problems) seen.trouble(path, `${part}: ${problem}`)
    return container
  } catch (error) {
    if (!(error instanceof DmpError)) throw error
    const problem = String(error.params['problem'] ?? error.code)
    if (isCertificateName(path)) seen.trouble(path, problem, isForeign(problem))
    return undefined
  }
}

/** What profiles use counts wherever it lies: a newer one in this tree may be meant to take its place. */
async function addUsed(
  {certificateSources, signal}: ScanBench,
  usedBy: ReadonlyMap<string, readonly UsedBy[]>,
  inventory: Inventory,
): Promise<void> {
  for (const [sha256, uses] of usedBy) {
    const path = uses[0]?.path
    if (signal.aborted || path === undefined || inventory.has(path, sha256)) continue
    const container = await certificateSources.open(path, {signal}).catch((error: unknown) => {
      if (error instanceof DmpError) return undefined
      throw error
    })
    if (container) inventory.addUsed(container)
  }
}
