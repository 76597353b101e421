import { storage } from "./platform/storage";
import { deviceTypeSize } from "./platform/type-size";
import { makeStore, useStore } from "./store";

export type TypeSize = "usual" | "large" | "largest";

interface Settings {
  type: TypeSize;
  /** Region code of the province, or of a smaller place, that the person chose; "" before. */
  place: string;
  placeName: string;
}

const key = "settings";

function initial(): Settings {
  const byDevice: TypeSize = deviceTypeSize() > 1.5 ? "largest" : deviceTypeSize() > 1.15 ? "large" : "usual";
  return { type: byDevice, place: "", placeName: "", ...storage.read<Partial<Settings>>(key) };
}

export const settings = makeStore<Settings>(initial());

export const useSettings = () => useStore(settings);

/** Changes settings for this visit and the next ones. */
export function change(what: Partial<Settings>) {
  settings.set(what);
  storage.write(key, settings.get());
}
