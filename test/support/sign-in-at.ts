import { ownersOf } from "../../bff/src/identity/owners.ts";
import { openSession } from "../../bff/src/identity/sessions.ts";
import { type Person, testPerson } from "./test-portal.ts";

/** A person signed in at a portal that runs as a process of its own; this process is connected to its store, with its keys. */
export async function signInAt(url: string): Promise<Person> {
  const who = await ownersOf({ person: testPerson, firm: null }, new Date());
  const token = await openSession(who, new Date());
  const headers = { Cookie: `session=${token}`, "X-Requested-With": "portal" };
  const request = async (method: string, path: string, body?: string | FormData, more = {}) => {
    const reply = await fetch(url + path, { method, headers: { ...headers, ...more }, body: body ?? null });
    const bytes = Buffer.from(await reply.arrayBuffer());
    const json = bytes.length > 0 ? JSON.parse(bytes.toString()) : undefined;
    return { status: reply.status, headers: reply.headers, bytes, json };
  };
  return {
    ...{ ownerId: who.ownerId, token },
    get: (path) => request("GET", path),
    send: (method, path, body) =>
      request(method, path, JSON.stringify(body), { "Content-Type": "application/json" }),
    upload(bytes, name = "photo.jpg") {
      const form = new FormData();
      form.append("file", new Blob([new Uint8Array(bytes)]), name);
      return request("POST", "/api/attachments", form);
    },
  };
}
