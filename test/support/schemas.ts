import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {Ajv2020, type ValidateFunction} from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import {projectRoot} from './program.ts'

type Json = Record<string, unknown>

const folder = join(projectRoot, 'schemas')

/** Name of the file of a schema: `dmp.document.submit/1` → `dmp.document.submit.1.json`. */
export const schemaFileOf = (schema: string): string => `${schema.replace('/', '.')}.json`

/**
 * Published schemas let fields be added; tests do not, so that a field nobody described is noticed: every object with
 * named properties is closed, save the outside of a command's answer, which the envelope describes.
 */
function closed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closed)
  if (typeof node !== 'object' || node === null) return node
  const inside = Object.fromEntries(
    Object.entries(node as Json).map(([name, value]) => [name, closed(value)]),
  )
  const open =
    inside['properties'] === undefined || inside['additionalProperties'] !== undefined || inside['allOf']
  return open ? inside : {...inside, additionalProperties: false}
}

const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Json

let compiled: Ajv2020 | undefined

function ajv(): Ajv2020 {
  if (compiled) return compiled
  compiled = new Ajv2020({strict: true, allErrors: true, allowUnionTypes: true})
  addFormats.default(compiled)
  for (const name of readdirSync(folder).sort()) compiled.addSchema(closed(read(name)) as Json)
  return compiled
}

export const schemaFiles = (): readonly string[] => readdirSync(folder).sort()

/** The schema that an answer names, ready to validate with. */
export function validatorOf(schema: string): ValidateFunction {
  const validate = ajv().getSchema(schemaFileOf(schema))
  if (!validate) throw new Error(`no schema file ${schemaFileOf(schema)}`)
  return validate
}

/** Fails unless this `--json` answer has exactly the shape that its schema publishes. */
export function expectValid(answer: {readonly schema: string}): void {
  const {schema} = answer
  const validate = validatorOf(schema)
  const valid: boolean = validate(answer)
  if (valid) return
  const faults = (validate.errors ?? []).map(
    ({instancePath, message, params}) => `${instancePath || '/'} ${message} ${JSON.stringify(params)}`,
  )
  throw new Error(`${schema}: not as published\n${faults.join('\n')}`)
}
