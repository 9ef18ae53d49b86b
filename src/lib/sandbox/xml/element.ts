/** The sandbox's own view of an XML element: namespace-resolved, in document order, comments dropped. */
export interface XmlElement {
  readonly namespace: string
  readonly name: string
  /** Key: local name for attributes in no namespace, `{namespace}local` otherwise. */
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly (XmlElement | string)[]
}
