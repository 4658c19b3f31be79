import type { NodeName } from '../../model.ts';
import type { Sketch } from './sketch.ts';

const CLIENTS = ['pc7', 'laptop12', 'desk31', 'till4', 'build2', 'kiosk9'];
const SERVERS = ['web1', 'app4', 'db2', 'files3', 'erp1', 'git5'];

/** The two ends of the conversation, with names drawn. */
export function ends(sketch: Sketch): { readonly client: NodeName; readonly server: NodeName } {
  return {
    client: sketch.node(sketch.draw.pick(CLIENTS), 'client'),
    server: sketch.node(sketch.draw.pick(SERVERS), 'server'),
  };
}
