import {spawnSync} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {PDFDocument, PDFName, PDFRawStream} from '@cantoo/pdf-lib'
import type {GreyImage} from '../../../src/lib/datamatrix-images/symbol-reader.ts'

/** What Ghostscript makes of the first page of a PDF. */
export function printed(pdf: Uint8Array, device: string, dpi: number, ...words: string[]): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'dmp-scan-'))
  try {
    const [page, out] = [join(folder, 'page.pdf'), join(folder, 'out')]
    writeFileSync(page, pdf)
    const all = [
      ...[
        '-q',
        '-dBATCH',
        '-dNOPAUSE',
        '-dSAFER',
        '-dLastPage=1',
        '-dTextAlphaBits=4',
        '-dGraphicsAlphaBits=4',
      ],
      ...[`-sDEVICE=${device}`, `-r${dpi}`, ...words, `-sOutputFile=${out}`, page],
    ]
    const {status, stdout, stderr} = spawnSync('gs', all, {encoding: 'utf8'})
    if (status !== 0) throw new Error(`gs: ${stdout}${stderr}`)
    return readFileSync(out)
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}

/** The first page of a PDF in greys. */
export function scan(pdf: Uint8Array, dpi: number): GreyImage {
  const bytes = printed(pdf, 'pgmraw', dpi)
  const [head = '', width = 0, height = 0] =
    /^P5\s(?:#[^\n]*\n)?(\d+)\s(\d+)\s\d+\s/.exec(bytes.toString('latin1', 0, 200)) ?? []
  return {width: Number(width), height: Number(height), grey: new Uint8Array(bytes.subarray(head.length))}
}

const each = ({width, height}: GreyImage, value: (x: number, y: number) => number): GreyImage => {
  const grey = new Uint8Array(width * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) grey[y * width + x] = Math.max(0, Math.min(255, Math.round(value(x, y))))
  return {width, height, grey}
}

const near = (image: GreyImage, x: number, y: number) => {
  const [column, row] = [
    Math.max(0, Math.min(image.width - 1, x)),
    Math.max(0, Math.min(image.height - 1, y)),
  ]
  return image.grey[row * image.width + column] ?? 255
}

/** @param sigma of the Gaussian, in points */
export function smoothed(image: GreyImage, sigma: number): GreyImage {
  if (sigma === 0) return image
  const reach = Math.ceil(3 * sigma)
  const weights = Array.from({length: 2 * reach + 1}, (_, n) =>
    Math.exp(-((n - reach) ** 2) / (2 * sigma ** 2)),
  )
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  const along = (from: GreyImage, dx: number, dy: number) =>
    each(
      from,
      (x, y) =>
        weights.reduce(
          (sum, weight, n) => sum + weight * near(from, x + dx * (n - reach), y + dy * (n - reach)),
          0,
        ) / whole,
    )
  return along(along(image, 1, 0), 0, 1)
}

export function turned(image: GreyImage, degrees: number): GreyImage {
  if (degrees === 0) return image
  const angle = (degrees * Math.PI) / 180
  const [cos, sin, cx, cy] = [Math.cos(angle), Math.sin(angle), image.width / 2, image.height / 2]
  return each(image, (x, y) => {
    const [u, v] = [(x - cx) * cos - (y - cy) * sin + cx, (x - cx) * sin + (y - cy) * cos + cy]
    const [left, top] = [Math.floor(u), Math.floor(v)]
    if (left < 0 || top < 0 || left + 1 >= image.width || top + 1 >= image.height) return 255
    const [fx, fy] = [u - left, v - top]
    const row = (y2: number) => near(image, left, y2) * (1 - fx) + near(image, left + 1, y2) * fx
    return row(top) * (1 - fy) + row(top + 1) * fy
  })
}

/** @param most by which a point differs, evenly spread */
export function noisy(image: GreyImage, most: number): GreyImage {
  if (most === 0) return image
  let state = 0x9e3779b9
  return each(image, (x, y) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return (image.grey[y * image.width + x] ?? 255) + (state / 2 ** 32 - 0.5) * 2 * most
  })
}

/** A PDF whose one page is an image without loss. */
export async function asPage({width, height, grey}: GreyImage, dpi: number): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  const [w, h] = [(width * 72) / dpi, (height * 72) / dpi]
  const page = document.addPage([w, h])
  const dict = document.context.obj({Type: 'XObject', Subtype: 'Image', Width: width, Height: height})
  dict.set(PDFName.of('BitsPerComponent'), document.context.obj(8))
  dict.set(PDFName.of('ColorSpace'), PDFName.of('DeviceGray'))
  page.node.setXObject(PDFName.of('Im1'), document.context.register(PDFRawStream.of(dict, grey)))
  const content = PDFRawStream.of(document.context.obj({}), Buffer.from(`q ${w} 0 0 ${h} 0 0 cm /Im1 Do Q`))
  page.node.set(PDFName.of('Contents'), document.context.register(content))
  return document.save({useObjectStreams: false})
}

/** The image as a JPEG of a quality of 1 to 100. */
export async function asJpeg(image: GreyImage, quality: number, device = 'jpeggray'): Promise<Buffer> {
  return printed(
    await asPage(image, 72),
    device,
    72,
    `-dJPEGQ=${quality}`,
    `-g${image.width}x${image.height}`,
  )
}
