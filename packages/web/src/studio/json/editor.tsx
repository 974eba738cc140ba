// The plan as JSON: a small editor with the faults at their lines. One history with the form: undo and redo are the desk's.
import { defaultKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { bracketMatching, foldGutter, foldKeymap, HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Diagnostic } from "@codemirror/lint";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { Compartment, EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import type { Fault } from "@perennial/kernel";
import { tags } from "@lezer/highlight";
import type { ReactElement } from "react";
import { useEffect, useImperativeHandle, useRef } from "react";
import type { Ref } from "react";
import { useFaultWords } from "../words/faults.js";
import { breakOf, placeOf, placesOf } from "./places.js";

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--ink)", fontWeight: "500" },
  { tag: tags.string, color: "var(--leaf)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--sky)" },
  { tag: [tags.separator, tags.brace, tags.squareBracket, tags.punctuation], color: "var(--ink-2)" },
]);

const look = EditorView.theme({
  "&": { height: "100%", fontSize: "13px", backgroundColor: "var(--paper)", color: "var(--ink)" },
  "&.cm-focused": { outline: "2px solid var(--sky)", outlineOffset: "-2px" },
  ".cm-scroller": { fontFamily: "ui-monospace, Menlo, Consolas, monospace", lineHeight: "20px" },
  ".cm-gutters": { backgroundColor: "var(--paper-2)", color: "var(--ink-3)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--leaf-soft) 55%, transparent)" },
  ".cm-activeLineGutter": { backgroundColor: "var(--leaf-soft)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--leaf-soft) !important" },
  ".cm-matchingBracket": { outline: "1px solid var(--leaf)", backgroundColor: "transparent !important" },
  ".cm-tooltip": { backgroundColor: "var(--paper)", border: "1px solid var(--line)", color: "var(--ink)" },
  ".cm-diagnostic-error": { borderLeft: "3px solid var(--clay)" },
  ".cm-lintRange-error": { backgroundImage: "none", borderBottom: "2px solid var(--clay)" },
  ".cm-foldPlaceholder": { backgroundColor: "var(--paper-2)", border: "1px solid var(--line)", color: "var(--ink-2)" },
});

export interface JsonEditorHandle {
  /** puts the cursor at a path of the document and shows it */
  goTo: (path: string) => void;
}

interface Props {
  text: string;
  faults: readonly Fault[];
  label: string;
  /** what a text that is no JSON is told */
  brokenWords: string;
  onType: (text: string) => void;
  onUndo: () => void;
  onRedo: () => void;
  ref?: Ref<JsonEditorHandle>;
}

export function JsonEditor({ text, faults, label, brokenWords, onType, onUndo, onRedo, ref }: Props): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const naming = useRef(new Compartment());
  const words = useFaultWords();
  const heard = useRef({ onType, onUndo, onRedo });
  useEffect(() => {
    heard.current = { onType, onUndo, onRedo };
  });

  useEffect(() => {
    const parent = place.current;
    if (!parent) return undefined;
    const run = (what: "onUndo" | "onRedo") => (): boolean => {
      heard.current[what]();
      return true;
    };
    const made = new EditorView({
      parent,
      state: EditorState.create({
        extensions: [
          lineNumbers(),
          foldGutter(),
          lintGutter(),
          drawSelection(),
          highlightActiveLine(),
          bracketMatching(),
          json(),
          syntaxHighlighting(colours),
          look,
          EditorView.lineWrapping,
          EditorState.tabSize.of(2),
          naming.current.of([]),
          keymap.of([
            { key: "Mod-z", run: run("onUndo"), preventDefault: true },
            { key: "Mod-y", run: run("onRedo"), preventDefault: true },
            { key: "Mod-Shift-z", run: run("onRedo"), preventDefault: true },
            ...defaultKeymap,
            ...foldKeymap,
          ]),
          EditorView.updateListener.of((update) => {
            const byHand = update.transactions.some(
              (each) => each.isUserEvent("input") || each.isUserEvent("delete") || each.isUserEvent("move"),
            );
            if (update.docChanged && byHand) heard.current.onType(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = made;
    return () => {
      made.destroy();
      view.current = undefined;
    };
  }, []);

  useEffect(() => {
    view.current?.dispatch({
      effects: naming.current.reconfigure(
        EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false", tabindex: "0" }),
      ),
    });
  }, [label]);

  // A change from elsewhere replaces only what differs, so that the view keeps its place.
  useEffect(() => {
    const now = view.current?.state.doc.toString();
    if (view.current === undefined || now === undefined || now === text) return;
    let from = 0;
    while (from < now.length && from < text.length && now[from] === text[from]) from++;
    let end = 0;
    const most = Math.min(now.length, text.length) - from;
    while (end < most && now[now.length - 1 - end] === text[text.length - 1 - end]) end++;
    view.current.dispatch({ changes: { from, to: now.length - end, insert: text.slice(from, text.length - end) } });
  }, [text]);

  useEffect(() => {
    if (!view.current) return;
    const { state } = view.current;
    const now = state.doc.toString();
    const broken = breakOf(now);
    const places = placesOf(now);
    const found: Diagnostic[] = broken
      ? [{ ...broken, severity: "error", message: brokenWords }]
      : faults.map((fault) => ({ ...placeOf(places, fault.path), severity: "error", message: words(fault) }));
    const within = found.map((each) => ({
      ...each,
      from: Math.min(each.from, now.length),
      to: Math.min(each.to, now.length),
    }));
    view.current.dispatch(setDiagnostics(state, within));
  }, [text, faults, words, brokenWords]);

  useImperativeHandle(
    ref,
    () => ({
      goTo: (path) => {
        const { current } = view;
        if (!current) return;
        const { from, to } = placeOf(placesOf(current.state.doc.toString()), path);
        current.dispatch({
          selection: { anchor: from, head: to },
          effects: EditorView.scrollIntoView(from, { y: "center" }),
        });
      },
    }),
    [],
  );

  return (
    <div ref={place} className="h-full min-h-0 overflow-hidden rounded-control border border-line" data-json-editor />
  );
}
