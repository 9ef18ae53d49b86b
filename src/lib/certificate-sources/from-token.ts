import {hash} from 'node:crypto'
import type {Container} from '../containers/container.ts'
import {Parts} from '../containers/parts.ts'
import {readPkcs11Uri} from '../containers/pkcs11-uri.ts'
import {unreadableSource} from '../containers/read-container.ts'
import {DmpError} from '../errors/dmp-error.ts'
import {isListReply} from '../keys/pkcs11-client.ts'
import type {ListedKey} from '../keys/pkcs11-messages.ts'
import {showsOtherKey} from '../keys/token-preview.ts'
import {isSameKey} from '../keys/token-proof.ts'
import {startKeyChild} from '../keys/without-vitale.ts'
import type {Certificate} from '../pki/certificate.ts'
import type {SecretSource, Secrets} from '../ports/secrets.ts'

/**
 * The certificates of a PKCS#11 token named by its URI (RFC 7512). They are read without a PIN; with one, private
 * keys are listed too, and matched by their CKA_ID. The vendor's library runs in a process of its own.
 * @throws DmpError DMP_CERT_SOURCE_UNREADABLE, DMP_KEY_TOKEN_UNAVAILABLE, DMP_KEY_PIN_REFUSED, DMP_SECRET_UNAVAILABLE
 */
export async function fromToken(
  name: string,
  pin: SecretSource | undefined,
  secrets: () => Promise<Secrets>,
  signal: AbortSignal | undefined,
): Promise<Container> {
  const uri = readPkcs11Uri(name)
  if (!uri) throw unreadableSource(name, 'pkcs11-uri')
  const shownName = withoutPin(name)
  if (uri.holdsPin) throw unreadableSource(shownName, 'pkcs11-pin-value')
  const {modulePath, token, object, pinFile} = uri
  const label = token.label ?? token.serial ?? '-'
  if (!modulePath)
    throw new DmpError('DMP_KEY_TOKEN_UNAVAILABLE', {
      params: {token: label, problem: 'no-module-path', detail: ''},
    })
  const source: SecretSource | undefined = pin ?? (pinFile ? {from: 'file', path: pinFile} : undefined)
  const secret = source && (await (await secrets()).get(source, shownName, signal))
  const child = await startKeyChild(label, {signal})
  try {
    const reply = await child.ask(
      {op: 'list', modulePath, token, object, ...(secret === undefined ? {} : {pin: secret})},
      signal,
    )
    if (!isListReply(reply)) throw unreadableSource(shownName, 'pkcs11')
    const parts = new Parts(shownName)
    const ids = reply.certificates.map(({der, label: alias}, index) =>
      parts.certificate(der, `certificate ${index + 1}`, alias),
    )
    for (const key of reply.keys) {
      const mate = reply.certificates.findIndex(({id}) => id.length > 0 && Buffer.compare(id, key.id) === 0)
      const certificate = mate < 0 ? undefined : ids[mate]
      parts.keys.push({
        form: 'token',
        encrypted: true,
        alias: key.label,
        ...publicPart(key, certificate === undefined ? undefined : parts.certificates[certificate]),
        ...(certificate === undefined ? {} : {certificate}),
      })
    }
    const strangers = reply.certificates.flatMap((one, index) => {
      const certificate = ids[index]
      return certificate !== undefined && showsOtherKey(one, reply.publicKeys) ? [certificate] : []
    })
    // an object that was named and is not there is no empty token
    if (object !== undefined && parts.certificates.length + parts.keys.length === 0)
      throw unreadableSource(shownName, 'pkcs11-object')
    parts.passwordNeeded = !reply.loggedIn
    return {...parts.finish('pkcs11'), ...(strangers.length > 0 ? {strangers} : {})}
  } finally {
    await child.close()
  }
}

/** As the certificate writes it, where it is the certificate's own: the same key may be written in more than one way. */
function publicPart({spki}: ListedKey, certificate: Certificate | undefined) {
  if (!spki) return {}
  const own = certificate && isSameKey(certificate.publicKey.spki, spki)
  if (own === undefined && certificate) return {}
  return {spkiSha256: own && certificate ? certificate.publicKey.spkiSha256 : hash('sha256', spki, 'hex')}
}

function withoutPin(name: string): string {
  return name.replace(/(pin-value=)[^&;]*/g, '$1***')
}
