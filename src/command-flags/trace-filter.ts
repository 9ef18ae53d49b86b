import {Flags} from '@oclif/core'
import type {TraceWords} from '../lib/usecases/trace/trace-words.ts'
import {from, upTo} from './moment.ts'

const outcomes = ['success', 'warning', 'refused', 'failure', 'unknown'] as const
const environments = ['sandbox', 'test', 'formation', 'production'] as const
const group = {helpGroup: 'filter'} as const

/** Which traces: all conditions hold together, the values of one are alternatives. */
export const traceFilterFlags = {
  from: from({summary: 'flag.trace-from', ...group}),
  to: upTo({summary: 'flag.trace-to', ...group}),
  ins: Flags.string({summary: 'flag.ins', helpValue: '@FILE|-|INS', ...group}),
  'ins-oid': Flags.string({summary: 'flag.ins-oid', ...group}),
  ipp: Flags.string({summary: 'flag.trace-ipp', ...group}),
  document: Flags.string({summary: 'flag.trace-document', helpValue: 'UNIQUE-ID', ...group}),
  user: Flags.string({summary: 'flag.trace-user', multiple: true, multipleNonGreedy: true, ...group}),
  establishment: Flags.string({
    summary: 'flag.trace-establishment',
    helpValue: 'FINESS',
    multiple: true,
    multipleNonGreedy: true,
    ...group,
  }),
  operation: Flags.string({
    summary: 'flag.trace-operation',
    multiple: true,
    multipleNonGreedy: true,
    ...group,
  }),
  outcome: Flags.option({
    summary: 'flag.trace-outcome',
    options: outcomes,
    multiple: true,
    multipleNonGreedy: true,
    ...group,
  })(),
  error: Flags.string({
    summary: 'flag.trace-error',
    helpValue: 'CODE',
    multiple: true,
    multipleNonGreedy: true,
    ...group,
  }),
  type: Flags.string({
    summary: 'flag.trace-type',
    helpValue: 'TYPECODE',
    multiple: true,
    multipleNonGreedy: true,
    ...group,
  }),
  run: Flags.string({summary: 'flag.trace-run', multiple: true, multipleNonGreedy: true, ...group}),
  environment: Flags.option({
    summary: 'flag.trace-environment',
    options: environments,
    multiple: true,
    multipleNonGreedy: true,
    ...group,
  })(),
}

/** Other journals to read instead of the profile's. */
export const traceJournalsFlag = {
  journal: Flags.string({
    summary: 'flag.trace-journal',
    helpValue: 'FILE',
    multiple: true,
    multipleNonGreedy: true,
    ...group,
  }),
}

type Parsed = {
  readonly [name in keyof typeof traceFilterFlags]?: unknown
} & {readonly journal?: readonly string[] | undefined}

/** The flags in the words of the use cases. */
export function traceWords(flags: Parsed): TraceWords {
  const list = (name: keyof Parsed) => flags[name] as readonly string[] | undefined
  return {
    since: flags.from as number | undefined,
    until: flags.to as number | undefined,
    ins: flags.ins as string | undefined,
    insOid: flags['ins-oid'] as string | undefined,
    ipp: flags.ipp as string | undefined,
    document: flags.document as string | undefined,
    users: list('user'),
    finess: list('establishment'),
    operations: list('operation'),
    outcomes: list('outcome') as TraceWords['outcomes'],
    errors: list('error'),
    typeCodes: list('type'),
    runs: list('run'),
    environments: list('environment'),
    journals: list('journal'),
  }
}

/** The flags without the journals to read, which are not the one this command writes to. */
export function ownFlags<F extends {readonly journal?: unknown}>({journal: _journal, ...flags}: F) {
  return flags
}
