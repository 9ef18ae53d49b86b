import {encodePayload} from '../../datamatrix/encode-payload.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import {requireQualified} from '../../ins/identity-status.ts'
import {maskIns} from '../../ins/matricule.ts'
import type {DatamatrixImages} from '../../ports/datamatrix.ts'
import type {Workbench} from '../ports.ts'
import {type PatientWords, patientOfFlags} from '../submission/patient-of-flags.ts'

export interface EncodeWish {
  readonly patient: PatientWords
  /** Its end says the format: `.png`, `.svg`, or `.txt` for the text alone. */
  readonly output: string
  /** Pixels for one module. */
  readonly module: number
  readonly caption: string
  readonly force: boolean
}

export interface DatamatrixDrawn {
  readonly file: string
  readonly format: 'png' | 'svg' | 'txt'
  /** Masked. */
  readonly ins: string
  readonly oid: string
  /** Characters of the text. */
  readonly length: number
}

type Bench = Pick<Workbench, 'files' | 'profile' | 'warn'> & {
  datamatrixImages(): Promise<DatamatrixImages>
}

function formatOf(path: string): DatamatrixDrawn['format'] {
  const end = /\.(png|svg|txt)$/i.exec(path)?.[1]?.toLowerCase()
  if (end === 'png' || end === 'svg' || end === 'txt') return end
  throw new DmpError('DMP_USAGE', {params: {problem: '--output: .png, .svg, .txt'}})
}

/**
 * `ins datamatrix encode`: the datamatrix INS of one patient, written to a file. Only a qualified identity is printed
 * (RNIV EXI ID 29, EXI DIF 02).
 * @throws DmpError DMP_IDENTITY_NOT_QUALIFIED, DMP_MISSING_VALUE, DMP_DATAMATRIX_TRAIT, DMP_FILE_EXISTS, and those of
 * the patient file
 */
export async function datamatrixEncode(bench: Bench, wish: EncodeWish): Promise<DatamatrixDrawn> {
  const {output, module, caption, force, patient} = wish
  const format = formatOf(output)
  if (patient.ins && patient.ins !== '-' && !patient.ins.startsWith('@')) bench.warn({code: 'ins-typed'})
  const {identity, identityStatus} = await patientOfFlags(bench, patient, {local: false})
  if (!identity)
    throw new DmpError('DMP_MISSING_VALUE', {params: {names: '--patient'}, details: {missing: ['patient']}})
  requireQualified(identityStatus)
  const text = encodePayload(identity.ins, identity.traits)
  const file = bench.files.resolve(output)
  if (!force && (await bench.files.exists(file))) throw new DmpError('DMP_FILE_EXISTS', {params: {file}})
  const content =
    format === 'txt' ? text : await (await bench.datamatrixImages()).draw(text, {format, caption, module})
  await bench.files.write(file, content, {force})
  const {matricule, oid} = identity.ins
  return {file, format, ins: maskIns(matricule), oid, length: text.length}
}
