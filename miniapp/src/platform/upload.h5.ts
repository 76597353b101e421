import { NoAnswer, type Reply } from "./http";
import type { Picked } from "./photo";

/** Sends a file as the form field `file`. @param onProgress share that has left, 0–1 @throws NoAnswer */
export function upload(
  path: string,
  file: Pick<Picked, "name" | "source">,
  onProgress: (share: number) => void,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.responseType = "json";
    request.timeout = 180_000;
    request.setRequestHeader("X-Requested-With", "portal");
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    request.onload = () => resolve({ status: request.status, data: request.response });
    request.onerror = request.ontimeout = () => reject(new NoAnswer());
    const form = new FormData();
    form.append("file", file.source as Blob, file.name);
    request.send(form);
  });
}
