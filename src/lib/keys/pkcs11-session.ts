import type * as Pkcs11 from 'pkcs11js'
import type {OpenRequest} from './pkcs11-messages.ts'
import {publicPartOf} from './pkcs11-public.ts'
import {TokenRefusal} from './token-refusal.ts'

/** One open session on one token; runs in the child process only. */
export interface TokenSession {
  readonly leaf: Uint8Array
  readonly others: readonly Uint8Array[]
  /** Of the private key, SubjectPublicKeyInfo (DER); undefined where the token does not tell. */
  readonly spki: Uint8Array | undefined
  sign(digestInfo: Uint8Array): Uint8Array
  close(): void
}

export type Library = typeof Pkcs11
type Handle = Buffer

/** CKF_USER_PIN_FINAL_TRY, CKF_USER_PIN_LOCKED, CKF_PROTECTED_AUTHENTICATION_PATH (PKCS#11 v2.40 §3.2). */
const flagFinalTry = 0x20000
const flagLocked = 0x40000
const flagKeypad = 0x100

const pinProblems = {
  CKR_PIN_INCORRECT: 'pin-incorrect',
  CKR_PIN_INVALID: 'pin-form',
  CKR_PIN_LEN_RANGE: 'pin-form',
  CKR_PIN_EXPIRED: 'pin-locked',
  CKR_PIN_LOCKED: 'pin-locked',
} as const

/** @throws TokenRefusal */
export async function openTokenSession(request: OpenRequest): Promise<TokenSession> {
  const {library, token} = await openModule(request.modulePath)
  try {
    return useToken(library, token, request)
  } catch (error) {
    throw error instanceof TokenRefusal ? error : new TokenRefusal('failed', nameOf(error))
  }
}

/** The native library with this module loaded and initialised. @throws TokenRefusal */
export async function openModule(
  modulePath: string,
): Promise<{readonly library: Library; readonly token: Pkcs11.PKCS11}> {
  const library = await loadLibrary()
  const token = new library.PKCS11()
  try {
    token.load(modulePath)
    token.C_Initialize()
  } catch (error) {
    throw new TokenRefusal('module-not-loaded', nameOf(error))
  }
  return {library, token}
}

/** @throws TokenRefusal when pkcs11js, which is optional, is not installed. */
export async function loadLibrary(): Promise<Library> {
  try {
    const loaded: unknown = await import('pkcs11js')
    return (loaded as {default?: Library}).default ?? (loaded as Library)
  } catch (error) {
    throw new TokenRefusal('no-pkcs11js', (error as NodeJS.ErrnoException).code ?? '')
  }
}

function useToken(library: Library, token: Pkcs11.PKCS11, request: OpenRequest): TokenSession {
  const {slot, flags} = findSlot(token, request.tokenLabel)
  const session = token.C_OpenSession(slot, library.CKF_SERIAL_SESSION)
  login(library, token, session, request.pin, flags)
  const {leaf, others, id} = findCertificates(library, token, session, request.keyLabel)
  const key = findKey(library, token, session, request.keyLabel, id)
  const again = asksEachTime(library, token, session, key)
  return {
    leaf,
    others,
    spki: publicPartOf(library, (type) => attribute(token, session, key, type)),
    sign(digestInfo) {
      token.C_SignInit(session, {mechanism: library.CKM_RSA_PKCS}, key)
      if (again) token.C_Login(session, library.CKU_CONTEXT_SPECIFIC, request.pin)
      return token.C_Sign(session, Buffer.from(digestInfo), Buffer.alloc(1024))
    },
    close() {
      try {
        token.C_CloseSession(session)
        token.C_Finalize()
      } catch {
        // the process ends anyway, and the module frees what it holds
      }
    },
  }
}

function findSlot(token: Pkcs11.PKCS11, label: string): {slot: Handle; flags: number} {
  for (const slot of token.C_GetSlotList(true)) {
    const info = token.C_GetTokenInfo(slot)
    if (info.label.trim() === label) return {slot, flags: info.flags}
  }
  throw new TokenRefusal('no-token', label)
}

