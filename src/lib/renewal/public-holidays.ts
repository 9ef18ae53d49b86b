const DAY_MS = 86_400_000

export interface Locality {
  /** Moselle, Bas-Rhin and Haut-Rhin keep Good Friday and 26 December. */
  readonly alsaceMoselle?: boolean
}

/** Month and day of the holidays that never move (code du travail, L3133-1). */
const fixed = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25']
/** Days from Easter Sunday: Easter Monday, Ascension, Whit Monday. */
const movable = [1, 39, 50]

/** Another civil day, `AAAA-MM-JJ`. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10)
}

/** Easter Sunday of the Gregorian calendar, `AAAA-MM-JJ` (anonymous Gregorian algorithm, Meeus). */
export function easterSunday(year: number): string {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const inCentury = year % 100
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451)
  const days = epact + weekday - 7 * late + 114
  return new Date(Date.UTC(year, Math.floor(days / 31) - 1, (days % 31) + 1)).toISOString().slice(0, 10)
}

/** The public holidays of a year in metropolitan France, sorted; those of the overseas departments are not known here. */
export function publicHolidays(year: number, {alsaceMoselle = false}: Locality = {}): readonly string[] {
  const easter = easterSunday(year)
  return [
    ...fixed.map((day) => `${year}-${day}`),
    ...movable.map((after) => addDays(easter, after)),
    ...(alsaceMoselle ? [addDays(easter, -2), `${year}-12-26`] : []),
  ].sort()
}

/** Monday to Friday, no public holiday. */
export function isWorkingDay(day: string, locality: Locality = {}): boolean {
  const weekday = new Date(day).getUTCDay()
  if (weekday === 0 || weekday === 6) return false
  return !publicHolidays(Number(day.slice(0, 4)), locality).includes(day)
}

/** Days of work from `from` to `to`, both included: whole weeks are counted, holidays taken away year by year. */
export function workingDaysBetween(from: string, to: string, locality: Locality = {}): number {
  const [first, last] = [Date.parse(from), Date.parse(to)]
  if (!(first <= last)) return 0
  const days = (last - first) / DAY_MS + 1
  const weeks = Math.floor(days / 7)
  let count = weeks * 5
  for (let day = weeks * 7; day < days; day++) if (isWeekday(first + day * DAY_MS)) count++
  for (let year = new Date(first).getUTCFullYear(); year <= new Date(last).getUTCFullYear(); year++) {
    // two holidays may fall on one day
    for (const holiday of new Set(publicHolidays(year, locality))) {
      const at = Date.parse(holiday)
      if (at >= first && at <= last && isWeekday(at)) count--
    }
  }
  return count
}

function isWeekday(ms: number): boolean {
  const weekday = new Date(ms).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

/** That day, or the nearest day of work before it. */
export function lastWorkingDayUpTo(day: string, locality: Locality = {}): string {
  let found = day
  while (!isWorkingDay(found, locality)) found = addDays(found, -1)
  return found
}
