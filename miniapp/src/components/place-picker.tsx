import { useEffect, useState } from "react";
import type { CodeItem } from "shared-types";
import { api } from "../api";
import { wordsOf } from "../api-error";
import { ListField } from "../controls";
import { pathTo } from "../form/place-path";
import { placeTexts } from "../texts/place";
import { Failed } from "./loading";
import { PlaceSearch } from "./place-search";

interface PlacePickerProps {
  id: string;
  /** Region code of any level, "" for none. */
  value: string;
  /** `name` is the place in words, from the province down. */
  onChange(code: string, name: string): void;
  /** Only the province. */
  shallow?: boolean;
}

const levels = ["province", "city", "county"] as const;
/** The districts of a municipality stand directly under it. */
const isCounty = (place: CodeItem | undefined) => place !== undefined && !place.code.endsWith("00");

/** Province, then city, then county, each asked of the server when the one above is chosen. */
export function PlacePicker({ id, value, onChange, shallow }: PlacePickerProps) {
  const [lists, setLists] = useState<Record<string, readonly CodeItem[]>>({});
  const [error, setError] = useState("");
  const [tries, setTries] = useState(0);
  const chosen = pathTo(value, lists);
  const parents = ["", ...chosen].slice(0, shallow ? 1 : levels.length);
  const wanted = parents.join();

  // biome-ignore lint/correctness/useExhaustiveDependencies: `wanted` stands for the parents, `tries` for 重试
  useEffect(() => {
    for (const parent of parents) {
      if (lists[parent]) continue;
      void api
        .places(parent)
        .then(({ places }) => setLists((before) => ({ ...before, [parent]: places })))
        .catch((cause) => setError(wordsOf(cause)));
    }
  }, [wanted, tries]);

  const nameOf = (code: string, at: number) =>
    lists[parents[at] ?? ""]?.find((item) => item.code === code)?.name ?? "";
  const choose = (code: string, at: number) => {
    const path = [...chosen.slice(0, at), code].filter(Boolean);
    onChange(path.at(-1) ?? "", path.map(nameOf).join(""));
  };
  return (
    <>
      {!shallow && <PlaceSearch id={id} onChoose={onChange} />}
      {parents.map((parent, at) => {
        const options = lists[parent] ?? [];
        if (at > 0 && options.length === 0) return null;
        const level = isCounty(options[0]) ? "county" : levels[at]!;
        return (
          <ListField
            key={level}
            id={`${id}-${level}`}
            label={placeTexts[level]}
            required={at === 0}
            aid={at > 0}
            options={options}
            value={chosen[at] ?? ""}
            onChange={(code) => choose(code, at)}
          />
        );
      })}
      {error && (
        <Failed
          message={error}
          onRetry={() => {
            setError("");
            setTries(tries + 1);
          }}
        />
      )}
    </>
  );
}
