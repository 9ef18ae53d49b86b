// JSON laid out as the formatter of the repository lays it out, one flag a line, so that a difference reads well.
const WIDTH = 110

function inline(value) {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`
  if (value !== null && typeof value === 'object') {
    const parts = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${inline(one)}`)
    return parts.length ? `{ ${parts.join(', ')} }` : '{}'
  }
  return JSON.stringify(value)
}

const isRich = (value) => value !== null && typeof value === 'object' && Object.keys(value).length > 1

/** An object with parts of its own is opened; so is a list of several things that have several parts each. */
const staysInline = (value) =>
  Array.isArray(value)
    ? value.length < 2 || !value.every(isRich)
    : Object.values(value).every((one) => one === null || typeof one !== 'object' || Array.isArray(one))

function lay(value, indent, before) {
  const line = inline(value)
  const empty = value !== null && typeof value === 'object' && Object.keys(value).length === 0
  const fits = indent.length + before + line.length + 1 <= WIDTH
  if (value === null || typeof value !== 'object' || empty) return line
  if (fits && before > 0 && staysInline(value)) return line
  const inner = `${indent}  `
  if (Array.isArray(value)) {
    const parts = value.map((one) => inner + lay(one, inner, 1))
    return `[\n${parts.join(',\n')}\n${indent}]`
  }
  const parts = Object.entries(value).map(([key, one]) => {
    const name = `${JSON.stringify(key)}: `
    return `${inner}${name}${lay(one, inner, name.length)}`
  })
  return `{\n${parts.join(',\n')}\n${indent}}`
}

/** The text of a JSON file, line end included. */
export const layOut = (value) => `${lay(value, '', 0)}\n`
