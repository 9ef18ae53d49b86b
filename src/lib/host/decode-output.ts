/** Code pages in which consoles of Western Europe write. */
export type CodePage = 'utf-8' | 'utf-16le' | 'windows-1252' | 'cp850' | 'cp437'

// The upper halves of the two OEM code pages, which no decoder of the runtime knows.
const upper = {
  cp850:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
  cp437:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
} as const

/**
 * Text of what a program wrote. A byte order mark, then the NULs of UTF-16, then well-formed UTF-8 decide; what is left
 * is in the code page that was given, else in the one of cp850 and Windows-1252 that reads most like words. Never fails:
 * bytes that have no reading become U+FFFD.
 */
export function decodeOutput(bytes: Uint8Array, codePage?: CodePage): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  if (looksUtf16(bytes)) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes)
  } catch {
    return inCodePage(bytes, codePage ?? likelierPage(bytes))
  }
}

function inCodePage(bytes: Uint8Array, page: CodePage): string {
  if (page !== 'cp850' && page !== 'cp437') return new TextDecoder(page).decode(bytes)
  const high = upper[page]
  let text = ''
  for (const byte of bytes) text += byte < 0x80 ? String.fromCharCode(byte) : (high[byte - 0x80] ?? '\ufffd')
  return text
}

/** Every second byte of a Western text in UTF-16 is zero. */
function looksUtf16(bytes: Uint8Array): boolean {
  const looked = Math.min(bytes.length, 512)
  if (looked < 4) return false
  let zeros = 0
  for (let at = 1; at < looked; at += 2) if (bytes[at] === 0) zeros += 1
  return zeros > looked * 0.3
}

/** The letters of French and German, and the spaces and signs that come with them. */
const wordSigns = /[éèêëàâäçîïôöùûüßÉÈÀÇÊŒœ«»’\u00a0°]/gu

function likelierPage(bytes: Uint8Array): CodePage {
  const head = bytes.subarray(0, 65_536)
  const signs = (page: CodePage) => inCodePage(head, page).match(wordSigns)?.length ?? 0
  return signs('windows-1252') > signs('cp850') ? 'windows-1252' : 'cp850'
}
