import type {Progress, ProgressStep} from '../ports/progress.ts'

interface Output {
  write(text: string): unknown
}

const SILENT: Progress = {start: () => undefined, update: () => undefined, stop: () => undefined}
const BAR_WIDTH = 24
const LINE_EVERY_MS = 30_000

function counted(label: string, {done, total, failed}: ProgressStep): string {
  const part = total === undefined ? `${done}` : `${done}/${total}`
  return `${label} ${part}${failed ? ` (${failed} ✗)` : ''}`
}

function bar({done, total}: ProgressStep): string {
  if (!total) return ''
  const filled = Math.round((BAR_WIDTH * done) / total)
  return `[${'█'.repeat(filled)}${'·'.repeat(BAR_WIDTH - filled)}] `
}

/** One line redrawn in place. */
function livelyProgress(output: Output): Progress {
  let label = ''
  return {
    start: (text) => {
      label = text
    },
    update: (step) => void output.write(`\r\u001b[2K${bar(step)}${counted(label, step)}`),
    stop: () => void output.write('\r\u001b[2K'),
  }
}

/** A plain line every so many items or seconds, for logs and schedulers. */
function plainProgress(output: Output, now: () => number): Progress {
  let label = ''
  let every = 1
  let saidAt = 0
  let saidDone = 0
  return {
    start: (text, total = 0) => {
      label = text
      // how many there will be is not known: only the time says when a line is due
      every = total === 0 ? Number.POSITIVE_INFINITY : Math.max(1, Math.ceil(total / 10))
      saidAt = now()
      saidDone = 0
    },
    update: (step) => {
      const due = step.done - saidDone >= every || now() - saidAt >= LINE_EVERY_MS || step.done === step.total
      if (!due || step.done === saidDone) return
      saidAt = now()
      saidDone = step.done
      output.write(`${counted(label, step)}\n`)
    },
    stop: () => undefined,
  }
}

/** @param say turns the message key that a use case gives as label into words */
export function createProgress(
  say: (key: string) => string,
  kind: 'lively' | 'plain' | 'silent',
  output: Output,
  now: () => number,
): Progress {
  if (kind === 'silent') return SILENT
  const progress = kind === 'lively' ? livelyProgress(output) : plainProgress(output, now)
  return {...progress, start: (label, total) => progress.start(say(label), total)}
}
