import { useRef, useState } from "react";
import { ApiError, isOffline, wordsOf } from "../api-error";
import { noteExpired } from "../session";
import { requestTexts } from "../texts/requests";

/** One request on its way: pressed twice it goes once, and what went wrong is said in words. */
export function useSend(act: () => Promise<void>) {
  const [sending, setSending] = useState(false);
  const [message, setMessage] = useState("");
  const underWay = useRef(false);

  const send = async () => {
    // The state is drawn later than a second tap can come; the mark is set at once.
    if (underWay.current) return;
    underWay.current = true;
    setSending(true);
    setMessage("");
    try {
      await act();
    } catch (error) {
      if (!noteExpired(error)) setMessage(wordsFor(error));
    } finally {
      underWay.current = false;
      setSending(false);
    }
  };
  return { sending, message, send: () => void send() };
}

/** A form that the server refused says which answers are wrong. */
function wordsFor(error: unknown): string {
  if (isOffline(error)) return requestTexts.unsure;
  const fields = error instanceof ApiError ? error.fields : [];
  return [wordsOf(error), ...fields.map(({ message }) => message)].join(" ");
}
