import {buildLevel1} from '../../cda/build-level1.ts'
import {level1Document} from '../../cda/level1-document.ts'
import type {Level1Input} from '../../cda/level1-input.ts'
import type {CdaHeader} from '../../cda/model.ts'
import {hashSource, hexToBase64} from '../../digest/hash-source.ts'
import type {ByteSource} from '../../ports/byte-source.ts'
import type {Workbench} from '../ports.ts'

/** A CDA as it will be sent: its bytes, its header read back from them, and what the lot says of it. */
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

/** Wraps a file. The builder writes canonical XML, so the hash of the bytes is the digest of the canonical form too. */
export async function renderLevel1(
  bench: Bench,
  input: Level1Input,
  body: ByteSource,
  digest: Digest,
): Promise<Rendering> {
  const template = buildLevel1(input)
  const source = level1Document(template, body)
  const header = bench.cdaReader.header(Buffer.concat([template.head, template.tail]))
  const {sha1Hex, sha256Hex, size} = await hashSource(source, bench.signal)
  return {source, header, sha1Hex, size, digestBase64: hexToBase64(digest === 'sha1' ? sha1Hex : sha256Hex)}
}

/** Takes a ready-made CDA byte for byte; only the digest looks at its canonical form. */
export async function renderReady(bench: Bench, source: ByteSource, digest: Digest): Promise<Rendering> {
  const {header, sha1Hex, size} = await bench.cdaReader.read(source, bench.signal)
  const digestBase64 = await bench.cdaReader.canonicalDigest(source, digest, bench.signal)
  return {source, header, sha1Hex, size, digestBase64}
}
