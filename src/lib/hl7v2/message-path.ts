/** Path of the `document`-th document, decoded, of the `message`-th message of a file; both count from 1. */
export function documentPath(file: string, message: number, document: number): string {
  return `${file}#message=${message}.${document}`
}

/** Path of a message as it stands in its file, without framing. */
export function messagePath(file: string, message: number): string {
  return `${file}#message=${message}`
}
