import {uniqueIdOf} from '../../../cda/read-header.ts'
import {maskIns} from '../../../ins/matricule.ts'
import type {PlanIndex} from '../../../ports/plan-index.ts'
import type {Visibility} from '../../../visibility/visibility.ts'
import type {PreparedDocument} from '../../submission/prepare-document.ts'
import type {Verdict} from '../candidate.ts'
import {isCircular} from './circles.ts'
import type {PlannedTarget} from './freeze-request.ts'
import {foreignTarget, isLive, type Known, type KnownVersions, targetOf} from './known-versions.ts'

interface Around {
  readonly index: PlanIndex
  readonly known: KnownVersions
  readonly again: boolean
  /** The current number of a patient who had this one before. */
  currentOf(former: string): string | undefined
}

const held = (reason: string, params?: Verdict['params']): Verdict => ({
  class: 'held',
  reason,
  ...(params ? {params} : {}),
})

function sameMasks(wanted: Visibility | undefined, kept: Visibility): boolean {
  const names = Object.keys(wanted ?? {}) as (keyof Visibility)[]
  return names.every((name) => wanted?.[name] === kept[name])
}

/**
 * The list planned again: these very bytes are a version of that document already, be it the last one or one that was
 * replaced since. Other masks on the last one are a wish of their own.
 */
async function againstRepetition(
  {known, again}: Around,
  {request, sourceSha256, ins}: PreparedDocument,
  last: Known,
): Promise<Verdict | undefined> {
  const versions = (await known.byBytes(sourceSha256, ins)).filter(
    (item) => isLive(item) && item.setId === last.setId,
  )
  const twin = versions.find(({id}) => id === last.id) ?? versions[0]
  if (!twin || (twin.id === last.id && !sameMasks(request.visibility, twin.visibility))) return undefined
  if (!twin.replaces) return held('replace-unchanged', {uniqueId: twin.documentUniqueId})
  if (again && twin.id !== last.id) return undefined
  const reason = twin.state === 'accepted' ? 'already-sent' : 'already-planned'
  return {class: 'excluded', reason, params: {uniqueId: twin.documentUniqueId}}
}

async function againstCircle(
  around: Around,
  {request, reading}: PreparedDocument,
  word: string,
): Promise<Verdict | undefined> {
  const uniqueId = reading && uniqueIdOf(reading.header.id)
  if (!(await isCircular(around, {uniqueId, sourceId: request.sourceId}, word))) return undefined
  return held('replace-circular', uniqueId ? {uniqueId} : undefined)
}

/** The version that a record replaces, resolved without the DMP; a verdict when it cannot be. */
export async function targetFor(
  around: Around,
  prepared: PreparedDocument,
): Promise<PlannedTarget | Verdict> {
  const {request, reading, ins} = prepared
  const announced = reading && uniqueIdOf(reading.header.replaces?.id)
  const word = request.replaces ?? announced
  if (!word) return {class: 'rejected', reason: 'replace-unnamed'}
  const circular = await againstCircle(around, prepared, word)
  if (circular) return circular
  const named = await around.known.named(word)
  if (named.found === 'several') return held('replace-unclear')
  if (named.found === 'deleted') return held('replace-deleted')
  const item = named.found === 'one' ? named.item : undefined
  const repeated = item && (await againstRepetition(around, prepared, item))
  if (repeated) return repeated
  const target = item ? targetOf(item) : foreignTarget(word)
  if (!target) return held('replace-unknown')
  if (reading && announced !== target.uniqueId) return {class: 'rejected', reason: 'replace-not-announced'}
  if (target.ins && (target.ins.matricule !== ins.matricule || target.ins.oid !== ins.oid))
    return around.currentOf(target.ins.matricule) === ins.matricule
      ? held('replace-former-ins')
      : held('replace-other-patient', {ins: maskIns(target.ins.matricule)})
  const rival = item && (await around.known.replacementOf(item))
  return rival ? held('replace-rival', {uniqueId: rival.documentUniqueId}) : target
}
