import {type KeptBack, labelKey, type Mapping} from './mapping.ts'

type Texts = Map<string, string>

/**
 * Replaces the words of a source by what the mapping says they mean: type, unit, identity. Answers why the record waits
 * or stays when its status says so, or when a word has no meaning yet; the first reason counts.
 */
export function meanings(mapping: Mapping, texts: Texts): KeptBack | undefined {
  stripPath(mapping, texts)
  const status = statusOf(mapping, texts)
  const unit = unitOf(mapping, texts)
  const type = typeOf(mapping, texts)
  const word = texts.get('identity_status')
  if (word !== undefined && mapping.identity.has(labelKey(word))) texts.set('identity_status', 'QUALIFIEE')
  return status ?? type ?? unit
}

const held = (reason: string, params: KeptBack['params'] = {}): KeptBack => ({class: 'held', reason, params})

const SHOWN = 80

function statusOf({status}: Mapping, texts: Texts): KeptBack | undefined {
  if (!status) return undefined
  const word = texts.get('status')
  if (word === undefined) return held('status-absent')
  const verdict = status.get(labelKey(word))
  const params = {status: word.slice(0, SHOWN)}
  if (verdict === 'accept') return undefined
  if (verdict === 'refuse') return {class: 'excluded', reason: 'status-refused', params}
  return held(verdict === 'hold' ? 'status-held' : 'status-unknown', params)
}

/** A ready-made CDA says all of this itself. */
function isCda(texts: Texts): boolean {
  return /\.(?:xml|cda)$/i.test(texts.get('file') ?? '')
}

/** Takes off the beginning that the paths of the source have and those of this machine have not. */
function stripPath({paths}: Mapping, texts: Texts): void {
  const file = texts.get('file')
  if (file === undefined || paths.strip.length === 0) return
  const path = file.replaceAll('\\', '/')
  const start = paths.strip.find((one) => path.toLowerCase().startsWith(one.toLowerCase()))
  if (start !== undefined) texts.set('file', path.slice(start.length).replace(/^\/+/, ''))
}

function typeOf({types}: Mapping, texts: Texts): KeptBack | undefined {
  const label = texts.get('type_label')
  if (label === undefined || texts.has('type_code') || texts.get('action') === 'delete' || isCda(texts))
    return undefined
  const meaning = types?.get(labelKey(label))
  if (!meaning) return held('type-unmapped', {label: label.slice(0, SHOWN)})
  texts.set('type_code', meaning.typeCode)
  if (meaning.title && !texts.has('title')) texts.set('title', meaning.title)
  return undefined
}

function unitOf({units}: Mapping, texts: Texts): KeptBack | undefined {
  const unit = texts.get('unit')
  if (!units || unit === undefined) return undefined
  const meaning = units.get(unit)
  if (!meaning) {
    const near = [...units.keys()].find((one) => withoutZeros(one) === withoutZeros(unit))
    return near === undefined ? held('unit-unmapped', {unit}) : held('unit-near', {unit, near})
  }
  if (isCda(texts)) return undefined
  // An author is one person: he comes whole from the row or whole from the unit.
  const ownAuthor = [...texts.keys()].some((column) => column.startsWith('author_'))
  for (const [column, text] of Object.entries(meaning))
    if (!texts.has(column) && !(ownAuthor && column.startsWith('author_'))) texts.set(column, text)
  return undefined
}

const withoutZeros = (text: string) => text.replace(/^0+(?=.)/, '').toLowerCase()
