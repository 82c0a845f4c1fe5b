/** One thing that happened, in the sessions' own time. */
export interface StoryLine {
  readonly at: number
  readonly what: string
}

/** The time of day, to the millisecond. */
export function clockTime(at: number): string {
  return new Date(at).toISOString().slice(11, 23)
}
