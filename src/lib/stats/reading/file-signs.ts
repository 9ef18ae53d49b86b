import type {Notices} from './notices.ts'

/** Numbers of values that "Top N" is set to by default and by habit. */
const TOP_N = new Set([5, 10, 20, 100])
/** Rows at which ES|QL and saved searches end. */
const ROW_CAPS = new Set([500, 1000, 10_000])
/** Sizes at which the reporting of Kibana cuts a file (`xpack.reporting.csv.maxSizeBytes`, by version). */
const SIZE_CAPS = [10, 250].map((mebibytes) => mebibytes * 1024 * 1024)
const NEAR = 0.01

/** Signs that the measure of a file gives: it ends just where an exporter would have cut it. */
export function fileSigns(
  notices: Notices,
  {size, rows, finess}: {readonly size: number; readonly rows: number; readonly finess: number},
): void {
  if (TOP_N.has(finess)) notices.sign('top-n', undefined, {count: finess})
  if (ROW_CAPS.has(rows)) notices.sign('row-cap', undefined, {count: rows})
  if (SIZE_CAPS.some((cap) => Math.abs(size - cap) <= cap * NEAR)) notices.sign('size-cap', undefined, {size})
}
