const MAX_SECONDS = 86_400

/**
 * `Retry-After` in seconds, from its number form or from its date, measured against the answer's own `Date` so that
 * our clock does not matter (RFC 9110 §10.2.3). At most one day; undefined when absent or senseless.
 */
export function retryAfterSeconds(headers: Readonly<Record<string, string>>): number | undefined {
  const given = headers['retry-after']?.trim()
  if (!given) return undefined
  if (/^\d{1,9}$/.test(given)) return Math.min(Number(given), MAX_SECONDS)
  const until = Date.parse(given)
  const from = Date.parse(headers['date'] ?? '')
  if (Number.isNaN(until) || Number.isNaN(from)) return undefined
  return Math.min(Math.max(0, Math.ceil((until - from) / 1000)), MAX_SECONDS)
}
