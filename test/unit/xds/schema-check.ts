import {spawnSync} from 'node:child_process'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {sharedData} from '../../support/requires.ts'

/** Runs xmllint on one text; empty when the schema accepts it, else what it says. */
export function againstSchema(xml: string, schema: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'dmp-xsd-'))
  try {
    const file = join(folder, 'message.xml')
    writeFileSync(file, xml)
    const path = schema.startsWith('/') ? schema : join(sharedData() ?? '', 'schemas', schema)
    const {status, stderr} = spawnSync('xmllint', ['--noout', '--nonet', '--schema', path, file], {
      encoding: 'utf8',
    })
    return status === 0 ? '' : stderr
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}

/** Canonical form by xmllint: `c14n` (inclusive, with comments) or `exc-c14n`. */
export function canonical(xml: string, method: 'c14n' | 'exc-c14n'): string {
  const {status, stdout, stderr} = spawnSync('xmllint', [`--${method}`, '-'], {
    input: xml,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  if (status !== 0) throw new Error(stderr)
  return stdout
}

/** Like {@link againstSchema}, under several schemas at once: namespace → path below the schemas' folder. */
export function againstSchemas(xml: string, schemas: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'dmp-xsd-'))
  try {
    const imports = Object.entries(schemas).map(
      ([namespace, path]) =>
        `<xs:import namespace="${namespace}" schemaLocation="${join(sharedData() ?? '', 'schemas', path)}"/>`,
    )
    const wrapper = join(folder, 'all.xsd')
    writeFileSync(
      wrapper,
      `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${imports.join('')}</xs:schema>`,
    )
    return againstSchema(xml, wrapper)
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}
