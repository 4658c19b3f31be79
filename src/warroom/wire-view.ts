import type { JsonObject, View } from './model.ts';
import type { Workspace } from './state.ts';

/** A view as views.* answers and view_submission carry it. `values` is what the person has filled in. */
export function wireView(workspace: Workspace, view: View, values: JsonObject = {}): JsonObject {
  const { body } = view;
  return {
    id: view.id,
    team_id: workspace.team.id,
    type: view.type,
    blocks: view.blocks,
    private_metadata: body.private_metadata ?? '',
    callback_id: body.callback_id ?? '',
    state: { values },
    hash: view.hash,
    title: body.title ?? { type: 'plain_text', text: 'View', emoji: true },
    clear_on_close: body.clear_on_close === true,
    notify_on_close: body.notify_on_close === true,
    close: body.close ?? null,
    submit: body.submit ?? null,
    previous_view_id: view.previousId,
    root_view_id: view.rootId,
    app_id: workspace.app.id,
    external_id: view.externalId,
    app_installed_team_id: workspace.team.id,
    bot_id: workspace.app.botId,
  };
}
