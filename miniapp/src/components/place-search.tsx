import { useEffect, useState } from "react";
import type { CodeItem } from "shared-types";
import { api } from "../api";
import { Box, Button, TextField } from "../controls";
import { placeTexts } from "../texts/place";
import "./place-search.scss";

interface PlaceSearchProps {
  id: string;
  onChoose(code: string, name: string): void;
}

/** So many milliseconds without a key, and the server is asked. */
const pause = 300;

/** Finds a place by a few characters or the first letters of its pinyin, past the lists. */
export function PlaceSearch({ id, onChoose }: PlaceSearchProps) {
  const [text, setText] = useState("");
  const [found, setFound] = useState<readonly CodeItem[] | null>(null);
  useEffect(() => {
    setFound(null);
    if (text.trim() === "") return;
    let stale = false;
    const ask = () =>
      // Without a network the lists are there all the same.
      api.searchPlaces(text.trim().slice(0, 40)).then(
        ({ places }) => !stale && setFound(places),
        () => {},
      );
    const timer = setTimeout(() => void ask(), pause);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [text]);

  return (
    <Box className="place-search">
      <TextField
        id={`${id}-search`}
        label={placeTexts.search}
        help={placeTexts.searchHelp}
        aid
        value={text}
        onChange={setText}
      />
      <Box as="p" live="status" className="small">
        {found && placeTexts.found(found.length)}
      </Box>
      {found?.map(({ code, name }) => (
        <Button
          key={code}
          className="place-found"
          onPress={() => {
            onChoose(code, name);
            setText("");
          }}
        >
          {name}
        </Button>
      ))}
    </Box>
  );
}
