import type {Outputs} from '../../ports/outputs.ts'
import type {DoctorBench} from '../workstation/ports.ts'

/** What a probe asks of the world; that of the diagnosis, and a file of figures. */
export interface ProbeBench extends DoctorBench {
  readonly outputs: Pick<Outputs, 'replace'>
}
