import { asProblem, ProblemError } from './client';

type Upload = { method: 'POST'; url: string; body: FormData | string; headers?: Record<string, string> };

/** Sends a body and reports progress from 0 to 1. XMLHttpRequest because fetch tells nothing about bytes sent. */
export function upload<T>(request: Upload, onProgress: (share: number) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open(request.method, request.url);
    for (const [name, value] of Object.entries(request.headers ?? {})) xhr.setRequestHeader(name, value);
    xhr.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    xhr.onerror = () => reject(new ProblemError(0, {}));
    xhr.onload = () => {
      const answer = parse(xhr.responseText);
      if (xhr.status >= 200 && xhr.status < 300) resolve(answer as T);
      else reject(new ProblemError(xhr.status, asProblem(answer)));
    };
    xhr.send(request.body);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
