import {isOid} from '../../ids/oid.ts'
import {type CdaId, cdaOids, templateRoots} from '../model.ts'
import {uniqueIdOf} from '../read-header.ts'
import {part, parts} from '../walk.ts'
import {at, attribute, isNull, isTs, lacking, type Rule, rule, sources} from './rule.ts'

const LANGUAGE = /^[a-z]{2}-[A-Z]{2}$/
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
/** OID or UUID, as the datatypes rules allow for `@root`. */
const isRoot = (root: string) => isOid(root) || UUID.test(root)

function idFault(id: CdaId | undefined, line: number) {
  if (id?.root && isRoot(id.root) && !id.nullFlavor) return undefined
  return {line: id?.line ?? line, params: {found: id?.root ?? id?.nullFlavor ?? '-'}}
}

/** Rules about the elements before recordTarget: what the document says of itself. */
export const documentRules: readonly Rule[] = [
  rule('SM-CLASS', function* ({root}) {
    const wanted = {classCode: 'DOCCLIN', moodCode: 'EVN'}
    for (const [name, value] of Object.entries(wanted)) {
      const found = attribute(root, name)
      if (found !== undefined && found !== value) yield at(root, {attribute: name, expected: value, found})
    }
  }),
  rule('SM-REALM', function* ({root}) {
    const found = parts(root, 'realmCode').filter((node) => attribute(node, 'code') === 'FR')
    if (found.length !== 1) yield at(part(root, 'realmCode') ?? root)
  }),
  rule('SM-TYPE-ID', function* ({root}) {
    const found = parts(root, 'typeId').filter(
      (node) =>
        attribute(node, 'root') === '2.16.840.1.113883.1.3' &&
        attribute(node, 'extension') === 'POCD_HD000040',
    )
    if (found.length !== 1) yield at(part(root, 'typeId') ?? root)
  }),
  rule('SM-TEMPLATES', function* ({root, templateIds}) {
    for (const wanted of [templateRoots.hl7France, templateRoots.structurationMinimale]) {
      const found = templateIds.filter((id) => id.root === wanted)
      if (found.length !== 1)
        yield {line: found[1]?.line ?? root.line, params: {template: wanted, found: found.length}}
    }
    for (const id of templateIds) if (!id.root) yield {line: id.line, params: {template: '?', found: 0}}
  }),
  rule('SM-TEMPLATE-LEVEL1', function* ({root, templateIds, body}) {
    if (body?.kind !== 'non-xml') return
    const hasXdsSd = templateIds.some((id) => id.root === templateRoots.xdsSd)
    if (!hasXdsSd || templateIds.length !== 3) yield at(root, {found: templateIds.length})
  }),
  rule('SM-TEMPLATE-MODEL', function* ({root, templateIds, body}) {
    if (body?.kind !== 'structured') return
    const fixed: readonly (string | undefined)[] = Object.values(templateRoots)
    if (templateIds.every((id) => fixed.includes(id.root))) yield at(root)
  }),
  rule('SM-ID', function* ({root, id}) {
    const fault = parts(root, 'id').length === 1 ? idFault(id, root.line) : at(root, {found: '-'})
    if (fault) yield fault
  }),
  rule(
    'DMP-ID-OID',
    function* ({id}) {
      if (id?.root && isRoot(id.root) && !isOid(id.root)) yield {line: id.line, params: {found: id.root}}
    },
    sources.uniqueId,
  ),
  rule('SM-CODE', function* ({root, code}) {
    const missing = lacking(code, ['code', 'codeSystem', 'displayName'])
    if (missing) yield {line: code?.line ?? root.line, params: {missing}}
  }),
  rule('SM-CODE-J07', function* ({code}, facts) {
    if (code?.code && !facts.valueSets.has('J07', code.code, code.codeSystem))
      yield {line: code.line, params: {code: code.code, system: code.codeSystem ?? '-'}}
  }),
  rule('SM-EFFECTIVE-TIME', function* ({root, effectiveTime}) {
    const node = part(root, 'effectiveTime')
    if (!isTs(effectiveTime?.value) || isNull(node) || parts(root, 'effectiveTime').length > 1)
      yield at(node ?? root, {found: effectiveTime?.value ?? '-'})
  }),
  rule('SM-CONFIDENTIALITY', function* ({root, confidentiality}, facts) {
    const missing = lacking(confidentiality, ['code', 'codeSystem', 'displayName'])
    const known = facts.valueSets.has(
      'HL7_confidentiality',
      confidentiality?.code ?? '',
      cdaOids.confidentiality,
    )
    const mask = facts.valueSets.has('J58', confidentiality?.code ?? '') && !known
    if (mask) return
    const wrong = missing || !known || confidentiality?.codeSystem !== cdaOids.confidentiality
    if (wrong) yield {line: confidentiality?.line ?? root.line, params: {found: confidentiality?.code ?? '-'}}
  }),
  rule('SM-CONFIDENTIALITY-MASK', function* ({root}, facts) {
    for (const node of parts(root, 'confidentialityCode')) {
      const code = attribute(node, 'code') ?? ''
      const isMask = facts.valueSets.has('J58', code) && !facts.valueSets.has('HL7_confidentiality', code)
      if (isMask) yield at(node, {found: code})
    }
  }),
  rule('SM-LANGUAGE', function* ({root, languageCode}) {
    if (!LANGUAGE.test(languageCode ?? ''))
      yield at(part(root, 'languageCode') ?? root, {found: languageCode ?? '-'})
  }),
  rule('SM-SET-ID', function* ({root, setId}) {
    const fault = idFault(setId, root.line)
    if (fault) yield fault
  }),
  rule('SM-VERSION', function* ({root, versionNumber}) {
    if (!/^\d{1,9}$/.test(versionNumber ?? ''))
      yield at(part(root, 'versionNumber') ?? root, {found: versionNumber ?? '-'})
  }),
  rule('SM-REPLACED', function* ({root}) {
    for (const node of parts(root, 'relatedDocument')) {
      const id = part(part(node, 'parentDocument'), 'id')
      if (attribute(node, 'typeCode') !== 'RPLC' || !attribute(id, 'root'))
        yield at(node, {found: attribute(node, 'typeCode') ?? '-'})
    }
  }),
  rule(
    'DMP-REPLACED-SELF',
    function* ({id, replaces}) {
      if (replaces && uniqueIdOf(id) !== undefined && uniqueIdOf(id) === uniqueIdOf(replaces.id))
        yield {line: replaces.line}
    },
    sources.uniqueId,
  ),
  rule(
    'CDA-SET-EQUALS-ID',
    function* ({id, setId}) {
      if (setId && uniqueIdOf(id) !== undefined && uniqueIdOf(id) === uniqueIdOf(setId))
        yield {line: setId.line}
    },
    sources.structurationMinimale,
    'warning',
  ),
  rule(
    'CDA-VERSION-CHAIN',
    function* ({root, versionNumber, replaces}) {
      const first = Number(versionNumber) === 1
      if (versionNumber === undefined || first !== Boolean(replaces)) return
      yield at(part(root, 'versionNumber'), {found: versionNumber})
    },
    sources.structurationMinimale,
    'warning',
  ),
]
