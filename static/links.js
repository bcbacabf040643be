// Links inside a page's own text open like the navigation does: without loading the program again.
// Without this file they are plain links and work all the same, only slower.
document.addEventListener("click", (event) => {
  const wantsElsewhere = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  if (event.defaultPrevented || wantsElsewhere) return;
  const link = event.target.closest?.(".stHtml a[href]");
  if (!link || link.origin !== window.location.origin) return;
  const isSamePage = link.pathname === window.location.pathname && link.search === window.location.search;
  if (isSamePage && link.hash) return;
  // Files of ours have a suffix; pages have none.
  if (link.pathname.split("/").pop().includes(".")) return;
  event.preventDefault();
  window.history.pushState({}, "", link.href);
  window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
});
