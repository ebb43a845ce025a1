/** Many connections in one room, whatever the server: what the load generator drives. */
export interface Swarm {
  /** How many connections hear each message, the sender's own included. */
  readonly size: number;
  send(sender: number, body: Uint8Array<ArrayBuffer>): void;
  close(): void;
}

export type OnMessage = (message: Buffer) => void;
export type OpenSwarm = (origin: string, size: number, onMessage: OnMessage) => Promise<Swarm>;
