import {type Certificate, readCertificate} from '../certificate/certificate.ts'
import {childrenNamed, elementsOf, isNamed, plainText} from '../xml/navigate.ts'
import type {SourceElement} from '../xml/tree.ts'
import {ds} from './algorithms.ts'

/** A signature that has not the expected shape; `cause` is stable, e.g. `shape`. */
export class SignatureObjection extends Error {
  override readonly cause: string

  constructor(cause: string, text: string) {
    super(text)
    this.name = 'SignatureObjection'
    this.cause = cause
  }
}

const base64 = /^[A-Za-z0-9+/]+={0,2}$/

/** Bytes of a base64 element, white space allowed, nothing else. */
export function base64Of(element: SourceElement): Buffer {
  const text = (plainText(element) ?? '').replaceAll(/[ \t\n\r]/g, '')
  if (!base64.test(text) || text.length % 4 !== 0)
    throw new SignatureObjection('shape', `${element.name} n’est pas en base64`)
  return Buffer.from(text, 'base64')
}

/** The only child of that name in the XML signature namespace (or another). */
export function only(parent: SourceElement, name: string, namespace: string = ds): SourceElement {
  const [first, ...others] = childrenNamed(parent, namespace, name)
  if (first === undefined || others.length > 0) {
    throw new SignatureObjection('shape', `${parent.name} doit contenir un seul ${name}`)
  }
  return first
}

export interface SignatureParts {
  readonly element: SourceElement
  readonly signedInfo: SourceElement
  readonly references: readonly ReferenceParts[]
  readonly canonicalisation: string
  readonly signatureMethod: string
  readonly value: Buffer
  readonly signer: Certificate
  readonly objects: readonly SourceElement[]
}

export interface ReferenceParts {
  readonly uri: string | undefined
  readonly type: string | undefined
  readonly transforms: readonly TransformParts[]
  readonly digestMethod: string
  readonly digest: Buffer
}

export interface TransformParts {
  readonly algorithm: string
  /** PrefixList of exclusive canonicalisation, `#default` as `''`. */
  readonly prefixList: readonly string[]
}

/** Takes a ds:Signature apart: SignedInfo, SignatureValue, KeyInfo with one X509Certificate, then objects, no more. */
export function readSignature(element: SourceElement): SignatureParts {
  const children = elementsOf(element)
  const names = children.map((child) => (child.namespace === ds ? child.name : '?'))
  if (!/^SignedInfo SignatureValue KeyInfo(?: Object)*$/.test(names.join(' '))) {
    throw new SignatureObjection('shape', 'Signature XML : éléments inattendus')
  }
  const [signedInfo, value, keyInfo, ...objects] = children as [SourceElement, SourceElement, SourceElement]
  const data = only(keyInfo, 'X509Data')
  if (elementsOf(keyInfo).length !== 1 || elementsOf(data).length !== 1) {
    throw new SignatureObjection('key-info', 'KeyInfo doit contenir un seul X509Certificate')
  }
  let signer: Certificate
  try {
    signer = readCertificate(base64Of(only(data, 'X509Certificate')))
  } catch {
    throw new SignatureObjection('key-info', 'X509Certificate illisible')
  }
  return {
    element,
    signedInfo,
    references: childrenNamed(signedInfo, ds, 'Reference').map(readReference),
    canonicalisation: algorithmOf(only(signedInfo, 'CanonicalizationMethod')),
    signatureMethod: algorithmOf(only(signedInfo, 'SignatureMethod')),
    value: base64Of(value),
    signer,
    objects,
  }
}

export function readReference(reference: SourceElement): ReferenceParts {
  const lists = childrenNamed(reference, ds, 'Transforms')
  if (lists.length > 1) throw new SignatureObjection('shape', 'Reference : plusieurs Transforms')
  const transforms = lists.flatMap((list) => elementsOf(list))
  if (transforms.some((transform) => !isNamed(transform, ds, 'Transform'))) {
    throw new SignatureObjection('shape', 'Transforms : élément inattendu')
  }
  return {
    uri: reference.attributes.get('URI'),
    type: reference.attributes.get('Type'),
    transforms: transforms.map((transform) => ({
      algorithm: algorithmOf(transform),
      prefixList: elementsOf(transform).flatMap(prefixesOf),
    })),
    digestMethod: algorithmOf(only(reference, 'DigestMethod')),
    digest: base64Of(only(reference, 'DigestValue')),
  }
}

function algorithmOf(element: SourceElement): string {
  return element.attributes.get('Algorithm') ?? ''
}

function prefixesOf(parameter: SourceElement): string[] {
  if (!isNamed(parameter, 'http://www.w3.org/2001/10/xml-exc-c14n#', 'InclusiveNamespaces')) {
    throw new SignatureObjection('transforms', 'Paramètre de transformation inattendu')
  }
  const listed = (parameter.attributes.get('PrefixList') ?? '').split(' ').filter(Boolean)
  return listed.map((prefix) => (prefix === '#default' ? '' : prefix))
}
