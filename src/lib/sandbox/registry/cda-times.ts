/** A CDA time with offset as XDS digits in UTC, its precision kept; undefined when the form is wrong. */
export function utcOfCdaTime(value: string): string | undefined {
  const form = /^(\d{4,14})(?:\.\d+)?([+-]\d{4})?$/.exec(value)
  const digits = form?.[1]
  if (!digits || digits.length % 2 !== 0) return undefined
  const offset = form[2]
  if (!offset || digits.length <= 8) return digits
  const padded = digits.padEnd(14, '0')
  const part = (from: number, length: number): number => Number(padded.slice(from, from + length))
  const minutes =
    (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(3))) * (offset.startsWith('-') ? -1 : 1)
  const time = Date.UTC(
    part(0, 4),
    part(4, 2) - 1,
    part(6, 2),
    part(8, 2),
    part(10, 2) - minutes,
    part(12, 2),
  )
  return new Date(time).toISOString().replaceAll(/\D/g, '').slice(0, digits.length)
}

/** Digits of a day and possibly time that exist in the calendar: 8, 10, 12 or 14, or a year or month. */
export function isXdsTime(value: string): boolean {
  if (!/^\d{4}(?:\d{2}){0,5}$/.test(value)) return false
  const padded = value.padEnd(6, '01').padEnd(8, '01').padEnd(14, '0')
  const iso = padded.replace(/^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/, '$1-$2-$3T$4:$5:$6Z')
  const time = Date.parse(iso)
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === iso.slice(0, 10)
}

/** Whether XDS digits say the same as the CDA time. A CDA time of day without offset is read in legal French time. */
export function sameTime(xds: string, cda: string): boolean {
  const utc = utcOfCdaTime(cda)
  if (utc === undefined) return false
  if (xds === utc) return true
  if (utc.length <= 8 || /[+-]\d{4}$/.test(cda)) return false
  return ['+0100', '+0200'].some((offset) => utcOfCdaTime(`${utc}${offset}`) === xds)
}
