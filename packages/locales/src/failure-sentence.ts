/** What a failed command says. A sentence with a waiting time is a function of seconds. */
export type FailureSentence = string | ((retryAfterSeconds: number) => string);
