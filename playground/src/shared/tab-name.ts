/** Names this tab for the people who look at its log, until it is reloaded. Not an id. */
export const TAB_NAME = `tab ${Math.random().toString(36).slice(2, 5).padEnd(3, 'x')}`
