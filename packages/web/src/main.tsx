// The browser's way in: the language, then the pages.
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./app.css";
import { router } from "./router.js";
import { createQueries } from "./shared/api/queries.js";
import { startLanguages } from "./shared/i18n/i18n.js";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has lost its #root");

await startLanguages();
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={createQueries()}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
