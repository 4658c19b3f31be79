import { z } from 'zod';
import { ApiError } from '../errors.ts';
import { method } from './method.ts';

export const authMethods = [
  method({
    name: 'auth.test',
    tier: 'unlimited',
    args: z.object({}),
    run({ workspace, baseUrl }) {
      const { app, team } = workspace;
      const bot = { user: workspace.users.get(app.botUserId)?.name, user_id: app.botUserId, bot_id: app.botId };
      return { url: `${baseUrl}/`, team: team.name, team_id: team.id, ...bot, is_enterprise_install: false };
    },
  }),
  method({
    name: 'apps.connections.open',
    tier: 'unlimited',
    token: 'app',
    args: z.object({}),
    run({ socketMode }) {
      if (!socketMode) throw new ApiError('socket_mode_not_enabled');
      const url = socketMode.open();
      if (url === undefined) throw new ApiError('too_many_websockets');
      return { url };
    },
  }),
  method({
    name: 'bots.info',
    scopes: ['users:read'],
    tier: 3,
    args: z.object({ bot: z.string() }),
    run({ workspace }, { bot }) {
      const { app } = workspace;
      if (bot !== app.botId) throw new ApiError('bot_not_found');
      return { bot: { id: app.botId, app_id: app.id, user_id: app.botUserId, name: app.name, deleted: false } };
    },
  }),
];
