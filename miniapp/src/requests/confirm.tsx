import { Box, Button, Dialog } from "../controls";
import { requestTexts } from "../texts/requests";

interface ConfirmProps {
  title: string;
  words: string;
  /** On the button that does it. */
  yes: string;
  onYes(): void;
  onNo(): void;
}

/** What it means, asked once before it is done. */
export function Confirm({ title, words, yes, onYes, onNo }: ConfirmProps) {
  return (
    <Dialog title={title} onClose={onNo}>
      <Box as="p" className="words">
        {words}
      </Box>
      <Box className="dialog-actions">
        <Button kind="main" onPress={onYes}>
          {yes}
        </Button>
        <Button onPress={onNo}>{requestTexts.check}</Button>
      </Box>
    </Dialog>
  );
}
