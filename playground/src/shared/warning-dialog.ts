import { afterGesture } from './after-gesture.ts'

const wanted = new WeakSet<HTMLDialogElement>()

/** Opens the dialog over the page; the focus goes to its `autofocus` button. */
export function openWarning(dialog: HTMLDialogElement): void {
  wanted.add(dialog)
  if (!dialog.open) dialog.showModal()
}

/** Closes the dialog and gives the focus back, once the input that caused it is over. */
export function closeWarning(dialog: HTMLDialogElement): void {
  wanted.delete(dialog)
  if (dialog.open) afterGesture(() => wanted.has(dialog) || dialog.close())
}

const ANNOUNCED_SECONDS: readonly number[] = [30, 20, 10]

/** What is said aloud of the countdown: at the opening and at three moments, not every second. */
export function announcementAt(seconds: number, isFirst: boolean): string | undefined {
  if (!isFirst && !ANNOUNCED_SECONDS.includes(seconds)) return undefined
  return `${seconds} seconds until you are signed out.`
}
