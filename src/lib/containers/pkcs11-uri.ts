/** A `pkcs11:` URI (RFC 7512), as far as it names a module, a token and an object. */
export interface Pkcs11Uri {
  readonly modulePath?: string
  readonly token: {readonly label?: string; readonly serial?: string; readonly slot?: number}
  readonly object: {readonly label?: string; readonly id?: Uint8Array}
  /** Path of `pin-source`, or undefined. */
  readonly pinFile?: string
  /** The URI holds the PIN itself, which must never be. */
  readonly holdsPin: boolean
}

const scheme = 'pkcs11:'

export function isPkcs11Uri(name: string): boolean {
  return name.toLowerCase().startsWith(scheme)
}

/** Undefined for a text that is no such URI. */
export function readPkcs11Uri(text: string): Pkcs11Uri | undefined {
  if (!isPkcs11Uri(text)) return undefined
  const [path = '', query = ''] = text.slice(scheme.length).split('?', 2)
  try {
    const inPath = attributes(path, ';')
    const inQuery = attributes(query, '&')
    const slot = inPath.get('slot-id')
    const id = inPath.get('id')
    const source = inQuery.get('pin-source')
    const optional = {
      token: given({label: textOf(inPath.get('token')), serial: textOf(inPath.get('serial'))}),
      object: given({label: textOf(inPath.get('object'))}),
    }
    const modulePath = textOf(inQuery.get('module-path'))
    return {
      ...(modulePath ? {modulePath} : {}),
      token: {...optional.token, ...(slot ? {slot: Number(textOf(slot))} : {})},
      object: {...optional.object, ...(id ? {id: new Uint8Array(id)} : {})},
      ...(source ? {pinFile: textOf(source)?.replace(/^file:(\/\/)?/, '') ?? ''} : {}),
      holdsPin: inQuery.has('pin-value') || inPath.has('pin-value'),
    }
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
}

/** Values are bytes: an `id` is rarely a text. */
function attributes(text: string, separator: string): Map<string, Buffer> {
  const pairs = text.split(separator).filter(Boolean)
  return new Map(
    pairs.map((pair) => {
      const at = pair.indexOf('=')
      if (at <= 0) throw new URIError(pair)
      return [pair.slice(0, at), bytesOf(pair.slice(at + 1))]
    }),
  )
}

function bytesOf(value: string): Buffer {
  const parts = value.split(/(%[0-9a-f]{2})/i)
  return Buffer.concat(
    parts.map((part) =>
      /^%[0-9a-f]{2}$/i.test(part) ? Buffer.from(part.slice(1), 'hex') : Buffer.from(part, 'utf8'),
    ),
  )
}

function textOf(bytes: Buffer | undefined): string | undefined {
  return bytes?.toString('utf8')
}

function given(values: {label?: string | undefined; serial?: string | undefined}): {
  label?: string
  serial?: string
} {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}
