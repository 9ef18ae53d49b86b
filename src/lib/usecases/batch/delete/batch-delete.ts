import {DmpError} from '../../../errors/dmp-error.ts'
import {bytesSource} from '../../../soap/mtom.ts'
import {refuseSharedInput, wordValue} from '../../submission/patient-of-flags.ts'
import {type DeletionList, ListedDeletions} from './list-records.ts'
import {type HowToTakeBack, type TakeBackBench, takeBack} from './take-back.ts'
import type {TakeBackReport} from './take-back-report.ts'
import type {UndoScope} from './undo-survey.ts'

export interface DeleteListWish extends UndoScope, HowToTakeBack {
  /** Path of a list, `-` for standard input. */
  readonly list?: string | undefined
  /** IPP, `@FILE` or `-`. */
  readonly patient?: string | undefined
}

async function listOf({files}: TakeBackBench, path: string | undefined): Promise<DeletionList | undefined> {
  if (path === undefined) return undefined
  return {source: bytesSource(await files.read(path)), path: path === '-' ? '-' : files.resolve(path)}
}

/**
 * `batch delete`: deletes from the DMP the documents of a list, or those fed for a local patient. Each is found in the
 * journal, or named by its uniqueId and the INS of its patient.
 * @throws DmpError DMP_MISSING_VALUE, DMP_MANIFEST_UNREADABLE, DMP_CONFIRMATION_NEEDED, those of the journal and the keys
 */
export async function batchDelete(bench: TakeBackBench, wish: DeleteListWish): Promise<TakeBackReport> {
  const journal = await bench.journal()
  const {since, until, types, maxItems = Number.POSITIVE_INFINITY, withReplaced, ...how} = wish
  refuseSharedInput([wish.list, wish.patient])
  const ipp = wish.patient === undefined ? undefined : await wordValue(bench, wish.patient)
  if ((wish.list === undefined) === (ipp === undefined))
    throw new DmpError('DMP_MISSING_VALUE', {
      params: {names: 'LIST | --patient'},
      details: {missing: ['LIST', '--patient']},
    })
  const list = await listOf(bench, wish.list)
  return takeBack(bench, {
    ...how,
    kind: 'delete',
    run: undefined,
    facts: {list: list?.path, ipp, since, until, types, maxItems: wish.maxItems, withReplaced},
    again: list === undefined ? 'dmp batch delete --patient @FILE' : `dmp batch delete ${list.path}`,
    records: (most) => {
      const everyWaiting = list === undefined && how.reason === 'wrong-patient'
      const scope = {since, until, types, withReplaced, everyWaiting, maxItems: Math.min(maxItems, most)}
      const deletions = new ListedDeletions(bench, journal, scope)
      return list === undefined ? deletions.ofPatient(ipp ?? '') : deletions.ofList(list)
    },
  })
}
