/**
 * `--events FILE`: one JSON object a line, for the tools of a hospital to follow a run (schema `dmp.batch.event/1`).
 * Each line is on its way to the disk before the next item is dealt with; the journal remains the proof.
 */
import {hideMatricules} from '../../../ins/hide-matricules.ts'
import type {LineOutput} from '../../../ports/outputs.ts'
import type {Remark} from '../../ports.ts'
import type {ItemStep, RunObserver, RunPause, RunStart} from '../run/run-observer.ts'
import type {RunReport} from '../run/run-report.ts'
import {isoOf} from './standing.ts'

type Line = Readonly<Record<string, unknown>>

function startLine({at, batchIds, profiles, environment, width, perSecond, perDay, account}: RunStart): Line {
  return {
    ts: isoOf(at),
    event: 'start',
    batches: batchIds,
    profiles,
    environment,
    width,
    per_second: perSecond,
    per_day: perDay,
    account,
  }
}

/** What a hospital finds its document by goes along; the INS, names and titles do not. */
function itemLine({at, item, from, to, attempt, code, tookMs, retryAt}: ItemStep): Line {
  const {id, batchId, action, ipp, venue, sourceId, documentUniqueId} = item
  return {
    ts: isoOf(at),
    event: 'item',
    batch: batchId ?? null,
    item: id,
    action,
    from,
    to,
    attempt,
    code: code ?? null,
    ipp: ipp === undefined ? null : hideMatricules(ipp),
    venue: venue === undefined ? null : hideMatricules(venue),
    source_id: sourceId === undefined ? null : hideMatricules(sourceId),
    unique_id: documentUniqueId,
    ...(tookMs === undefined ? {} : {took_ms: Math.round(tookMs)}),
    ...(retryAt === undefined ? {} : {retry_at: isoOf(retryAt)}),
  }
}

function pauseLine({at, reason, until, profile, code}: RunPause): Line {
  return {
    ts: isoOf(at),
    event: 'pause',
    reason,
    until: until === undefined ? null : isoOf(until),
    ...(profile === undefined ? {} : {profile}),
    code: code ?? null,
  }
}

function stopLine({endedAt, stopped, account}: RunReport): Line {
  return {ts: endedAt, event: 'stop', reason: stopped.reason, code: stopped.code, account}
}

/** A file that can no longer be written is told once; the run does not suffer from it. */
export function eventsObserver(
  lines: LineOutput,
  {file, now, warn}: {readonly file: string; now(): number; warn(remark: Remark): void},
): RunObserver {
  let lost = false
  const put = (line: Line) => {
    if (lost) return
    try {
      lines.append(JSON.stringify(line))
    } catch {
      lost = true
      warn({code: 'events-lost', params: {file}})
    }
  }
  return {
    onStart: (start) => put(startLine(start)),
    onItem: (step) => put(itemLine(step)),
    onPause: (pause) => put(pause ? pauseLine(pause) : {ts: isoOf(now()), event: 'resume'}),
    onStop: (report) => put(stopLine(report)),
    close: async () => lines.close(),
  }
}
