import { z } from 'zod';

const listen = z.object({
  do: z.literal('listen'),
  id: z.number(),
  address: z.string().nullable(),
  port: z.number(),
  behaviour: z.enum(['answers', 'mute']),
});

const connect = z.object({
  do: z.literal('connect'),
  id: z.number(),
  source: z.string().nullable(),
  sourcePort: z.number().nullable(),
  to: z.string(),
  port: z.number(),
  request: z.number(),
  reply: z.number(),
  deadline: z.number(),
  /** Whether the connection stays open when the reply is there. */
  hold: z.boolean(),
});

/** Asks once more on the connection that the order `of` has held. */
const again = z.object({ do: z.literal('again'), id: z.number(), of: z.number() });

/** Closes the connection that the order `of` has held. */
const close = z.object({ do: z.literal('close'), id: z.number(), of: z.number() });

/** What an agent is told, one a line. */
export const orderSchema = z.discriminatedUnion('do', [listen, connect, again, close]);
export type Order = z.infer<typeof orderSchema>;
export type ConnectOrder = z.infer<typeof connect>;
export type ListenOrder = z.infer<typeof listen>;

/** What an agent says of an order once it is done: `error` null when all went well. */
export const answerSchema = z.object({ id: z.number(), error: z.string().nullable() });
export type Answer = z.infer<typeof answerSchema>;
