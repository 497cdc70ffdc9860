/** A call on a channel that is closed, or was while the call was under way. */
export class ChannelClosed extends Error {
  override readonly name = 'ChannelClosed';
  constructor(channel: string) {
    super(`the channel ${channel} is closed`);
  }
}

/** A call whose channel broke. */
export class ChannelBroken extends Error {
  override readonly name = 'ChannelBroken';
  /** As sockets of Node say it. */
  readonly code = 'ECONNRESET';
  constructor(channel: string) {
    super(`the channel ${channel} broke`);
  }
}
