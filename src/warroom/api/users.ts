import { z } from 'zod';
import { ApiError } from '../errors.ts';
import { wireUser } from '../wire.ts';
import { flag, method, pageOf, paging } from './method.ts';

export const userMethods = [
  method({
    name: 'users.info',
    scopes: ['users:read'],
    args: z.object({ user: z.string() }),
    run({ workspace }, args) {
      const user = workspace.users.get(args.user);
      if (!user) throw new ApiError('user_not_found');
      return { user: wireUser(workspace, user) };
    },
  }),
  method({
    name: 'users.list',
    scopes: ['users:read'],
    tier: 2,
    args: z.object(paging),
    run({ workspace }, args) {
      const { items, next } = pageOf([...workspace.users.values()], args.cursor, args.limit);
      return { members: items.map((user) => wireUser(workspace, user)), response_metadata: { next_cursor: next } };
    },
  }),
  method({
    name: 'usergroups.list',
    scopes: ['usergroups:read'],
    tier: 2,
    args: z.object({ include_users: flag.default(false) }),
    run({ workspace }, args) {
      const usergroups = workspace.usergroups.map(({ users, ...group }) => ({
        ...group,
        team_id: workspace.team.id,
        is_usergroup: true,
        date_delete: 0,
        user_count: users.length,
        ...(args.include_users ? { users } : {}),
      }));
      return { usergroups };
    },
  }),
  method({
    name: 'usergroups.users.list',
    scopes: ['usergroups:read'],
    tier: 2,
    args: z.object({ usergroup: z.string() }),
    run({ workspace }, args) {
      const group = workspace.usergroups.find((known) => known.id === args.usergroup);
      if (!group) throw new ApiError('no_such_subteam');
      return { users: group.users };
    },
  }),
];
