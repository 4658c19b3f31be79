/**
 * Slack's limits, all of them in this file. Sources: the reference pages on docs.slack.dev and the comments of
 * @slack/types 3.2.0, unless said otherwise. Characters are UTF-16 code units.
 */
export const LIMITS = {
  blocksPerMessage: 50,
  headerText: 150,
  sectionText: 3000,
  contextElements: 10,
  contextText: 2000,
  actionsElements: 25,
  buttonText: 75,
  /** Slack takes 2,000; ours are opaque ids and stay far below. */
  buttonValue: 200,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  modalTitle: 24,
  modalMetadata: 3000,
  optionText: 75,
  inputHint: 2000,
  inputValue: 3000,
  /** The fallback text: Slack cuts at 40,000 and recommends 4,000; notifications show far less. */
  fallbackText: 300,
  /** Ours: into how many messages one answer may grow. */
  messagesPerAnswer: 8,
  /** Ours: how much of one text the case card shows, so that it stays one message. */
  cardText: 600,
} as const;

/**
 * The cumulative limit over all blocks of one message (`msg_blocks_too_long`) is not documented. Reports measured it
 * between 11,341 (refused, many blocks) and 13,297 characters (refused, one block): slackapi/bolt-js#2509 and #2867.
 * A message is therefore packed to this budget, in which every block also costs `BLOCK_COST`.
 */
export const MESSAGE_BUDGET = 10_000;
export const BLOCK_COST = 125;

/** What `&`, `<` and `>` may grow to on the way (docs.slack.dev, formatting message text: escaping). */
export const ESCAPED_LENGTH: ReadonlyMap<string, number> = new Map([
  ['&', 5],
  ['<', 4],
  ['>', 4],
]);
