import {readFileSync} from 'node:fs'
import {isPlainFile} from '../files/plain-file.ts'
import {leafUnit} from '../keys/leaf-unit.ts'
import type {KeySource} from '../profile/profile.ts'

const MAX_BYTES = 1 << 20

/** The short way through a PKCS#12 file; for every other file, or a doubt, the whole preview. */
export async function leafUnitOf(source: KeySource): Promise<string | undefined> {
  const found = source.kind === 'pkcs12' ? quick(source.path) : undefined
  if (found !== undefined) return found
  const {keyFiles} = await import('./key-files.ts')
  const preview = await keyFiles.preview(source).catch(() => undefined)
  return preview?.leaf?.subject.organisationalUnit
}

function quick(path: string): string | undefined {
  try {
    if (!isPlainFile(path)) return undefined
    const bytes = readFileSync(path)
    return bytes.length > MAX_BYTES ? undefined : leafUnit(bytes)
  } catch {
    return undefined
  }
}
