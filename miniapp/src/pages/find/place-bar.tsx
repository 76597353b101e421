import { useState } from "react";
import { PlacePicker } from "../../components/place-picker";
import { Box, Button, Dialog } from "../../controls";
import { change, useSettings } from "../../settings";
import { common } from "../../texts/common";
import { find } from "../../texts/find";
import { placeTexts } from "../../texts/place";

/** For which place the list is: what is open differs from province to province. */
export function PlaceBar() {
  const { place, placeName } = useSettings();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState({ place, placeName });
  const start = () => {
    setChosen({ place, placeName });
    setOpen(true);
  };
  const done = () => {
    change(chosen);
    setOpen(false);
  };
  return (
    <Box className="place-bar">
      <Box as="span" className="place-name">
        {place ? `${find.place}：${placeName}` : find.choosePlace}
      </Box>
      <Button
        kind={place ? "plain" : "second"}
        label={`${place ? find.changePlace : common.choose}：${find.choosePlace}`}
        onPress={start}
      >
        {place ? find.changePlace : common.choose}
      </Button>
      {open && (
        <Dialog title={find.choosePlace} onClose={() => setOpen(false)}>
          <PlacePicker
            id="find-place"
            shallow
            value={chosen.place}
            onChange={(code, name) => setChosen({ place: code, placeName: name })}
          />
          <Box className="dialog-actions">
            <Button kind="main" onPress={done}>
              {placeTexts.done}
            </Button>
            <Button onPress={() => setOpen(false)}>{common.cancel}</Button>
          </Box>
        </Dialog>
      )}
    </Box>
  );
}
