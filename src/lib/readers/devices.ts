/**
 * Slots of one device. A bi- or tri-slot reader shows itself to PC/SC as several readers whose names differ only by
 * their last number: pcsc-lite ends names with the device's number and the slot's (`… 00 00`, `… 00 01`), Windows with
 * one number for all slots of all devices of a model (`Gemalto … 0`, `Gemalto … 1`), some drivers with `01`, `(1)` or a
 * letter of slot. Where two equal devices could give the same names as one with two slots, the group is called `likely`.
 *
 * The order of slots says nothing about where a CPS or a Vitale belongs: nothing here assumes one.
 */
export interface DeviceSlot {
  readonly name: string
  /** Number of the slot as the name gives it, null when it gives none. */
  readonly slot: number | null
}

export interface ReaderDevice {
  /** What the slots' names have in common. */
  readonly name: string
  readonly slots: readonly DeviceSlot[]
  /** `sure`: one slot, or pcsc-lite's numbering; `likely`: names look like slots of one device. */
  readonly grouping: 'sure' | 'likely'
}

/** Groups readers into devices, in the order in which the first slot of each was listed. */
export function groupDevices(names: readonly string[]): readonly ReaderDevice[] {
  const groups = new Map<string, {name: string; slots: DeviceSlot[]; sure: boolean}>()
  for (const name of names) {
    const {key, base, slot, sure} = partsOf(name)
    const group = groups.get(key)
    if (group) group.slots.push({name, slot})
    else groups.set(key, {name: base, slots: [{name, slot}], sure})
  }
  return [...groups.values()].map(({name, slots, sure}) => ({
    name: slots.length === 1 ? (slots[0]?.name ?? name) : name,
    slots,
    grouping: sure || slots.length === 1 ? 'sure' : 'likely',
  }))
}

function partsOf(name: string): {key: string; base: string; slot: number | null; sure: boolean} {
  const tidy = name.trim()
  // pcsc-lite: the device's number, then the slot's, in two hexadecimal digits each.
  const lite = /^(.*\S)\s+([0-9A-F]{2})\s+([0-9A-F]{2})$/i.exec(tidy)
  if (lite !== null) {
    const [, model = '', device = '', slot = ''] = lite
    return {key: `lite ${model} ${device}`, base: `${model} ${device}`, slot: parseInt(slot, 16), sure: true}
  }
  const numbered = /^(.*\S)\s*\(?(?:\bslot\s*)?\b(\d{1,2})\)?$/i.exec(tidy)
  if (numbered !== null) {
    const [, model = '', slot = ''] = numbered
    const base = model.replace(/\s*\($/, '').trim()
    return {key: `numbered ${base}`, base, slot: Number(slot), sure: false}
  }
  return {key: `whole ${tidy}`, base: tidy, slot: null, sure: false}
}
