import type {FoundCause} from '../../usecases/exchange-check/exchange-report.ts'
import type {Translator} from '../translate.ts'

const prefix = 'exchange.cause.'

/** The text of a cause: its own, else that of its family (`table/*`, `wsa/missing-*`), else its name. */
export function causeWords({cause, location}: Pick<FoundCause, 'cause' | 'location'>, t: Translator): string {
  const own = `${prefix}${cause}`
  if (t.has(own)) return t(own, {field: cause.slice(cause.lastIndexOf('/') + 1), location})
  for (const cut of [...cause.matchAll(/[/-]/g)].map(({index}) => index + 1).reverse()) {
    const family = `${prefix}${cause.slice(0, cut)}*`
    if (t.has(family)) return t(family, {field: cause.slice(cut), location})
  }
  return t(`${prefix}other`, {field: cause})
}

/** What to do about a cause. */
export function causeTodo({cause, step}: Pick<FoundCause, 'cause' | 'step'>, t: Translator): string {
  const own = cause.slice(0, cause.indexOf('/'))
  return t(
    t.has(`exchange.todo.${own}`) && own === 'patient' ? `exchange.todo.${own}` : `exchange.todo.${step}`,
  )
}
