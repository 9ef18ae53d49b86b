import type {Parts} from './parts.ts'
import type {Bag, Pkcs12Structure} from './pkcs12-structure.ts'
import {publicPart} from './private-key.ts'
import {isRefusedScheme, isTripleDes, schemeName} from './schemes.ts'

/** What a password showed: bags of the encrypted safes, and the public part of each key that it opened. */
export interface OpenedBags {
  readonly bags: readonly Bag[]
  readonly publicParts: ReadonlyMap<Bag, string>
}

/**
 * What a PKCS#12 file shows without its password: files of the ANS platform keep their certificates in clear, and
 * only the key is closed. How it is closed is read from its ASN.1, before any library is asked to open it.
 */
export function addPkcs12(parts: Parts, structure: Pkcs12Structure, opened?: OpenedBags): void {
  addBags(parts, [...structure.bags, ...(opened?.bags ?? [])], opened?.publicParts)
  parts.passwordNeeded ||=
    opened === undefined &&
    (structure.encryptedSafes.length > 0 || structure.bags.some(({kind}) => kind === 'encrypted-key'))
  parts.protection = {
    certificates: structure.encryptedSafes.map(({scheme}) => schemeName(scheme))[0] ?? 'clear',
    ...(structure.mac
      ? {
          mac: {
            hash: schemeName({oid: structure.mac.hashOid, parameters: undefined}),
            iterations: structure.mac.iterations,
          },
        }
      : {}),
  }
  findFaults(parts, structure)
}

/** Certificates and keys of bags; a key is bound to its certificate by their common localKeyId. */
function addBags(
  parts: Parts,
  bags: readonly Bag[],
  publicParts: ReadonlyMap<Bag, string> = new Map(),
): void {
  const marks = new Map<string, number>()
  bags.forEach((bag, index) => {
    if (bag.kind !== 'certificate') return
    const at = parts.certificate(bag.der, `certificate ${index + 1}`, bag.friendlyName)
    if (at !== undefined && bag.localKeyId !== undefined && !marks.has(bag.localKeyId))
      marks.set(bag.localKeyId, at)
  })
  for (const bag of bags) {
    if (bag.kind === 'certificate') continue
    const certificate = bag.localKeyId === undefined ? undefined : marks.get(bag.localKeyId)
    const spkiSha256 = bag.kind === 'key' ? publicPart(bag.pkcs8, 'pkcs8') : publicParts.get(bag)
    parts.keys.push({
      form: 'pkcs12',
      encrypted: bag.kind === 'encrypted-key',
      ...(bag.kind === 'encrypted-key' ? {encryption: schemeName(bag.encrypted.scheme)} : {}),
      ...(bag.friendlyName ? {alias: bag.friendlyName} : {}),
      ...(spkiSha256 === undefined ? {} : {spkiSha256}),
      ...(certificate === undefined ? {} : {certificate}),
    })
  }
}

function findFaults(parts: Parts, {bags, encryptedSafes, mac}: Pkcs12Structure): void {
  const keyBags = bags.filter(({kind}) => kind !== 'certificate')
  const schemes = [
    ...encryptedSafes.map(({scheme}) => scheme),
    ...keyBags.flatMap((bag) => (bag.kind === 'encrypted-key' ? [bag.encrypted.scheme] : [])),
  ]
  if (schemes.some(isRefusedScheme)) parts.find('P12-02', 'warning')
  else if (schemes.some(isTripleDes)) parts.find('P12-03', 'info')
  if (keyBags.some(({kind}) => kind === 'key')) parts.find('FILE-03', 'warning')
  if (!mac) parts.find('P12-04', 'warning', 'no-mac')
  if (keyBags.length > 1) parts.find('P12-04', 'warning', 'several-keys')
  const bound = parts.keys.find(({certificate}) => certificate !== undefined)?.certificate
  if (bound !== undefined && bound > 0) parts.find('P12-04', 'warning', 'leaf-not-first')
}
