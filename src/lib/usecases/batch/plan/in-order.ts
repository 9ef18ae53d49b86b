/**
 * Works on several things at once and answers in their order. `alone` things start only once everything before them was
 * taken by the consumer, because they look at what that made.
 */
export async function* inOrder<T, R>(
  source: AsyncIterable<T>,
  width: number,
  work: (one: T) => Promise<R>,
  alone: (one: T) => boolean = () => false,
): AsyncGenerator<R> {
  const running: Promise<R>[] = []
  const started = (one: T): Promise<R> => {
    const result = work(one)
    // Whoever awaits it first tells; until then a failure behind it must not end the process.
    result.catch(() => undefined)
    return result
  }
  for await (const one of source) {
    while (running.length >= width || (running.length > 0 && alone(one))) yield await next(running)
    running.push(started(one))
    if (alone(one)) yield await next(running)
  }
  while (running.length > 0) yield await next(running)
}

function next<R>(running: Promise<R>[]): Promise<R> {
  const first = running.shift()
  if (!first) throw new RangeError('nothing is running')
  return first
}
