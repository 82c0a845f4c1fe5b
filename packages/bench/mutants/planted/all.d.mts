export interface PlantedBug {
  readonly name: string
  readonly file: string
  readonly edits: readonly (readonly [from: string, to: string])[]
}

export const PLANTED: readonly PlantedBug[]
export function pathOf(bug: Pick<PlantedBug, 'file'>): string
export function plant(bug: PlantedBug, code?: string): string
