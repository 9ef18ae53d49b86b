import type {TokenProblem} from './pkcs11-messages.ts'

/** Why a token did not do what was asked, inside the child process; the parent makes a DmpError of it. */
export class TokenRefusal extends Error {
  readonly problem: TokenProblem
  readonly detail: string
  constructor(problem: TokenProblem, detail: string) {
    super(problem)
    this.name = 'TokenRefusal'
    this.problem = problem
    this.detail = detail
  }
}
