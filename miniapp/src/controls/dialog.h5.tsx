import { useEffect, useId, useRef } from "react";
import type { DialogProps } from "./dialog-props";
import "./dialog.scss";

/** The browser's own dialog: keeps focus inside and gives it back; is open as long as it is drawn. */
export function Dialog({ title, alertWords, onClose, children }: DialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement as HTMLElement | null;
    if (element && !element.open) element.showModal();
    return () => before?.focus?.();
  }, []);
  useEffect(() => {
    const element = dialog.current;
    if (!alertWords || !element || element.contains(document.activeElement)) return;
    // Another dialog has opened over it, or the focus was lost.
    element.close();
    element.showModal();
  });
  return (
    <dialog
      ref={dialog}
      role={alertWords && "alertdialog"}
      className={alertWords ? "dialog alert" : "dialog"}
      aria-describedby={alertWords}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <h2 className="dialog-title" id={id}>
        {title}
      </h2>
      {children}
    </dialog>
  );
}
