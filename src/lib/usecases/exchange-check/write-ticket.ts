import type {Outputs} from '../../ports/outputs.ts'

/** @throws DmpError DMP_FILE_EXISTS, DMP_FILE_UNWRITABLE */
export async function writeTicket(
  {outputs}: {readonly outputs: Outputs},
  path: string,
  force: boolean,
  page: string,
): Promise<void> {
  const output = await outputs.stream(path, {force})
  try {
    await output.write(page)
  } catch (error) {
    await output.discard()
    throw error
  }
  await output.finish()
}
