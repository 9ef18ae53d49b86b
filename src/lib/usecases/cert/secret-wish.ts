import {DmpError} from '../../errors/dmp-error.ts'
import type {SecretSource} from '../../ports/secrets.ts'
import {secretSourceOf} from '../../profile/secret-source.ts'
import type {LifecycleBench} from './ports.ts'

type Ports = Pick<LifecycleBench, 'secrets' | 'files'>

/** How a password is named on a command line. `none` is understood too, where something is opened. */
const FLAG_FORM = 'prompt | file:PATH | fd:3 | command:["PROGRAM","ARGUMENT"]'

/**
 * Where a flag says that a password comes from (`prompt`, `file:PATH`, `fd:3`, `command:[…]`); paths become absolute.
 * What is no such reference may be the password itself, and is not repeated. @throws DmpError DMP_USAGE
 */
export function secretOfFlag(
  {files}: Pick<LifecycleBench, 'files'>,
  flag: string,
  text: string | undefined,
): SecretSource | undefined {
  if (text === undefined) return undefined
  const source = secretSourceOf(text)
  if (!source) throw new DmpError('DMP_USAGE', {params: {problem: `${flag} ${FLAG_FORM}`}})
  return source.from === 'file' ? {...source, path: files.resolve(source.path)} : source
}

/** Below it a password is tried out in an instant; ANSSI asks for more of those that people type. */
const fewest = 8

/** A password that protects something new: typed twice, never short. @throws DmpError DMP_SECRET_UNAVAILABLE */
export async function newSecret(ports: Ports, source: SecretSource, purpose: string): Promise<string> {
  if (source.from === 'none') throw unavailable(purpose, 'none')
  const secrets = await ports.secrets()
  const twice = source.from === 'prompt'
  const first = await secrets.get(source, twice ? `${purpose} (1/2)` : purpose)
  if (first === '') throw unavailable(purpose, 'empty')
  if ([...first].length < fewest) throw unavailable(purpose, 'too-short')
  if (twice && (await secrets.get(source, `${purpose} (2/2)`)) !== first)
    throw unavailable(purpose, 'not-repeated')
  return first
}

function unavailable(setting: string, problem: string): DmpError {
  return new DmpError('DMP_SECRET_UNAVAILABLE', {params: {setting, problem, case: 'command-line'}})
}
