/** What is looked at in a page, inside the browser: each function stands alone, for it is sent there as text. */

/** Elements that make the page wider than the screen, or hide a part of themselves that no keyboard can reach. */
export function overflowing() {
  const wide = document.documentElement.scrollWidth
  const found = wide > window.innerWidth ? [`page ${wide} > ${window.innerWidth}`] : []
  for (const element of document.querySelectorAll('main *, nav *')) {
    if (element.closest('svg') || element.scrollWidth <= element.clientWidth + 1 || element.clientWidth === 0)
      continue
    const {overflowX} = getComputedStyle(element)
    if (overflowX !== 'visible' && element.tabIndex < 0) found.push(`${element.tagName} ${element.id}`)
  }
  return found
}

/** Texts of charts that leave their picture, or lie over one another. */
export function badLabels() {
  const found = []
  for (const svg of document.querySelectorAll('svg')) {
    const frame = svg.getBoundingClientRect()
    const texts = [...svg.querySelectorAll('text')].map((text) => [text, text.getBoundingClientRect()])
    for (const [at, [text, box]] of texts.entries()) {
      const words = text.textContent ?? ''
      if (box.left < frame.left - 1 || box.right > frame.right + 1) found.push(`out: ${words}`)
      if (box.top < frame.top - 1 || box.bottom > frame.bottom + 1) found.push(`out: ${words}`)
      for (const [other, there] of texts.slice(at + 1)) {
        const isOver =
          box.left < there.right - 2 &&
          there.left < box.right - 2 &&
          box.top < there.bottom - 3 &&
          there.top < box.bottom - 3
        if (isOver) found.push(`over: ${words} | ${other.textContent}`)
      }
    }
  }
  return found
}

/** Texts under 4.5 to 1 and bars under 3 to 1 against what lies behind them (WCAG 1.4.3, 1.4.11). */
export function paleParts() {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true})
  if (!canvas) throw new Error('no canvas')
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1)
    canvas.fillStyle = colour
    canvas.fillRect(0, 0, 1, 1)
    return [...canvas.getImageData(0, 0, 1, 1).data]
  }
  const light = (colour) => {
    const [r = 0, g = 0, b = 0] = rgba(colour).map((part) => {
      const share = part / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const behind = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const {backgroundColor} = getComputedStyle(one)
      if (rgba(backgroundColor)[3] === 255) return backgroundColor
    }
    return 'white'
  }
  const ratio = (a, b) => {
    const [one, other] = [light(a), light(b)]
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
  }
  const pale = []
  let seen = 0
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement
    const words = walker.currentNode.textContent?.trim()
    if (!element || !words || element.closest('title') || element.closest('.skip')) continue
    const style = getComputedStyle(element)
    seen += 1
    const found = ratio(element.closest('svg') ? style.fill : style.color, behind(element))
    if (found < 4.5) pale.push(`${words.slice(0, 30)} ${found.toFixed(2)}`)
  }
  for (const bar of document.querySelectorAll('svg rect')) {
    seen += 1
    const found = ratio(getComputedStyle(bar).fill, behind(bar))
    if (found < 3) pale.push(`bar ${bar.getAttribute('fill')} ${found.toFixed(2)}`)
  }
  return {pale, seen}
}

/** Bars whose length is not their figure, in the scale that the chart names. */
export function falseBars() {
  const wrong = []
  let seen = 0
  for (const svg of document.querySelectorAll('figure.chart svg')) {
    const {top, span, room, range} = svg.dataset
    for (const bar of svg.querySelectorAll('rect[data-value]')) {
      const value = Number(bar.dataset['value'])
      const [width, height] = [bar.width.baseVal.value, bar.height.baseVal.value]
      const expected =
        top === undefined
          ? (Number(room) * Math.abs(value)) / Number(range)
          : (Number(span) * Math.min(Math.abs(value), Number(top))) / Number(top)
      const isUpright = svg.closest('figure')?.id.endsWith('-months')
      seen += 1
      const drawn = isUpright ? height : width
      if (Math.abs(drawn - expected) > 1.01) wrong.push(`${bar.dataset['value']}: ${drawn} for ${expected}`)
    }
  }
  return {false: wrong, seen}
}

/** Bars that pass the line of the threshold and are not coloured so, or the other way round. */
export function falseVerdicts() {
  const wrong = []
  for (const svg of document.querySelectorAll('svg[data-top]')) {
    const threshold = Number(svg.querySelector('[data-threshold]')?.dataset['threshold'])
    for (const bar of svg.querySelectorAll('rect[data-value]')) {
      const isOver = Math.abs(Number(bar.dataset['value'])) > threshold
      if (isOver !== (bar.getAttribute('fill') === 'var(--refused)')) wrong.push(String(bar.dataset['value']))
    }
  }
  return wrong
}

export function headings() {
  return [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(({tagName}) => Number(tagName[1]))
}

/** Links of the contents that lead nowhere, and names that are given twice. */
export function badNames() {
  const names = [...document.querySelectorAll('[id]')].map(({id}) => id)
  const twice = names.filter((name, at) => names.indexOf(name) !== at)
  const lost = [...document.querySelectorAll('a[href]')]
    .map((link) => link.getAttribute('href')?.slice(1) ?? '')
    .filter((name) => !names.includes(name))
  return [...twice, ...lost]
}

export function focused() {
  const element = document.activeElement
  return element ? `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ''}` : ''
}

export function openLists() {
  return document.querySelectorAll('details.list[open]').length
}

export function isInList() {
  return document.activeElement?.parentElement?.className === 'list'
}

export function openFirstList() {
  document.querySelector('details.list')?.setAttribute('open', '')
}
