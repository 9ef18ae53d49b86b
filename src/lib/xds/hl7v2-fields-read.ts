import {type Cx, hl7Unescape, type Xcn, type Xon} from './hl7v2-fields.ts'

function components(text: string): readonly string[] {
  return text.split('^')
}

const value = (parts: readonly string[], position: number) => hl7Unescape(parts[position - 1] ?? '')

/** The OID of an assigning authority `&<oid>&ISO`; undefined for another form. */
function oidOf(text: string | undefined): string | undefined {
  const [name, oid, type] = (text ?? '').split('&')
  return name === '' && oid && type === 'ISO' ? hl7Unescape(oid) : undefined
}

/** Undefined when there is no identifier or no OID. */
export function readCx(text: string): Cx | undefined {
  const parts = components(text)
  const oid = oidOf(parts[3])
  const id = value(parts, 1)
  if (oid === undefined || id === '') return undefined
  const date = value(parts, 7)
  return {value: id, oid, type: value(parts, 5), ...(date === '' ? {} : {date})}
}

export function readXcn(text: string): Xcn | undefined {
  const parts = components(text)
  const oid = oidOf(parts[8])
  const id = value(parts, 1)
  if (oid === undefined || id === '') return undefined
  return {
    ...{id, oid, family: value(parts, 2), given: value(parts, 3)},
    nameType: value(parts, 10),
    idType: value(parts, 13),
  }
}

export function readXon(text: string): Xon | undefined {
  const parts = components(text)
  const name = value(parts, 1)
  const id = value(parts, 10)
  const oid = oidOf(parts[5])
  if (name === '') return undefined
  return id !== '' && oid !== undefined ? {name, id, oid} : {name, oid: ''}
}
