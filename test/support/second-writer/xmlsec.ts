import {spawnSync} from 'node:child_process'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'

export interface XmlsecVerdict {
  /** Exit code 0: the core signature holds. */
  readonly core: boolean
  /** Manifest references whose digest holds, and how many there are. */
  readonly manifestValid: number
  readonly manifestTotal: number
  readonly output: string
}

/**
 * xmlsec1's opinion. Its exit code says nothing of the Manifest, so its count of valid references is read;
 * each document must be mapped from its urn:oid to a file.
 */
export function xmlsecVerify(
  xml: string,
  caPem: string,
  ids: Readonly<Record<string, string>>,
  documents: Readonly<Record<string, Uint8Array>> = {},
): XmlsecVerdict {
  const folder = mkdtempSync(join(tmpdir(), 'xmlsec-'))
  try {
    const file = (name: string, content: string | Uint8Array): string => {
      const path = join(folder, name)
      writeFileSync(path, content)
      return path
    }
    const authorities = (
      caPem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
    ).flatMap((pem, index) => ['--trusted-pem', file(`ca${index}.pem`, pem)])
    const maps = Object.entries(documents).flatMap(([uri, bytes], index) => [
      `--url-map:${uri}`,
      file(`document${index}`, bytes),
    ])
    const idAttributes = Object.entries(ids).flatMap(([element, name]) => [`--id-attr:${name}`, element])
    const result = spawnSync(
      'xmlsec1',
      ['--verify', '--print-debug', ...authorities, ...idAttributes, ...maps, file('signature.xml', xml)],
      {encoding: 'utf8'},
    )
    const output = `${result.stdout}${result.stderr}`
    const counted = /Manifests References \(ok\/all\): (\d+)\/(\d+)/.exec(output)
    return {
      core: result.status === 0,
      manifestValid: Number(counted?.[1] ?? 0),
      manifestTotal: Number(counted?.[2] ?? 0),
      output,
    }
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}

export const lotIds = {
  'http://www.w3.org/2000/09/xmldsig#:Manifest': 'Id',
  'http://uri.etsi.org/01903/v1.1.1#:SignedProperties': 'Id',
}
export const vihfIds = {'urn:oasis:names:tc:SAML:2.0:assertion:Assertion': 'ID'}
