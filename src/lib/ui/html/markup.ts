/**
 * Pages that need nothing else: no script, no font, no image, nothing fetched, and a content security policy that says
 * so. They are read in a browser years later, printed, or sent by mail. Every value goes through `escaped`.
 */

/** Text that is only text, in an element or an attribute. */
export function escaped(text: string | number): string {
  return String(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replace(/\p{Cc}/gu, (sign) => (sign === '\n' || sign === '\t' ? sign : '\ufffd'))
}

/** Markup that is safe as it stands, made by functions of this folder alone. */
export interface Markup {
  readonly html: string
}

type Part = Markup | string | number | null | undefined | readonly Part[]

function partHtml(part: Part): string {
  if (part === null || part === undefined) return ''
  if (typeof part === 'string' || typeof part === 'number') return escaped(part)
  if ('html' in part) return part.html
  return part.map(partHtml).join('')
}

/** A template whose values are escaped, unless they are markup already. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const html = strings.map((text, at) => (at === 0 ? text : `${partHtml(parts[at - 1])}${text}`)).join('')
  return {html}
}

/** Bytes that it takes in a file. */
export function bytesOf({html}: Markup): number {
  return new TextEncoder().encode(html).length
}
