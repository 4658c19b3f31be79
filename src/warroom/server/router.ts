import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WarRoomControl } from '../control.ts';
import type { Room } from '../room.ts';
import { answerApi } from './api-route.ts';
import { answerDownload, answerUpload } from './file-routes.ts';
import { BadRequest, type Exchange, sendText } from './http.ts';
import { mayReach } from './origin.ts';
import type { PageFeed } from './page-feed.ts';
import { answerPage, answerPermalink } from './page-files.ts';
import { answerAct, answerFeed, answerPageFile, answerPageUpload } from './page-routes.ts';
import { answerRespond } from './respond-route.ts';

export interface RouterParts {
  readonly room: Room;
  readonly control: WarRoomControl;
  readonly feed: PageFeed;
  readonly host: string;
}

/** Sends each request to its route. What a route throws as BadRequest becomes its answer; anything else is a bug: 500. */
export function createRouter(parts: RouterParts): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const url = new URL(`http://war-room${request.url?.startsWith('/') ? request.url : '/'}`);
    route(parts, { request, response, url }).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else if (error instanceof BadRequest) sendText(response, error.status, error.message);
      else
        sendText(response, 500, `The war room has a fault: ${error instanceof Error ? error.message : String(error)}`);
    });
  };
}

async function route({ room, control, feed, host }: RouterParts, exchange: Exchange): Promise<void> {
  const { request, response, url } = exchange;
  if (!mayReach(request, host)) return sendText(response, 421, 'The war room does not answer to this name.');
  const [, first = '', ...rest] = url.pathname.split('/');
  switch (first) {
    case 'api':
      return answerApi(room, exchange, rest.join('/'));
    case 'respond':
      return answerRespond(room, exchange, rest[0] ?? '');
    case 'upload':
      return answerUpload(room, exchange, rest[1] ?? '');
    case 'files-pri':
      return answerDownload(room, exchange, rest[0] ?? '');
    case 'archives':
      return answerPermalink(exchange, rest[0] ?? '', rest[1] ?? '');
    case 'page':
      if (rest[0] === 'feed') return answerFeed(feed, exchange);
      if (rest[0] === 'act') return answerAct(control, exchange);
      if (rest[0] === 'upload') return answerPageUpload(room, exchange);
      if (rest[0] === 'file') return answerPageFile(room, exchange, rest[1] ?? '');
      break;
    default:
      if (rest.length === 0) return answerPage(exchange, first);
  }
  sendText(response, 404, 'There is nothing here.');
}
