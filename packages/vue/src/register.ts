/**
 * Tells every composable the app's own User type; augment it once.
 *
 * @example
 * declare module '@latchkey/vue' {
 *   interface Register {
 *     user: MyUser
 *   }
 * }
 */
// oxlint-disable-next-line typescript/no-empty-interface -- an app fills it in
export interface Register {}

/** The type that `Register` names; `unknown` until an app does. */
export type RegisteredUser = Register extends { user: infer User } ? User : unknown
