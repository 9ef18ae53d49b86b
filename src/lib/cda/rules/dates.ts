import {descendantsOf, type XmlNode} from '../../xmltree/xml-node.ts'
import type {CdaTime} from '../model.ts'
import {readTs} from '../times.ts'
import {part} from '../walk.ts'
import {at, attribute, type Fault, isTs, type Rule, rule, sources} from './rule.ts'

const TIMES = new Set(['effectiveTime', 'time', 'birthTime', 'low', 'high'])
/** Clocks of two machines may differ by this much. */
const TOLERANCE_MS = 5 * 60_000
const DAY_MS = 86_400_000
const OLDEST_BIRTH_YEAR = 1850

function* timesOf(root: XmlNode): Generator<XmlNode> {
  for (const child of root.children) {
    if (child.name === 'component') continue
    for (const node of descendantsOf(child)) if (TIMES.has(node.name)) yield node
  }
}

/** End of the period that a TS names, so that a day compares as the whole day. */
function startOf(time: CdaTime | undefined): {at: number; digits: number} | undefined {
  return time?.value === undefined ? undefined : readTs(time.value)
}

function* future(time: CdaTime | undefined, now: number): Generator<Fault> {
  const read = startOf(time)
  const slack = read && read.digits <= 8 ? DAY_MS : TOLERANCE_MS
  if (time && read && read.at > now + slack) yield {line: time.line, params: {found: time.value ?? '-'}}
}

/** Dates that cannot be, whatever the schema says. */
export const dateRules: readonly Rule[] = [
  rule(
    'CDA-DATE-FORM',
    function* ({root}) {
      for (const node of timesOf(root)) {
        const value = attribute(node, 'value')
        if (value === undefined || isTs(value)) continue
        // The birth date is a trait: no report shows it.
        yield at(node, {element: node.name, found: node.name === 'birthTime' ? '…' : value})
      }
    },
    sources.datatypes,
  ),
  rule(
    'CDA-DATE-OFFSET',
    function* ({root}) {
      for (const node of timesOf(root)) {
        const read = readTs(attribute(node, 'value') ?? '')
        if (read && read.digits > 8 && !read.offset) yield at(node, {element: node.name})
      }
    },
    sources.dates,
    'warning',
  ),
  rule(
    'CDA-DATE-ORDER',
    function* ({root}) {
      for (const node of timesOf(root)) {
        const low = attribute(part(node, 'low'), 'value')
        const high = attribute(part(node, 'high'), 'value')
        const [from, to] = [readTs(low ?? ''), readTs(high ?? '')]
        if (from && to && (from.at >= to.at || low === high))
          yield at(node, {low: low ?? '', high: high ?? ''})
      }
    },
    sources.datatypes,
  ),
  rule(
    'CDA-DATE-FUTURE',
    function* ({effectiveTime, authors, legalAuthenticator, services}, {now}) {
      const times = [
        effectiveTime,
        ...authors.map((one) => one.time),
        legalAuthenticator?.time,
        ...services.map((one) => one.start),
      ]
      for (const time of times) yield* future(time, now)
    },
    sources.dates,
  ),
  rule(
    'CDA-DATE-BIRTH',
    function* ({patient, effectiveTime}, {now}) {
      const time = patient?.birthTime
      const birth = startOf(time)
      if (!time || !birth) return
      const latest = Math.min(now, startOf(effectiveTime)?.at ?? now) + DAY_MS
      const tooOld = new Date(birth.at).getUTCFullYear() < OLDEST_BIRTH_YEAR
      if (birth.at > latest || tooOld) yield {line: time.line}
    },
    sources.dates,
  ),
]
