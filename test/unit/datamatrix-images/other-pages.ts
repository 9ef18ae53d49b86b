import {degrees, type PDFDocument, type PDFPage, rgb, StandardFonts} from '@cantoo/pdf-lib'
import {pdfOf} from './printed-pdf.ts'

const LINES = [
  'Compte rendu de consultation. Le patient est adressé pour un avis après un malaise bref, sans perte de',
  'connaissance. Examen clinique sans particularité, tension 128/74, pouls 68, température 36,8.',
  'Conclusion : surveillance simple, nouveau bilan dans trois mois, traitement inchangé par ailleurs.',
]

const svgOf = async (bcid: 'qrcode' | 'code128' | 'azteccode' | 'pdf417', text: string) => {
  const bwip = await import('bwip-js')
  return /<path d="([^"]+)"/.exec(bwip.toSVG({bcid, text, scale: 2}))?.[1] ?? ''
}

const text =
  (size: number, gap: number, left = 60, width = 100) =>
  async (page: PDFPage, document: PDFDocument) => {
    const font = await document.embedFont(StandardFonts.Helvetica)
    for (let y = 780, n = 0; y > 60; y -= gap, n++)
      page.drawText((LINES[n % 3] ?? '').slice(0, width), {x: left, y, size, font})
  }

const square = (page: PDFPage, x: number, y: number, side: number, grey: number) =>
  page.drawRectangle({x, y, width: side, height: side, color: rgb(grey, grey, grey)})

/** Even noise in blocks of a size that changes: pictures. */
function picture(page: PDFPage, seed: number, coarse: number, left: number, low: number, side: number) {
  let state = seed
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const grid = Array.from({length: (coarse + 2) ** 2}, next)
  const at = (x: number, y: number) => grid[y * (coarse + 2) + x] ?? 0
  const steps = 60
  for (let row = 0; row < steps; row++)
    for (let column = 0; column < steps; column++) {
      const [u, v] = [(column / steps) * coarse, (row / steps) * coarse]
      const [x, y, fx, fy] = [Math.floor(u), Math.floor(v), u % 1, v % 1]
      const top = at(x, y) * (1 - fx) + at(x + 1, y) * fx
      const grey = top * (1 - fy) + (at(x, y + 1) * (1 - fx) + at(x + 1, y + 1) * fx) * fy
      const size = side / steps
      page.drawRectangle({
        x: left + column * size,
        y: low + row * size,
        width: size * 1.05,
        height: size * 1.05,
        color: rgb(grey, grey, grey),
      })
    }
}

type Draw = (page: PDFPage, document: PDFDocument) => Promise<unknown> | unknown

