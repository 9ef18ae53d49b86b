import {
  type BlockId,
  blockForms,
  blockIds,
  type DatamatrixFinding,
  HEADER,
  HEADER_LENGTH,
  SEPARATOR,
} from './payload.ts'

export interface WalkedBlocks {
  readonly values: ReadonlyMap<BlockId, string>
  readonly findings: readonly DatamatrixFinding[]
}

const isBlock = (id: string): id is BlockId => (blockIds as readonly string[]).includes(id)

function fault(rule: string, params: DatamatrixFinding['params'] = {}): DatamatrixFinding {
  return {rule, severity: 'error', params}
}

function headerFindings(header: string): DatamatrixFinding[] {
  if (header === HEADER) return []
  const version = /^IS(\d\d)0{22}$/.exec(header)?.[1]
  return [
    version === undefined
      ? fault('DATAMATRIX-HEADER')
      : {rule: 'DATAMATRIX-VERSION', severity: 'warning', params: {version}},
  ]
}

/**
 * A variable value that runs into the next block: no name holds a digit and no OID a letter, so the id of a block inside
 * means that its separator was lost. Where the value ends is never guessed.
 */
function ranOn(id: BlockId, value: string): boolean {
  return id === 'S2' ? /[^0-9.]/.test(value) : /S[1-7]/.test(value)
}

interface Step {
  readonly value: string
  readonly next: number
  /** A separator where none is due. */
  readonly surplus: boolean
}

function take(text: string, from: number, id: BlockId): Step {
  const {longest, variable} = blockForms[id]
  const separator = variable ? text.indexOf(SEPARATOR, from) : -1
  const end = Math.min(from + longest, separator === -1 ? text.length : separator, text.length)
  const value = text.slice(from, end)
  if (text.charAt(end) !== SEPARATOR) return {value, next: end, surplus: false}
  const due = variable && value.length < longest && end + 1 < text.length
  return {value, next: end + 1, surplus: !due}
}

/** Splits a text that begins like a datamatrix INS into its blocks, in any order, up to what cannot be understood. */
export function walkBlocks(text: string): WalkedBlocks {
  const values = new Map<BlockId, string>()
  const findings = headerFindings(text.slice(0, HEADER_LENGTH))
  let surplus = false
  let at = HEADER_LENGTH
  const stop = (finding: DatamatrixFinding) => {
    findings.push(finding)
    at = text.length
  }
  while (at < text.length) {
    const id = text.slice(at, at + 2)
    if (!isBlock(id)) {
      stop(fault('DATAMATRIX-BLOCK', {block: '-', fault: 'unknown'}))
    } else if (id === 'S1' && /^true/i.test(text.slice(at + 2, at + 6))) {
      findings.push(fault('DATAMATRIX-S1TRUE'))
      at += text.charAt(at + 6) === SEPARATOR ? 7 : 6
    } else {
      const step = take(text, at + 2, id)
      surplus ||= step.surplus
      if (blockForms[id].variable && ranOn(id, step.value)) stop(fault('DATAMATRIX-SEPARATOR', {block: id}))
      else if (values.has(id)) stop(fault('DATAMATRIX-BLOCK', {block: id, fault: 'twice'}))
      else {
        values.set(id, step.value)
        at = step.next
      }
    }
  }
  if (surplus)
    findings.push({rule: 'DATAMATRIX-TYPED', severity: 'info', params: {what: 'surplus-separator'}})
  return {values, findings}
}
