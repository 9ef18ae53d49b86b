import {SandboxRefusal} from '../backend.ts'

/** Metadata that do not hold together; `location` names the field. */
export function metadataError(text: string, location = ''): SandboxRefusal {
  return new SandboxRefusal('registry', 'XDSRegistryMetadataError', text, location)
}

/** Parts of the message that do not match what announces them. */
export function repositoryError(text: string, location = ''): SandboxRefusal {
  return new SandboxRefusal('registry', 'XDSRepositoryMetadataError', text, location)
}

export function registryError(code: string, text: string, location = ''): SandboxRefusal {
  return new SandboxRefusal('registry', code, text, location)
}
