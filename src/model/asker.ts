/** Who asks for something on a device, and from where, as Slack says at this moment. */
export interface Asker {
  readonly user: string;
  readonly channel: string;
  /** User groups that the person is in now. */
  readonly usergroups: readonly string[];
  /** Guests, bots, and people of other organisations get nothing from devices. */
  readonly kind: 'member' | 'guest' | 'bot' | 'outsider';
  /** The channel is shared with another organisation. */
  readonly shared: boolean;
}
