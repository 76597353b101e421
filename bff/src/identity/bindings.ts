import { blindIndex } from "../crypto/sealed.ts";
import type { Proof } from "./hand-over.ts";
import { Bindings, Sessions } from "./models.ts";

/** What a WeChat account is found by in one mini-program; a dump names nobody. */
export const bindingKey = (appId: string, openid: string) => blindIndex(`wechat:${appId}:${openid}`);

/** Who has proved that this WeChat account is his; null: nobody. */
export async function findBinding(key: string): Promise<Proof | null> {
  const found = await Bindings.findById(key).lean();
  if (found === null) return null;
  const { ownerId, actorId, signedInAt } = found;
  return { ownerId, actorId, signedInAt };
}

/** From now on this WeChat account is his, whoever's it was. */
export async function bind(key: string, proof: Proof): Promise<void> {
  await Bindings.updateOne({ _id: key }, { $set: proof }, { upsert: true });
}

/** Takes every WeChat account from this person, and ends what was opened by one: the phone may be lost. */
export async function unbind(actorId: string): Promise<number> {
  const { deletedCount } = await Bindings.deleteMany({ actorId });
  await Sessions.deleteMany({ actorId, by: "wechat" });
  return deletedCount;
}
