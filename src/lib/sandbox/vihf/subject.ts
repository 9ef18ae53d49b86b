import {fault} from '../refusals.ts'
import {elementsOf, isNamed, plainText} from '../xml/navigate.ts'
import type {SourceElement} from '../xml/tree.ts'
import {readInstant} from './freshness.ts'

const saml = 'urn:oasis:names:tc:SAML:2.0:assertion'
/** PS_IdNat: `8`+RPPS, `0`+ADELI, or a structure with an internal id (`3`+FINESS, `5`+SIRET) (TRE_G08). */
const nameIdForm = /^(?:8\d{11}|0[0-9A-Z]{9}|3[0-9AB]{9}\/\S+|5\d{14}\/\S+)$/
const classPrefix = 'urn:oasis:names:tc:SAML:2.0:ac:classes:'
/** Values seen in published indirect assertions. */
const classes = new Set([
  'Password',
  'PasswordProtectedTransport',
  'unspecified',
  'TLSClient',
  'SmartcardPKI',
  'MobileTwoFactorUnregistered',
  'X509',
])

function refuse(cause: string, text: string): never {
  throw fault('SandboxVihfRefused', `vihf/${cause}`, text)
}

export function readNameId(subject: SourceElement): string {
  const [name, ...others] = elementsOf(subject)
  if (name === undefined || others.length > 0 || !isNamed(name, saml, 'NameID')) {
    refuse('subject', 'Subject doit contenir NameID seul')
  }
  const text = plainText(name) ?? ''
  if (!nameIdForm.test(text)) refuse('name-id', 'NameID n’est pas un identifiant national de professionnel')
  return text
}

/** AuthnInstant not after the assertion, and a known local authentication (EX_0.1-1020). */
export function checkAuthentication(statement: SourceElement, issuedAt: number): void {
  const at = readInstant(statement.attributes.get('AuthnInstant'), 'authn-instant')
  if (at > issuedAt) refuse('authn-instant', 'AuthnInstant postérieur à IssueInstant')
  const [context] = elementsOf(statement)
  const [reference, ...more] = context ? elementsOf(context) : []
  const shaped =
    elementsOf(statement).length === 1 &&
    context !== undefined &&
    isNamed(context, saml, 'AuthnContext') &&
    reference !== undefined &&
    isNamed(reference, saml, 'AuthnContextClassRef') &&
    more.length === 0
  if (!shaped) refuse('authn-context', 'AuthnContext doit contenir AuthnContextClassRef seul')
  const value = plainText(reference) ?? ''
  if (!value.startsWith(classPrefix) || !classes.has(value.slice(classPrefix.length))) {
    refuse('authn-context', 'AuthnContextClassRef inconnu')
  }
}
