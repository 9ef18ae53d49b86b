import {DmpError} from '../errors/dmp-error.ts'
import {DerError} from '../pki/der.ts'
import {pemBlocks} from '../pki/pem.ts'
import type {Files} from '../ports/files.ts'
import {readRevocationList} from '../revocation/crl.ts'
import type {RevocationTry} from '../revocation/status.ts'
import {type Asked, type Testimony, testifyList} from '../revocation/testimony.ts'
import {maxListBytes} from './cache.ts'

const sequence = 0x30

/** The lists of a file, DER or PEM. @throws DmpError DMP_FILE_UNREADABLE */
async function listsOf(path: string, files: Pick<Files, 'read'>): Promise<readonly Uint8Array[]> {
  const bytes = await files.read(path, {maxBytes: maxListBytes})
  const lists =
    bytes[0] === sequence
      ? [bytes]
      : pemBlocks(Buffer.from(bytes).toString('latin1'))
          .filter(({label}) => label === 'X509 CRL')
          .map(({der}) => der)
  try {
    for (const list of lists) readRevocationList(list)
    if (lists.length > 0) return lists
  } catch (cause) {
    if (!(cause instanceof DerError)) throw cause
    throw notAList(path, cause)
  }
  throw notAList(path)
}

function notAList(path: string, cause?: unknown): DmpError {
  return new DmpError('DMP_FILE_UNREADABLE', {params: {file: path, reason: 'ENOTCRL'}, cause})
}

export interface Given {
  /** A list of another authority is left out as long as one is of the right one. */
  readonly heard: readonly Testimony[]
  /** Every list that told nothing, those of another authority included: the user counts on them. */
  readonly unused: readonly RevocationTry[]
}

/**
 * What lists given by the user tell. Who has several authorities gives all their lists.
 * @throws DmpError DMP_FILE_UNREADABLE when one cannot be read at all
 */
export async function testifyGiven(
  paths: readonly string[],
  asked: Omit<Asked, 'from'>,
  files: Pick<Files, 'read'>,
): Promise<Given> {
  const heard: Testimony[] = []
  for (const path of paths) {
    for (const list of await listsOf(path, files))
      heard.push(testifyList(list, {...asked, from: path}).testimony)
  }
  const own = heard.filter((one) => one.says !== 'nothing' || one.doubt !== 'wrong-signer')
  const unused = heard
    .filter((one) => one.says === 'nothing')
    .map(({from, doubt, detail}) => ({from, doubt, ...(detail === undefined ? {} : {detail})}))
  return {heard: own.length > 0 ? own : heard, unused}
}
