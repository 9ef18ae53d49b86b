import type {SandboxContent} from '../../ports/sandbox.ts'
import type {SandboxExportReport} from '../../usecases/sandbox-export.ts'
import type {SandboxInitReport} from '../../usecases/sandbox-init.ts'
import type {SandboxRun} from '../../usecases/sandbox-start.ts'
import {count} from '../figures.ts'
import {plain} from '../plain.ts'
import type {Screen} from '../screen.ts'
import type {Translator} from '../translate.ts'

/** `dmp sandbox init`: what was made and the two next commands. */
export function sandboxInitLines(report: SandboxInitReport, {t}: Screen): string[] {
  const first = report.profiles[0]?.name ?? 'sandbox'
  return [
    t('sandbox.init.folder', {folder: plain(report.folder)}),
    ...report.profiles.map(({name, file}) => t('sandbox.init.profile', {name, file: plain(file)})),
    '',
    t('sandbox.init.next', {profile: first}),
  ]
}

/** Said as soon as the sandbox listens. */
export function sandboxReadyLines(run: Omit<SandboxRun, 'counters'>, t: Translator): string[] {
  const {url, port, profilePort, paramLps, folder, insi} = run
  const elsewhere = [
    t('sandbox.start.other-port', {profilePort}),
    `  DMP_ENDPOINTS_BASE=${url}`,
    `  DMP_ENDPOINTS_PARAM_LPS=${paramLps}`,
    ...(insi === null ? [] : [`  DMP_INSI_URL=${insi}`]),
    t('sandbox.start.other-port.keep'),
    `  dmp sandbox init --dir "${plain(folder)}" --port ${port} --force`,
  ]
  return [
    t('sandbox.start.ready', {url: run.url}),
    ...(insi === null ? withoutInsi(folder, t) : [t('sandbox.start.insi', {url: insi})]),
    ...(port === profilePort ? [] : elsewhere),
    ...(run.control === null ? [] : [t('sandbox.start.control', {url: run.control})]),
    t('sandbox.start.stop'),
  ]
}

function withoutInsi(folder: string, t: Translator): string[] {
  return [t('sandbox.start.no-insi'), `  dmp sandbox init --dir "${plain(folder)}" --force`]
}

export function sandboxRunLines({counters}: SandboxRun, {t}: Screen): string[] {
  return [t('sandbox.start.end', {...counters})]
}

/** `dmp sandbox inspect`: documents, then patients. Identifiers stand whole, one document a line. */
export function sandboxContentLines({started, documents, patients}: SandboxContent, {t}: Screen): string[] {
  const own = documents.filter(({signature}) => !signature)
  return [
    ...(started ? [] : [t('sandbox.inspect.never-started'), '']),
    t('sandbox.inspect.documents', {count: own.length, signatures: documents.length - own.length}),
    ...own.map(
      (one) => `  ${one.status.padEnd(10)}  ${one.patient}  ${one.uniqueId}  ${one.entryUuid}  ${one.size}`,
    ),
    '',
    t('sandbox.inspect.patients', {count: patients.length}),
    ...patients.map(
      ({key, ins, dmp, linked}) =>
        `  ${ins}  ${key.padEnd(22)}  ${t(`sandbox.dmp.${dmp}`)}${linked ? ` · ${t('sandbox.linked')}` : ''}`,
    ),
  ]
}

/** `dmp sandbox export`: nothing but the file where it goes to the standard output. */
export function sandboxExportLines(report: SandboxExportReport, {t}: Screen): string[] {
  const {file, started, rows, documents, leftOut} = report
  if (file === '-') return []
  const shown = (value: number) => count(value, t.language)
  const {deleted, replacements, undated} = leftOut
  return [
    ...(started ? [] : [t('sandbox.export.never-started')]),
    t('sandbox.export.written', {file: plain(file), rows: shown(rows), documents: shown(documents)}),
    t('sandbox.export.left-out', {
      deleted: shown(deleted),
      replacements: shown(replacements),
      undated: shown(undated),
    }),
  ]
}
