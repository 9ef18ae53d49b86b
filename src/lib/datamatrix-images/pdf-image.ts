import type {PDFDict, PDFObject, PDFStream} from '@cantoo/pdf-lib'
import type {DatamatrixUnread} from '../ports/datamatrix.ts'
import {greyOf, shadeOf} from './grey-samples.ts'
import {jpegGrey} from './jpeg-grey.ts'
import {filtersOf, streamBytes} from './stream-bytes.ts'
import type {GreyImage} from './symbol-reader.ts'
import {undoPredictor} from './undo-predictor.ts'

type PdfLib = typeof import('@cantoo/pdf-lib')

/** The smallest symbol that holds an INS, a point for each module. */
const SMALLEST = 32
const MOST_POINTS = 40_000_000

export interface PdfImage {
  readonly width: number
  readonly height: number
  /** A JPEG as it is, or points; a reason when it cannot be decoded. */
  decode(): Uint8Array | GreyImage | DatamatrixUnread
}

/** An image of a PDF, whatever its size; undefined without one. */
export function pieceOfImage(lib: PdfLib, stream: PDFStream): PdfImage | undefined {
  const [width, height] = [number(lib, stream.dict, 'Width', 'W'), number(lib, stream.dict, 'Height', 'H')]
  if (width < 1 || height < 1) return undefined
  return {width, height, decode: () => decode(lib, stream, width, height)}
}

/** An image of a PDF; undefined when it is too small to hold a symbol. */
export function pdfImage(lib: PdfLib, stream: PDFStream): PdfImage | undefined {
  const image = pieceOfImage(lib, stream)
  return image && Math.min(image.width, image.height) >= SMALLEST ? image : undefined
}

function decode(
  lib: PdfLib,
  stream: PDFStream,
  width: number,
  height: number,
): Uint8Array | GreyImage | DatamatrixUnread {
  if (width * height > MOST_POINTS) return 'too-big'
  const filters = filtersOf(lib, stream.dict)
  const soft = stream.dict.lookup(lib.PDFName.of('SMask'))
  const mask = soft instanceof lib.PDFStream ? soft : stream.dict.lookup(lib.PDFName.of('Mask'))
  const isJpeg = filters.length === 1 && filters[0] === 'DCTDecode'
  if (isJpeg && !(mask instanceof lib.PDFStream)) return stream.getContents()
  const image = isJpeg
    ? (jpegGrey(stream.getContents(), MOST_POINTS) ?? 'compression')
    : pointsOf(lib, stream, width, height)
  if (typeof image === 'string' || !(mask instanceof lib.PDFStream)) return image
  const [w, h] = [number(lib, mask.dict, 'Width', 'W'), number(lib, mask.dict, 'Height', 'H')]
  if (w < 1 || h < 1 || w * h > MOST_POINTS) return 'too-big'
  const alpha = pointsOf(lib, mask, w, h)
  if (typeof alpha === 'string') return alpha
  // Of a stencil, what is marked is not painted (ISO 32000, 8.9.6.3); a soft mask gives how much is.
  if (mask !== soft) for (const [at, value] of alpha.grey.entries()) alpha.grey[at] = 255 - value
  return {...image, grey: onWhite(image.grey, image, alpha)}
}

function pointsOf(
  lib: PdfLib,
  stream: PDFStream,
  width: number,
  height: number,
): GreyImage | DatamatrixUnread {
  const grey = points(lib, stream, width, height)
  return typeof grey === 'string' ? grey : {width, height, grey}
}

function points(
  lib: PdfLib,
  stream: PDFStream,
  width: number,
  height: number,
): Uint8Array | DatamatrixUnread {
  const {dict} = stream
  const isMask = `${dict.lookup(lib.PDFName.of('ImageMask'))}` === 'true'
  const bits = isMask ? 1 : number(lib, dict, 'BitsPerComponent', 'BPC')
  const space = isMask ? lib.PDFName.of('DeviceGray') : entry(lib, dict, 'ColorSpace', 'CS')
  const most = 4096 + width * height * 8 + height
  const bytesOf = (object: PDFObject) =>
    object instanceof lib.PDFStream ? streamBytes(lib, object, 65_536) : undefined
  const shade = shadeOf(lib, space, bytesOf)
  const packed = streamBytes(lib, stream, most)
  if (!shade || !packed || ![1, 2, 4, 8, 16].includes(bits)) return 'compression'
  const plain = undoPredictor(packed, predictorOf(lib, dict))
  if (!plain) return 'compression'
  const ranges = entry(lib, dict, 'Decode', 'D')
  const first = ranges instanceof lib.PDFArray ? ranges.lookup(0) : undefined
  const inverted = !shade.indexed && first instanceof lib.PDFNumber && first.asNumber() === 1
  return greyOf(plain, {width, height, bits}, shade, inverted)
}

function predictorOf(lib: PdfLib, dict: PDFDict) {
  const given = entry(lib, dict, 'DecodeParms', 'DP')
  const params = given instanceof lib.PDFArray ? given.lookup(given.size() - 1) : given
  if (!(params instanceof lib.PDFDict)) return {predictor: 1, columns: 1, colors: 1, bits: 8}
  const of = (key: string, otherwise: number) => number(lib, params, key, key) || otherwise
  return {
    predictor: of('Predictor', 1),
    columns: of('Columns', 1),
    colors: of('Colors', 1),
    bits: of('BitsPerComponent', 8),
  }
}

/** Black modules are often a mask alone, over an image that is black throughout. */
function onWhite(
  grey: Uint8Array,
  {width, height}: {readonly width: number; readonly height: number},
  alpha: GreyImage,
): Uint8Array {
  return grey.map((value, at) => {
    const x = Math.floor(((at % width) * alpha.width) / width)
    const y = Math.floor((Math.floor(at / width) * alpha.height) / height)
    const opaque = (alpha.grey[y * alpha.width + x] ?? 255) / 255
    return value * opaque + 255 * (1 - opaque)
  })
}

function entry(lib: PdfLib, dict: PDFDict, key: string, short: string): PDFObject | undefined {
  return dict.lookup(lib.PDFName.of(key)) ?? dict.lookup(lib.PDFName.of(short))
}

function number(lib: PdfLib, dict: PDFDict, key: string, short: string): number {
  const value = entry(lib, dict, key, short)
  return value instanceof lib.PDFNumber ? Math.floor(value.asNumber()) : 0
}
