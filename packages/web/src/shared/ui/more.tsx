// The end of a list that has more: it goes on by itself when it is scrolled to, and by a button for everyone else.
import type { ReactElement } from "react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./controls.js";

interface Pages {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  fetchNextPage: () => Promise<unknown>;
}

export function More({ pages, auto = true }: { pages: Pages; auto?: boolean }): ReactElement | null {
  const { t } = useTranslation();
  const end = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = pages;
  const goesOn = auto && hasNextPage && !isFetchingNextPage && !isFetchNextPageError;
  useEffect(() => {
    const place = end.current;
    if (!place || !goesOn) return undefined;
    const watcher = new IntersectionObserver(([first]) => {
      if (first?.isIntersecting === true) void fetchNextPage();
    });
    watcher.observe(place);
    return () => watcher.disconnect();
  }, [goesOn, fetchNextPage]);
  if (!hasNextPage) return null;
  return (
    <div ref={end} className="pt-4 text-center">
      <Button className="w-full" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        {isFetchingNextPage ? t("state.loading") : isFetchNextPageError ? t("state.moreFailed") : t("state.more")}
      </Button>
    </div>
  );
}
