import {PDFDocument, type PDFPage, rgb} from '@cantoo/pdf-lib'
import {drawSymbol} from '../../../src/lib/datamatrix-images/draw-symbol.ts'

export const asPng = (text: string, module = 4) =>
  drawSymbol(text, {format: 'png', caption: 'INS à scanner', module})

export const asSvg = async (text: string) =>
  Buffer.from(await drawSymbol(text, {format: 'svg', caption: 'INS à scanner', module: 4})).toString('utf8')

/** A PDF of A4 pages; each is drawn by its function. */
export async function pdfOf(
  ...pages: readonly ((page: PDFPage, document: PDFDocument) => Promise<unknown> | unknown)[]
): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  for (const draw of pages) await draw(document.addPage([595.28, 841.89]), document)
  return document.save({useObjectStreams: false})
}

export const withImage = (png: Uint8Array) => async (page: PDFPage, document: PDFDocument) =>
  page.drawImage(await document.embedPng(png), {x: 420, y: 720, width: 80, height: 80})

/** The symbol as surfaces, as most programs print it. */
export const withDrawing = (svg: string) => (page: PDFPage) => {
  const path = /<path d="([^"]+)"/.exec(svg)?.[1] ?? ''
  page.drawText('Compte rendu', {x: 60, y: 600})
  page.drawLine({start: {x: 60, y: 590}, end: {x: 530, y: 590}})
  page.drawSvgPath(path, {x: 420, y: 800, scale: 0.25, color: rgb(0, 0, 0)})
}
