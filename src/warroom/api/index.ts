import { assistantMethods } from './assistant.ts';
import { authMethods } from './auth.ts';
import { chatMethods } from './chat.ts';
import { conversationMethods } from './conversations.ts';
import { fileMethods } from './files.ts';
import type { Method } from './method.ts';
import { reactionMethods } from './reactions.ts';
import { userMethods } from './users.ts';
import { viewMethods } from './views.ts';

/** Every Web API method the war room answers. All others are `unknown_method`. */
export const methods: readonly Method[] = [
  ...authMethods,
  ...chatMethods,
  ...conversationMethods,
  ...userMethods,
  ...fileMethods,
  ...viewMethods,
  ...reactionMethods,
  ...assistantMethods,
];
