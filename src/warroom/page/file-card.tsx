import type { ReactNode } from 'react';
import type { PageFile } from '../page-state.ts';
import { Icon } from './icon.tsx';

/** A file under a message: its name, size, the image or the first lines of a snippet, and how to get the whole of it. */
export function FileCard({ file }: { readonly file: PageFile }): ReactNode {
  const address = `/page/file/${encodeURIComponent(file.id)}`;
  return (
    <figure className="file" data-testid={`file-${file.name}`}>
      <figcaption>
        <Icon name={file.isSnippet ? 'file' : 'package'} />
        <strong>{file.isImage ? file.title : file.name}</strong>
        <span className="file-size">{sizeOf(file.size)}</span>
        <a href={address} download={file.name}>
          Download
        </a>
      </figcaption>
      {file.isImage && <img src={address} alt={file.alt} />}
      {file.isSnippet && <pre>{file.preview}</pre>}
      {file.linesMore > 0 && <p>{file.linesMore} more lines</p>}
    </figure>
  );
}

function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} kB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
