import {stat} from 'node:fs/promises'
import {DmpError} from '../errors/dmp-error.ts'
import {readPlainFile} from '../files/plain-file.ts'
import {readPkcs12Certificates} from '../keys/pkcs12.ts'
import {readCertificates} from '../pki/pem.ts'
import type {KeyFilePreview, KeyFiles} from '../ports/key-files.ts'

const OTHERS = 0o077
const MAX_BYTES = 1 << 20

/** Looks at key files without their secrets: what a wizard and a check need. */
export const keyFiles: Omit<KeyFiles, 'leafUnit' | 'tokenPreview'> = {
  async preview(source) {
    switch (source.kind) {
      case 'pkcs12': {
        const {leaf, certificates} = readPkcs12Certificates(await content(source.path), source.path)
        return {certificates, ...(leaf ? {leaf} : {}), ...(await exposure(source.path))}
      }
      case 'pem': {
        const certificates = readCertificates(await content(source.certificatePath), source.certificatePath)
        const leaf = certificates.find(({isCa}) => !isCa)
        return {certificates, ...(leaf ? {leaf} : {}), ...(await exposure(source.keyPath))}
      }
      case 'pkcs11':
        return {certificates: []}
    }
  },
  authorities: async (path) => readCertificates(await content(path), path),
}

async function content(path: string): Promise<Uint8Array> {
  try {
    return await readPlainFile(path, MAX_BYTES)
  } catch (cause) {
    throw unreadable(path, (cause as NodeJS.ErrnoException).code ?? 'unknown', cause)
  }
}

function unreadable(path: string, problem: string, cause?: unknown): DmpError {
  return new DmpError('DMP_KEY_FILE_UNREADABLE', {params: {path, problem}, cause})
}

/** On Windows the mode says nothing. */
async function exposure(path: string): Promise<Pick<KeyFilePreview, 'exposed'>> {
  const {mode} = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    throw unreadable(path, cause.code ?? 'unknown', cause)
  })
  if (process.platform === 'win32' || (mode & OTHERS) === 0) return {}
  return {exposed: {path, mode: (mode & 0o777).toString(8).padStart(4, '0')}}
}
