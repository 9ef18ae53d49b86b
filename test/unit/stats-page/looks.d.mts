export function overflowing(): string[]
export function badLabels(): string[]
export function paleParts(): {pale: string[]; seen: number}
export function falseBars(): {false: string[]; seen: number}
export function falseVerdicts(): string[]
export function headings(): number[]
export function badNames(): string[]
export function focused(): string
export function openLists(): number
export function isInList(): boolean
export function openFirstList(): void