/** Pages on which there is no data matrix. */
export const otherPages: Readonly<Record<string, Draw>> = {
  blank: () => undefined,
  'text of 9 points': text(9, 11),
  'text of 6 points, close': text(6, 6.5),
  'text of 14 points': text(14, 18),
  'narrow columns': async (page, document) => {
    for (const left of [40, 110, 180, 250, 320, 390, 460]) await text(7, 8, left, 16)(page, document)
  },
  'bold headings': async (page, document) => {
    const font = await document.embedFont(StandardFonts.HelveticaBold)
    for (const [n, size] of [12, 18, 24, 36, 48, 60, 80].entries())
      page.drawText(['ORL', 'M8', 'CHU', 'B', 'H', 'WM', '#'][n] ?? '', {
        x: 60 + 60 * n,
        y: 700 - 80 * n,
        size,
        font,
      })
  },
  'table with shaded cells': (page) => {
    for (let row = 0; row < 24; row++)
      for (let column = 0; column < 12; column++) {
        const at = {x: 50 + column * 40, y: 100 + row * 28}
        page.drawRectangle({
          ...at,
          width: 40,
          height: 28,
          borderWidth: 0.7,
          borderColor: rgb(0, 0, 0),
          color: (row + column) % 3 ? rgb(1, 1, 1) : rgb(0.7, 0.7, 0.7),
        })
        page.drawText(`${row * 12 + column},${row}`, {x: at.x + 4, y: at.y + 9, size: 9})
      }
  },
  'boxes to tick': (page) => {
    for (let n = 0; n < 60; n++) {
      const at = {x: 60 + (n % 6) * 80, y: 720 - Math.floor(n / 6) * 50}
      page.drawRectangle({
        ...at,
        width: 8 + (n % 5) * 4,
        height: 8 + (n % 5) * 4,
        borderWidth: 1,
        borderColor: rgb(0, 0, 0),
      })
      if (n % 2) page.drawText('X', {x: at.x + 1, y: at.y + 1, size: 9 + (n % 5) * 4})
    }
  },
  'grey and black squares': (page) => {
    for (let n = 0; n < 20; n++)
      square(page, 60 + (n % 5) * 100, 650 - Math.floor(n / 5) * 130, 20 + n * 3, n / 24)
  },
  'pictures, smooth': (page) => {
    for (let n = 0; n < 6; n++)
      picture(page, n + 1, 3, 60 + (n % 3) * 170, 560 - Math.floor(n / 3) * 200, 60 + n * 15)
  },
  'pictures, detailed': (page) => {
    for (let n = 0; n < 6; n++)
      picture(page, n + 40, 8, 60 + (n % 3) * 170, 560 - Math.floor(n / 3) * 200, 60 + n * 15)
  },
  portraits: (page) => {
    for (let n = 0; n < 6; n++) {
      const [x, y, side] = [70 + (n % 3) * 170, 560 - Math.floor(n / 3) * 200, 70 + n * 10]
      square(page, x, y, side, 0.55)
      page.drawEllipse({
        x: x + side / 2,
        y: y + side * 0.6,
        xScale: side * 0.22,
        yScale: side * 0.28,
        color: rgb(0.8, 0.8, 0.8),
      })
      page.drawEllipse({
        x: x + side / 2,
        y: y + side * 0.12,
        xScale: side * 0.4,
        yScale: side * 0.15,
        color: rgb(0.2, 0.2, 0.2),
      })
      page.drawEllipse({x: x + side * 0.42, y: y + side * 0.65, xScale: 2, yScale: 1.4, color: rgb(0, 0, 0)})
      page.drawEllipse({x: x + side * 0.58, y: y + side * 0.65, xScale: 2, yScale: 1.4, color: rgb(0, 0, 0)})
    }
  },
  logos: (page) => {
    page.drawCircle({x: 100, y: 700, size: 40, color: rgb(0.2, 0.2, 0.6)})
    page.drawCircle({x: 100, y: 700, size: 25, color: rgb(1, 1, 1)})
    for (const [x, y] of [
      [220, 670],
      [220, 690],
      [240, 670],
    ] as const)
      square(page, x, y, 18, 0.1)
    page.drawRectangle({x: 330, y: 660, width: 60, height: 20, color: rgb(0.8, 0, 0)})
    page.drawRectangle({x: 350, y: 640, width: 20, height: 60, color: rgb(0.8, 0, 0)})
    for (let n = 0; n < 5; n++)
      page.drawRectangle({x: 450 + n * 12, y: 650, width: 8, height: 60, color: rgb(0, 0, 0)})
    page.drawText('CH', {x: 60, y: 560, size: 44, color: rgb(0, 0.3, 0.5)})
    page.drawRectangle({x: 200, y: 540, width: 60, height: 60, rotate: degrees(45), color: rgb(0, 0.4, 0.2)})
    for (let n = 0; n < 25; n++)
      page.drawCircle({x: 330 + (n % 5) * 14, y: 540 + Math.floor(n / 5) * 14, size: 5, color: rgb(0, 0, 0)})
  },
  'hatched squares': (page) => {
    for (let n = 0; n < 6; n++)
      for (let line = 0; line < 16; line++) {
        const [x, y] = [60 + (n % 3) * 160, 600 - Math.floor(n / 3) * 160]
        if (n % 2) page.drawRectangle({x, y: y + line * 5, width: 80, height: 2.5, color: rgb(0, 0, 0)})
        else page.drawRectangle({x: x + line * 5, y, width: 2.5, height: 80, color: rgb(0, 0, 0)})
      }
  },
  'bar codes': async (page) => {
    page.drawSvgPath(await svgOf('code128', '3400930000120'), {
      x: 60,
      y: 780,
      scale: 0.5,
      color: rgb(0, 0, 0),
    })
    page.drawSvgPath(await svgOf('code128', '12'), {x: 60, y: 640, scale: 0.35, color: rgb(0, 0, 0)})
    page.drawSvgPath(await svgOf('pdf417', 'Compte rendu 12'), {
      x: 60,
      y: 500,
      scale: 0.5,
      color: rgb(0, 0, 0),
    })
  },
}

const TEXTS = [
  'https://example.invalid/rdv',
  'WIFI:S:accueil;T:WPA;P:invente;;',
  `BEGIN:VCARD\nFN:Accueil\nTEL:0100000000\n${'N'.repeat(90)}`,
]

/** A QR code, printed 25 mm wide or so. */
export const qrPage = (n: number) => async () => {
  const path = await svgOf('qrcode', TEXTS[n % TEXTS.length] ?? '')
  return pdfOf((page) => {
    page.drawText('Prenez rendez-vous :', {x: 60, y: 600})
    page.drawSvgPath(path, {x: 400, y: 780, scale: 0.6 - 0.1 * (n % 3), color: rgb(0, 0, 0)})
  })
}
