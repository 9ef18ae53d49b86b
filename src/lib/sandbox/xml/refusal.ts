/** Why the sandbox would not read an XML text. `cause` is a stable id such as `xml/doctype`. */
export class XmlRefusal extends Error {
  override readonly cause: string

  constructor(cause: string, text: string) {
    super(text)
    this.name = 'XmlRefusal'
    this.cause = cause
  }
}
