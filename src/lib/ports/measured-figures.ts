/** Names of the fields of an index; what it does not have is not asked for. */
export interface MeasuredFields {
  readonly date: string
  readonly finess: string
  readonly type: string
  readonly software?: string
  /** Only documents of this value are counted. */
  readonly environment?: {readonly field: string; readonly value: string}
}

export interface MeasuredRequest {
  /** `https://host:port/index`; plain http to this machine only. */
  readonly url: string
  /** File of the API key (base64 of id:key), readable by its owner alone; none for an open index of this machine. */
  readonly apiKeyFile?: string | undefined
  /** PEM of the authorities that may vouch for the server, beside the usual ones. */
  readonly caFile?: string | undefined
  readonly fields: MeasuredFields
  /** Civil months `AAAA-MM` in Europe/Paris, both included. */
  readonly from: string
  readonly to: string
}

/** An Elasticsearch that the establishment may query: the measured side without a file. */
export interface MeasuredFigures {
  /**
   * Answers of a composite aggregation by establishment, month and type, page after page up to the last.
   * @throws DmpError DMP_STATS_ENDPOINT {host, reason}, DMP_STATS_ENDPOINT_SETTING {field, reason}
   */
  pages(request: MeasuredRequest, signal: AbortSignal): AsyncIterable<unknown>
}
