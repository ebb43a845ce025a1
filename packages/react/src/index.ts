/** Hooks over the client, for the web and the terminal. They hold no state of their own: snapshots come from the client. */
export { ClientProvider, useClient } from './client-context.ts';
export { useTopic } from './use-topic.ts';
export { useInBackground } from './use-in-background.ts';
export { differBeside } from './differ.ts';
export { useCommand, type Command } from './use-command.ts';
