/**
 * Every number the war room enforces, and where it comes from. These are the receiving side's limits and are kept
 * apart from the ones messages are built with, so that a wrong belief in one place cannot hide in the other.
 *
 * Sources: [docs] docs.slack.dev reference pages; [types] @slack/types 3.2.0 comments; [issue] a GitHub thread;
 * [own] our choice, to keep the war room itself small and safe.
 */

/** [docs] reference/block-kit/blocks; [types] blocks.d.ts, block-elements.d.ts, composition-objects.d.ts. */
export const BLOCKS = {
  perMessage: 50,
  perModal: 100,
  blockId: 255,
  actionId: 255,
  sectionText: 3000,
  sectionFields: 10,
  sectionFieldText: 2000,
  headerText: 150,
  contextElements: 10,
  contextText: 2000,
  actionsElements: 25,
  contextActionsElements: 5,
  /** Cumulative over all markdown blocks of one payload. */
  markdownText: 12_000,
  inputLabel: 2000,
  inputHint: 2000,
  imageUrl: 3000,
  imageAlt: 2000,
  imageTitle: 2000,
  buttonText: 75,
  buttonValue: 2000,
  buttonUrl: 3000,
  accessibilityLabel: 75,
  placeholder: 150,
  options: 100,
  optionText: 75,
  optionValue: 150,
  optionDescription: 75,
  overflowOptions: 5,
  choiceOptions: 10,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  tableRows: 100,
  tableCells: 20,
  tableText: 10_000,
} as const;

/**
 * The undocumented limit over all blocks of one chat message, error `msg_blocks_too_long`.
 * [issue] bolt-js#2509 measured 13,297 characters with one markdown block and 13,172 once a divider was added (so a
 * block costs about 125); bolt-js#2867 saw a refusal at 11,341 characters with many blocks. Characters plus 125 a
 * block against 13,422 agrees with all three. It does not apply to response_url replies.
 */
export const MESSAGE_BLOCKS_TOTAL = 13_422;
export const MESSAGE_BLOCK_COST = 125;

/** [docs] chat.postMessage: longer text is cut and a `message_truncated` warning is returned. */
export const MESSAGE_TEXT = 40_000;
/** [docs] messaging/message-metadata: 15,000 characters once written as JSON. */
export const METADATA_JSON = 15_000;

/** [docs] surfaces/modals, reference/views. */
export const VIEWS = {
  title: 24,
  button: 24,
  privateMetadata: 3000,
  callbackId: 255,
  stack: 3,
} as const;

/** [docs] interactivity/handling-user-interaction: acknowledge within 3 s; a trigger lives 3 s and works once. */
export const ACK_MS = 3000;
export const TRIGGER_MS = 3000;
/** [docs] response_url: 5 uses within 30 minutes. */
export const RESPONSE_URL_USES = 5;
export const RESPONSE_URL_MS = 30 * 60_000;
/** [docs] apis/events-api#retries: nearly at once, after 1 minute, after 5 minutes. */
export const REDELIVERY_MS: readonly number[] = [0, 60_000, 5 * 60_000];
/** [docs] apis/events-api/using-socket-mode: up to 10 connections an app. */
export const SOCKET_CONNECTIONS = 10;
/** [own] Slack pings its side of a Socket Mode connection every few seconds; the SDK gives up after 30 s of none. */
export const SOCKET_PING_MS = 10_000;
/** [own] How long the ticket inside a Socket Mode address may be used. */
export const SOCKET_TICKET_MS = 30_000;

/** [docs] web-api/rate-limits: one message a second in a channel, "short bursts" allowed; [own] the burst is 4. */
export const POST_PER_SECOND = 1;
export const POST_BURST = 4;
/** [docs] web-api/rate-limits: calls a minute for each method in tiers 2, 3 and 4. */
export const TIER_PER_MINUTE = { 2: 20, 3: 50, 4: 100 } as const;

/** [own] A person's paste longer than this becomes a snippet file, as Slack's composer proposes at 4,000 characters. */
export const COMPOSER_TEXT = 4000;
/** [docs] the slash command text box takes what a message takes; [own] the same bound is used. */
export const COMMAND_TEXT = 4000;
/** The description of an image: `alt_txt_too_large` beyond it (docs.slack.dev/reference/methods/files.getUploadURLExternal). */
export const ALT_TEXT = 1000;

/** [own] What the `preview` of a snippet shows. Slack cuts it to a few lines as well. */
export const SNIPPET_PREVIEW = { lines: 6, characters: 600 } as const;

/** [own] Bounds that keep one local process healthy. Slack's own file bound is 1 GB. */
export const BODY_BYTES = 2 * 1024 * 1024;
export const FILE_BYTES = 64 * 1024 * 1024;
export const ALL_FILES_BYTES = 512 * 1024 * 1024;
export const MESSAGES_PER_CHANNEL = 2000;
export const JOURNAL_ENTRIES = 5000;
export const EPHEMERALS_PER_USER = 50;
export const PAGE_STREAMS = 32;
/** [own] How long the rest of a sample waits for the bot to open a thread after its command. */
export const SAMPLE_WAIT_MS = 20_000;
/** Triggers, response addresses and announced uploads kept at a time. */
export const REMEMBERED = 2000;
