import type {SandboxRefusal} from '../backend.ts'
import {query, rim, rs} from './ebrim-names.ts'
import {escapeXml} from './element-walk.ts'

const STATUS = 'urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:'
const SEVERITY = 'urn:oasis:names:tc:ebxml-regrep:ErrorSeverityType:Error'

/** Answer to a submission or an update that went well. */
export function registrySuccess(): string {
  return `<rs:RegistryResponse xmlns:rs="${rs}" status="${STATUS}Success"/>`
}

export function registryFailure(refusal: SandboxRefusal): string {
  return `<rs:RegistryResponse xmlns:rs="${rs}" status="${STATUS}Failure">${errorList(refusal)}</rs:RegistryResponse>`
}

/** Answer to a stored query: references only. */
export function queryAnswer(entryUuids: readonly string[]): string {
  const references = entryUuids.map((id) => `<ObjectRef id="${escapeXml(id)}"/>`).join('')
  return `<query:AdhocQueryResponse xmlns:query="${query}" status="${STATUS}Success" startIndex="0" totalResultCount="${entryUuids.length}"><RegistryObjectList xmlns="${rim}">${references}</RegistryObjectList></query:AdhocQueryResponse>`
}

export function queryFailure(refusal: SandboxRefusal): string {
  return `<query:AdhocQueryResponse xmlns:query="${query}" xmlns:rs="${rs}" status="${STATUS}Failure">${errorList(refusal)}<RegistryObjectList xmlns="${rim}"/></query:AdhocQueryResponse>`
}

function errorList({code, message, location}: SandboxRefusal): string {
  return `<rs:RegistryErrorList highestSeverity="${SEVERITY}"><rs:RegistryError errorCode="${escapeXml(code)}" severity="${SEVERITY}" codeContext="${escapeXml(message)}" location="${escapeXml(location)}"/></rs:RegistryErrorList>`
}
