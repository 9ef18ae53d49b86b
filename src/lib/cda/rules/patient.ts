import {inspectMatricule} from '../../ins/matricule.ts'
import {type CdaId, type CdaPatient, insOids} from '../model.ts'
import {allParts, part, parts} from '../walk.ts'
import {at, attribute, blank, isTs, type Rule, rule, sources} from './rule.ts'

const PATIENT = ['recordTarget', 'patientRole', 'patient'] as const
const FAMILY = new Set(['BR', 'CL'])
const GIVEN = new Set([undefined, 'BR', 'CL'])
const TEST_OIDS = ['1.2.250.1.213.1.4.10', '1.2.250.1.213.1.4.11']
/** INS-A and INS-C, no longer in use. */
const FORMER_OIDS = ['1.2.250.1.213.1.4.1', '1.2.250.1.213.1.4.2']

const insIds = (patient: CdaPatient | undefined): readonly CdaId[] =>
  (patient?.ids ?? []).filter((id) => id.root !== undefined && insOids.includes(id.root))

function keyIsRight(text: string): boolean | undefined {
  try {
    const {matricule, keyIsRight: right} = inspectMatricule(text)
    return matricule === text ? right : undefined
  } catch {
    return undefined
  }
}

/** First of the traits stricts that the header lacks. */
function missingTrait(patient: CdaPatient): string | undefined {
  const [name] = patient.names
  const has: Readonly<Record<string, boolean>> = {
    'name/family[@qualifier="BR"]':
      name?.families.some((one) => one.qualifier === 'BR' && one.text !== '') ?? false,
    'name/given[@qualifier="BR"]':
      name?.givens.some((one) => one.qualifier === 'BR' && one.text !== '') ?? false,
    'name/given': name?.givens.some((one) => one.qualifier === undefined && one.text !== '') ?? false,
    birthTime: isTs(patient.birthTime?.value),
    'birthplace/place/addr/county': patient.birthPlace !== undefined,
    'administrativeGenderCode/@code': patient.gender?.code !== undefined,
  }
  return Object.keys(has).find((key) => !has[key])
}

/** Rules about the patient: identity and traits stricts. No finding repeats a value: a report is not the record. */
export const patientRules: readonly Rule[] = [
  rule('SM-PATIENT-ID', function* ({patient}) {
    for (const id of patient?.ids ?? [])
      if (!id.nullFlavor && (!id.root || !id.extension))
        yield {line: id.line, params: {missing: id.root ? 'extension' : 'root'}}
  }),
  rule(
    'CDA-INS-MISSING',
    function* ({patient}) {
      if (patient && insIds(patient).length === 0) yield {line: patient.line}
    },
    sources.ins,
  ),
  rule(
    'CDA-INS-FORMER',
    function* ({patient}) {
      for (const id of patient?.ids ?? [])
        if (FORMER_OIDS.includes(id.root ?? '')) yield {line: id.line, params: {oid: id.root ?? ''}}
    },
    sources.ins,
  ),
  rule(
    'CDA-INS-SEVERAL',
    function* ({patient}) {
      const [, second] = insIds(patient)
      if (second) yield {line: second.line}
    },
    sources.ins,
  ),
  rule(
    'CDA-INS-FIRST',
    function* ({patient}) {
      const first = patient?.ids[0]
      if (first && insIds(patient).length > 0 && !insIds(patient).includes(first)) yield {line: first.line}
    },
    sources.ins,
    'warning',
  ),
  rule(
    'CDA-INS-ENVIRONMENT',
    function* ({patient}, {allowedInsOids}) {
      for (const id of allowedInsOids ? insIds(patient) : [])
        if (!allowedInsOids?.includes(id.root ?? ''))
          yield {line: id.line, params: {oid: id.root ?? '', allowed: allowedInsOids?.join(', ') ?? ''}}
    },
    sources.ins,
  ),
  rule(
    'CDA-INS-FORM',
    function* ({patient}) {
      for (const id of insIds(patient))
        if (keyIsRight(id.extension ?? '') === undefined) yield {line: id.line}
    },
    sources.ins,
  ),
  rule(
    'CDA-INS-KEY',
    function* ({patient}) {
      for (const id of insIds(patient))
        if (keyIsRight(id.extension ?? '') === false)
          yield {line: id.line, ...(TEST_OIDS.includes(id.root ?? '') ? {severity: 'warning'} : {})}
    },
    sources.ins,
  ),
  rule(
    'CDA-INS-TRAITS',
    function* ({patient}) {
      const missing = patient && insIds(patient).length > 0 ? missingTrait(patient) : undefined
      if (patient && missing) yield {line: patient.line, params: {missing}}
    },
    sources.ins,
  ),
  rule('SM-FAMILY-QUALIFIER', function* ({root}) {
    for (const node of allParts(root, ...PATIENT, 'name', 'family')) {
      const found = attribute(node, 'qualifier')
      if (!FAMILY.has(found ?? '') && attribute(node, 'nullFlavor') === undefined)
        yield at(node, {found: found ?? '-'})
    }
  }),
  rule('SM-GIVEN-QUALIFIER', function* ({root}) {
    for (const node of allParts(root, ...PATIENT, 'name', 'given')) {
      const found = attribute(node, 'qualifier')
      if (!GIVEN.has(found)) yield at(node, {found: found ?? '-'})
    }
  }),
  rule('SM-NAME-EMPTY', function* ({root}) {
    for (const name of ['family', 'given'])
      for (const node of allParts(root, ...PATIENT, 'name', name))
        if (blank(node) && attribute(node, 'nullFlavor') === undefined) yield at(node, {element: name})
  }),
  rule('SM-GENDER', function* ({patient}, facts) {
    const gender = patient?.gender
    if (gender && !facts.valueSets.has('J143', gender.code ?? '', gender.codeSystem))
      yield {line: gender.line}
  }),
  rule('SM-BIRTH-TIME', function* ({patient}) {
    const time = patient?.birthTime
    if (time && !isTs(time.value)) yield {line: time.line}
  }),
  rule('SM-GUARDIAN', function* ({root}) {
    for (const node of allParts(root, ...PATIENT, 'guardian')) {
      const found = parts(node, 'guardianPerson').length + parts(node, 'guardianOrganization').length
      const nameless =
        part(node, 'guardianPerson') && !part(part(part(node, 'guardianPerson'), 'name'), 'family')
      if (found !== 1 || nameless) yield at(node, {found})
    }
  }),
]
