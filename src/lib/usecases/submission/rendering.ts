import {buildLevel1} from '../../cda/build-level1.ts'
import {readyLevel1} from '../../cda/level1-document.ts'
import type {Level1Input} from '../../cda/level1-input.ts'
import type {CdaHeader} from '../../cda/model.ts'
import {readCdaHeader} from '../../cda/read-header.ts'
import {hashSource, hexToBase64} from '../../digest/hash-source.ts'
import type {ByteSource} from '../../ports/byte-source.ts'
import type {Workbench} from '../ports.ts'

/** A CDA as it will be sent: its bytes, its header, and what the lot says of it. */
export interface Rendering {
  readonly source: ByteSource
  readonly header: CdaHeader
  readonly sha1Hex: string
  readonly size: number
  /** Digest of the canonical form, for the manifest of the lot signature. */
  readonly digestBase64: string
}

type Digest = 'sha1' | 'sha256'
type Bench = Pick<Workbench, 'cdaReader' | 'signal'>

/**
 * Wraps a file. The builder writes canonical XML, so the hash of the bytes is the digest of the canonical form too, and
 * it gives the tree of what it wrote: nothing is parsed again.
 */
export async function renderLevel1(
  {signal}: Pick<Bench, 'signal'>,
  input: Level1Input,
  body: ByteSource,
  digest: Digest,
): Promise<Rendering> {
  const template = buildLevel1(input)
  const source = await readyLevel1(template, body, signal)
  const header = readCdaHeader(template.root)
  const hashes = await hashSource(source, ['sha1', digest], signal)
  return {
    source,
    header,
    sha1Hex: hashes.sha1,
    size: hashes.size,
    digestBase64: hexToBase64(hashes[digest]),
  }
}

/** Takes a ready-made CDA byte for byte; only the digest looks at its canonical form. */
export async function renderReady(bench: Bench, source: ByteSource, digest: Digest): Promise<Rendering> {
  const {header, sha1Hex, size} = await bench.cdaReader.read(source, bench.signal)
  const digestBase64 = await bench.cdaReader.canonicalDigest(source, digest, bench.signal)
  return {source, header, sha1Hex, size, digestBase64}
}
