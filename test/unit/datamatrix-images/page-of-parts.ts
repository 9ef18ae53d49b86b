import type {GreyImage} from '../../../src/lib/datamatrix-images/symbol-reader.ts'
import {rawPoints} from './png-files.ts'
import {asPng} from './printed-pdf.ts'

export const symbol = async (text: string, module = 4) => rawPoints(await asPng(text, module))

export function paper(width: number, height: number): GreyImage {
  return {width, height, grey: new Uint8Array(width * height).fill(255)}
}

/** Lays a part over the page, which is changed. */
export function put(page: GreyImage, part: GreyImage, left: number, top: number): GreyImage {
  for (let y = 0; y < part.height; y++)
    page.grey.set(part.grey.subarray(y * part.width, (y + 1) * part.width), (top + y) * page.width + left)
  return page
}

/** On paper so large that no corner is lost when it is turned. */
export function roomy(part: GreyImage): GreyImage {
  const side = Math.ceil(1.5 * Math.max(part.width, part.height))
  return put(paper(side, side), part, (side - part.width) >> 1, (side - part.height) >> 1)
}

/** A page that bears one symbol as it is, and another changed. */
export async function twoOnPage(
  own: string,
  other: string,
  change: (whole: GreyImage) => GreyImage,
): Promise<GreyImage> {
  const page = put(paper(900, 1100), await symbol(own), 40, 40)
  return put(page, roomy(change(await symbol(other))), 450, 600)
}