/** Never tries a PIN on a token that says its next failure is the last. */
export function login(
  library: Library,
  token: Pkcs11.PKCS11,
  session: Handle,
  pin: string,
  flags: number,
): void {
  if (flags & flagLocked) throw new TokenRefusal('pin-locked', '')
  if (flags & flagFinalTry) throw new TokenRefusal('pin-last-try', '')
  try {
    if (pin === '' && flags & flagKeypad) token.C_Login(session, library.CKU_USER)
    else token.C_Login(session, library.CKU_USER, pin)
  } catch (error) {
    const name = nameOf(error)
    if (name === 'CKR_USER_ALREADY_LOGGED_IN') return
    const problem = pinProblems[name as keyof typeof pinProblems]
    throw new TokenRefusal(problem ?? 'failed', name)
  }
}

/** A token holds a few; a module that never ends would. */
const maxObjects = 10_000

export function find(token: Pkcs11.PKCS11, session: Handle, template: Pkcs11.Template): Handle[] {
  token.C_FindObjectsInit(session, template)
  try {
    const found: Handle[] = []
    for (;;) {
      const more = token.C_FindObjects(session, 100)
      found.push(...more)
      if (more.length === 0 || found.length >= maxObjects) return found
    }
  } finally {
    token.C_FindObjectsFinal(session)
  }
}

export function attribute(token: Pkcs11.PKCS11, session: Handle, object: Handle, type: number): Buffer {
  const value = token.C_GetAttributeValue(session, object, [{type}])[0]?.value
  return Buffer.isBuffer(value) ? value : Buffer.alloc(0)
}

interface TokenCertificates {
  readonly leaf: Uint8Array
  readonly others: readonly Uint8Array[]
  readonly id: Buffer
}

/** The certificate that bears the key's label, else the one that bears the id of the public or private key. */
function findCertificates(
  library: Library,
  token: Pkcs11.PKCS11,
  session: Handle,
  label: string,
): TokenCertificates {
  const all = find(token, session, [{type: library.CKA_CLASS, value: library.CKO_CERTIFICATE}]).map(
    (object) => ({
      id: attribute(token, session, object, library.CKA_ID),
      label: attribute(token, session, object, library.CKA_LABEL).toString('utf8'),
      der: new Uint8Array(attribute(token, session, object, library.CKA_VALUE)),
    }),
  )
  const keyIds = [library.CKO_PRIVATE_KEY, library.CKO_PUBLIC_KEY]
    .flatMap((value) =>
      find(token, session, [
        {type: library.CKA_CLASS, value},
        {type: library.CKA_LABEL, value: label},
      ]),
    )
    .map((object) => attribute(token, session, object, library.CKA_ID))
  const leaf =
    all.find(({id}) => keyIds.some((keyId) => keyId.equals(id))) ?? all.find((one) => one.label === label)
  if (!leaf) throw new TokenRefusal('no-certificate', label)
  return {leaf: leaf.der, others: all.filter((one) => one !== leaf).map(({der}) => der), id: leaf.id}
}

function findKey(library: Library, token: Pkcs11.PKCS11, session: Handle, label: string, id: Buffer): Handle {
  const kind = {type: library.CKA_CLASS, value: library.CKO_PRIVATE_KEY}
  const [byLabel] = find(token, session, [kind, {type: library.CKA_LABEL, value: label}])
  const [byId] = id.length > 0 ? find(token, session, [kind, {type: library.CKA_ID, value: id}]) : []
  const key = byLabel ?? byId
  if (!key) throw new TokenRefusal('no-key', label)
  return key
}

/** CKA_ALWAYS_AUTHENTICATE: the token wants the PIN before each signature. */
function asksEachTime(library: Library, token: Pkcs11.PKCS11, session: Handle, key: Handle): boolean {
  try {
    return attribute(token, session, key, library.CKA_ALWAYS_AUTHENTICATE)[0] === 1
  } catch {
    return false
  }
}

/** `CKR_PIN_INCORRECT` of pkcs11js's `CKR_PIN_INCORRECT:160`. */
export function nameOf(error: unknown): string {
  const text = error instanceof Error ? error.message : ''
  return /CKR_\w+/.exec(text)?.[0] ?? text.slice(0, 200)
}
