import type {Attempt, Found, SearchTask, Unwrapped} from './finding.ts'
import {MAX_DEPTH, none} from './finding.ts'

/** No exchange is shorter, in bytes. */
const SHORTEST = 48

/** What was found in unwrapped bytes, as seen from outside. */
export function asOuter(found: Found, {wrapping, map, end}: Unwrapped, shift = 0): Found {
  const outer = (inner: number) => Math.min(map.outerOf(Math.max(0, inner - shift)), end)
  return {
    ...found,
    start: outer(found.start),
    end: outer(found.end),
    wrapping: [...wrapping, ...found.wrapping],
    ...(found.cut ? {cut: {...found.cut, at: outer(found.cut.at)}} : {}),
  }
}

/** The first exchange of bytes that are all there. @param shift bytes put before them */
export function firstWithin(unwrapped: Unwrapped, task: SearchTask, shift = 0): readonly Found[] {
  if (task.depth >= MAX_DEPTH) return []
  const inner = {...task, final: true, firstOnly: true, depth: task.depth + 1}
  return task
    .search(unwrapped.bytes, inner)
    .found.slice(0, 1)
    .map((one) => asOuter(one, unwrapped, shift))
}

/**
 * Every exchange of a stretch that begins at `start` and was unwrapped as far as it goes.
 * @param whole false when the stretch may go on after the bytes at hand
 */
export function allWithin(unwrapped: Unwrapped, start: number, whole: boolean, task: SearchTask): Attempt {
  if (task.depth >= MAX_DEPTH) return none(unwrapped.end)
  if (whole && unwrapped.bytes.length < SHORTEST) return none(unwrapped.end)
  const final = whole || task.final
  const result = task.search(unwrapped.bytes, {...task, final, firstOnly: false, depth: task.depth + 1})
  const found = result.found.map((one) => asOuter(one, unwrapped))
  if (final) return found.length === 0 ? none(unwrapped.end) : {kind: 'found', found, end: unwrapped.end}
  const from = Math.max(start, unwrapped.map.restart(result.openAt ?? result.keepFrom))
  return {kind: 'open', from, found}
}
