import type * as Pkcs11 from 'pkcs11js'
import type {ListReply, ListRequest} from './pkcs11-messages.ts'
import {publicPartOf} from './pkcs11-public.ts'
import {attribute, find, type Library, login, nameOf, openModule} from './pkcs11-session.ts'
import {TokenRefusal} from './token-refusal.ts'

/** Runs in the child process only. A PIN is tried once, and never on a token whose next failure is its last. */
export async function listToken(request: ListRequest): Promise<ListReply> {
  const {library, token} = await openModule(request.modulePath)
  try {
    return listed(library, token, request)
  } catch (error) {
    throw error instanceof TokenRefusal ? error : new TokenRefusal('failed', nameOf(error))
  } finally {
    token.C_Finalize()
  }
}

function listed(library: Library, token: Pkcs11.PKCS11, request: ListRequest): ListReply {
  const {slot, label, flags} = chosenSlot(token, request)
  const session = token.C_OpenSession(slot, library.CKF_SERIAL_SESSION)
  if (request.pin !== undefined) login(library, token, session, request.pin, flags)
  const objects = (kind: number) =>
    find(token, session, [{type: library.CKA_CLASS, value: kind}]).map((object) => ({
      object,
      id: new Uint8Array(attribute(token, session, object, library.CKA_ID)),
      label: attribute(token, session, object, library.CKA_LABEL).toString('utf8'),
    }))
  const keysOf = (kind: number) =>
    objects(kind).map(({object, ...marks}) => {
      const spki = publicPartOf(library, (type) => attribute(token, session, object, type))
      return {...marks, ...(spki ? {spki} : {})}
    })
  const certificates = objects(library.CKO_CERTIFICATE).map(({object, ...marks}) => ({
    ...marks,
    der: new Uint8Array(attribute(token, session, object, library.CKA_VALUE)),
  }))
  const [keys, publicKeys] = [keysOf(library.CKO_PRIVATE_KEY), keysOf(library.CKO_PUBLIC_KEY)]
  return {
    ok: true,
    token: label,
    ...objectsNamed(request.object ?? {}, {certificates, keys, publicKeys}),
    loggedIn: request.pin !== undefined,
  }
}

type Objects = Pick<ListReply, 'certificates' | 'keys' | 'publicKeys'>

/**
 * What answers to a label, an id or both. A key and its certificate may bear two names and one id: the certificates that
 * go with a key of that name stand first, as the key would be opened.
 */
function objectsNamed({label, id}: NonNullable<ListRequest['object']>, all: Objects): Objects {
  const isNamed = (one: Marks) => label === undefined || one.label === label
  const mates = [...all.keys, ...all.publicKeys].filter(isNamed).map((key) => key.id)
  const isMate = (one: Marks) => label !== undefined && mates.some((mate) => isSame(mate, one.id))
  const hasId = (one: Marks) => id === undefined || Buffer.compare(id, one.id) === 0
  const certificates = all.certificates.filter((one) => (isNamed(one) || isMate(one)) && hasId(one))
  const ofThose = (one: Marks) => certificates.some((certificate) => isSame(certificate.id, one.id))
  const wanted = (key: Marks) => (isNamed(key) || isMate(key) || ofThose(key)) && hasId(key)
  return {
    certificates: [...certificates.filter(isMate), ...certificates.filter((one) => !isMate(one))],
    keys: all.keys.filter(wanted),
    publicKeys: all.publicKeys.filter(wanted),
  }
}

interface Marks {
  readonly id: Uint8Array
  readonly label: string
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length > 0 && Buffer.compare(a, b) === 0
}

function chosenSlot(token: Pkcs11.PKCS11, {token: wish}: ListRequest) {
  const slots = token.C_GetSlotList(true).flatMap((slot, index) => {
    try {
      const {label, serialNumber, flags} = token.C_GetTokenInfo(slot)
      return [{slot, index, label: label.trim(), serial: serialNumber.trim(), flags}]
    } catch {
      // an empty slot, or a card that does not answer: another one may be meant
      return []
    }
  })
  const meant = slots.filter(
    ({label, serial, index}) =>
      (wish.label === undefined || label === wish.label) &&
      (wish.serial === undefined || serial === wish.serial) &&
      (wish.slot === undefined || index === wish.slot),
  )
  const unnamed = Object.values(wish).every((value) => value === undefined)
  // CKF_TOKEN_INITIALIZED: a token without content is not the one that is meant
  const usable = unnamed ? meant.filter(({flags}) => (flags & 0x400) !== 0) : meant
  const [first, ...more] = usable
  if (!first) throw new TokenRefusal('no-token', wish.label ?? wish.serial ?? '')
  if (more.length > 0) throw new TokenRefusal('several-tokens', usable.map(({label}) => label).join(', '))
  return first
}
