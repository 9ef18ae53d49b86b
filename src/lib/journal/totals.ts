import type {ItemSituation} from '../batch/item-state.ts'
import type {Follower, Store} from './store.ts'

const ADD = `INSERT INTO item_counts (batch, action, state, cause, registry_status, count) VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET count = count + excluded.count`

/** What an item counts under, besides its state. */
export interface Counted {
  readonly batch: string | null
  readonly action: string | null
}

/** Kept totals: what a transaction moves between them is added up and written once, before it ends. */
export class Totals implements Follower {
  readonly #store: Store
  #deltas = new Map<string, number>()

  constructor(store: Store) {
    this.#store = store
    store.follow(this)
  }

  count(item: Counted, situation: ItemSituation, delta: 1 | -1): void {
    const {state, cause = '', registryStatus = ''} = situation
    const key = `${item.batch ?? ''}\n${item.action ?? 'submit'}\n${state}\n${cause}\n${registryStatus}`
    this.#deltas.set(key, (this.#deltas.get(key) ?? 0) + delta)
  }

  begin(): void {
    this.#deltas.clear()
  }

  mark(): () => void {
    const before = new Map(this.#deltas)
    return () => {
      this.#deltas = before
    }
  }

  flush(): void {
    for (const [key, delta] of this.#deltas) if (delta !== 0) this.#store.run(ADD, ...key.split('\n'), delta)
    this.#deltas.clear()
  }

  rolledBack(): void {
    this.#deltas.clear()
  }
}
