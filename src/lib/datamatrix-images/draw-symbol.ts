import {readFile} from 'node:fs/promises'
import {createRequire} from 'node:module'
import {join} from 'node:path'
import type {DatamatrixDrawing} from '../ports/datamatrix.ts'

/** The built-in font has no accents. */
const FONT = 'INCONSOLATA-FULL'

/**
 * PNG or SVG of a text as a square symbol, with a quiet zone of at least one module all around. The encodation is the
 * library's choice: readers do not see it.
 */
export async function drawSymbol(
  text: string,
  {format, caption, module}: DatamatrixDrawing,
): Promise<Uint8Array> {
  const bwip = await import('bwip-js')
  const entry = createRequire(import.meta.url).resolve('bwip-js')
  bwip.loadFont(FONT, await readFile(join(entry, '../../fonts/Inconsolata.otf')))
  // A module is two points of the library, and its scale counts pixels for a point.
  const options = {
    bcid: 'datamatrix',
    text,
    scale: Math.max(1, module / 2),
    padding: 4,
    backgroundcolor: 'FFFFFF',
    alttext: caption,
    includetext: true,
    textxalign: 'center',
    textfont: FONT,
    textsize: 8,
  } as const
  return format === 'svg' ? new TextEncoder().encode(bwip.toSVG(options)) : bwip.toBuffer(options)
}
