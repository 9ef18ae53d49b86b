import type {IdentitiesCheck, IdentityRemark} from '../../usecases/ins/identities-report.ts'
import {plain} from '../plain.ts'
import type {Screen} from '../screen.ts'
import {tableLines} from '../table.ts'

/** `ins identities`: the account, what to look at, what changed, and the lists that were written. */
export function identitiesLines(check: IdentitiesCheck, screen: Screen): string[] {
  const {t, color} = screen
  const {lines, patients, usable, changes, sent, written} = check
  const told = [t('ins.identities.account', {lines, patients, usable}), ...figures(check, screen)]
  const doubts = counted(check.doubts, (doubt) => t(`batch.reason.${doubt}`))
  if (doubts.length > 0) told.push('', color.bold(t('ins.identities.doubts')), ...doubts)
  if (check.remarks.length > 0)
    told.push('', color.bold(t('ins.identities.remarks')), ...remarkLines(check.remarks, screen))
  if (check.more > 0) told.push(t('ins.identities.more', {count: check.more}))
  if (changes)
    told.push(
      '',
      color.bold(t('ins.identities.changes', {file: plain(changes.file)})),
      ...counted(changes.counts, (change) => t(`ins.change.${change}`)),
    )
  if (sent)
    told.push(
      '',
      color.bold(t('ins.identities.sent', {documents: sent.documents})),
      ...counted(sent.fates, (fate) => t(`ins.sent.${fate}`)),
      ...underway(sent, screen),
      t('ins.identities.lists', {toDelete: sent.toDelete, toResend: sent.toResend, byHand: sent.byHand}),
    )
  for (const path of Object.values(written)) told.push(t('ins.written', {path}))
  const {hold, delete: deletion, resend, mapping} = written
  if (sent && sent.waiting + sent.unsettled > 0 && hold) told.push(t('ins.identities.hold', {hold}))
  if (sent && sent.toDelete > 0 && deletion && resend && mapping)
    told.push(t('ins.identities.next', {delete: deletion, resend, mapping}))
  return told
}

const SHOWN_RUNS = 20

/** What is not sent yet, or perhaps is, under an INS that is not its patient's: how many, and in which runs. */
function underway(
  {waiting, unsettled, runs}: NonNullable<IdentitiesCheck['sent']>,
  {t}: Screen,
): readonly string[] {
  if (runs.length === 0) return []
  const names = runs.slice(0, SHOWN_RUNS).map(({run, count}) => {
    const name = run === null ? t('ins.identities.no-run') : plain(run)
    return `${name} (${count})`
  })
  const list = [...names, ...(runs.length > SHOWN_RUNS ? ['…'] : [])].join(', ')
  return [
    ...(waiting > 0 ? [t('ins.identities.waiting', {count: waiting})] : []),
    ...(unsettled > 0 ? [t('ins.identities.unsettled', {count: unsettled})] : []),
    t('ins.identities.runs', {list}),
  ]
}

function figures(check: IdentitiesCheck, {t}: Screen): string[] {
  const statuses = Object.entries(check.statuses).map(
    ([status, count]) => `${status === '-' ? t('ins.identities.status-none') : status} ${count}`,
  )
  const warnings = Object.entries(check.warnings).map(([rule, count]) => `${rule} ${count}`)
  const counts = {
    faulty: check.faulty,
    deceased: check.deceased,
    normalised: check.normalised,
    old: check.old,
  }
  return [
    ...(statuses.length > 0 ? [t('ins.identities.statuses', {list: statuses.join(', ')})] : []),
    ...Object.entries(counts).flatMap(([name, count]) =>
      count > 0 ? [t(`ins.identities.${name}`, {count})] : [],
    ),
    ...(warnings.length > 0 ? [t('ins.identities.warnings', {list: warnings.join(', ')})] : []),
  ]
}

function counted(
  counts: Readonly<Record<string, number | undefined>>,
  word: (key: string) => string,
): string[] {
  return Object.entries(counts).map(([key, count]) => `  ${String(count).padStart(7)}  ${word(key)}`)
}

function remarkLines(remarks: readonly IdentityRemark[], screen: Screen): string[] {
  const {t} = screen
  const rows = remarks.map(({line, ipp, what, detail}) => [
    line > 0 ? t('ins.identities.line', {line}) : '',
    ipp === null ? '' : `IPP ${plain(ipp)}`,
    wordOf(what, screen),
    detailOf(what, detail, screen),
  ])
  return tableLines(['', '', '', ''], rows, screen).slice(1)
}

function wordOf(what: string, {t}: Screen): string {
  const key = [`batch.reason.${what}`, `ins.change.${what}`, `ins.remark.${what}`].find((one) => t.has(one))
  return key === undefined ? what : t(key)
}

/** Of a fault the column and its sentence; of the rest the traits. */
function detailOf(what: string, detail: string | null, {t}: Screen): string {
  if (detail === null) return ''
  const words = detail.split(' ')
  if (what === 'fault') {
    const key = `error.DMP_MANIFEST_LINE.reason.${words[1]}`
    return `${words[0]} : ${t.has(key) ? t(key) : words[1]}`
  }
  return words.map((word) => (t.has(`trait.${word}`) ? t(`trait.${word}`) : word)).join(', ')
}
