import {unescaped} from './escape.ts'
import type {Hl7Message, Hl7Segment} from './message.ts'

export function segmentsOf(message: Hl7Message, name: string): readonly Hl7Segment[] {
  return message.segments.filter((segment) => segment.name === name)
}

export function firstSegment(message: Hl7Message, name: string): Hl7Segment | undefined {
  return message.segments.find((segment) => segment.name === name)
}

/** One repetition of a field, still raw. */
export type Repetition = readonly string[]

/** Repetitions of a field that are not empty, each split in components. */
export function repetitionsOf(
  {separators}: Hl7Message,
  segment: Hl7Segment | undefined,
  field: number,
): readonly Repetition[] {
  return (segment?.fields[field] ?? '')
    .split(separators.repetition)
    .filter((one) => one !== '' && one !== '""')
    .map((one) => one.split(separators.component))
}

/** Sub-component (from 1) of a component (from 1), unescaped and trimmed; undefined when empty or deleted (`""`). */
export function valueIn(
  message: Hl7Message,
  repetition: Repetition | undefined,
  component = 1,
  subcomponent = 1,
): string | undefined {
  const raw = repetition?.[component - 1]?.split(message.separators.subcomponent)[subcomponent - 1]
  if (raw === undefined || raw === '""') return undefined
  return unescaped(raw, message).trim() || undefined
}

/** Value of the first repetition of a field. */
export function valueAt(
  message: Hl7Message,
  segment: Hl7Segment | undefined,
  field: number,
  component = 1,
  subcomponent = 1,
): string | undefined {
  return valueIn(message, repetitionsOf(message, segment, field)[0], component, subcomponent)
}
