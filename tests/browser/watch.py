"""A page that remembers what went wrong: policy violations, script errors, other hosts, failed files, shifts."""

from playwright.sync_api import ConsoleMessage, Page, Request, Response

LISTEN = """
window.__refused = []; window.__shift = 0;
document.addEventListener("securitypolicyviolation", (event) =>
  window.__refused.push(event.violatedDirective + " " + event.blockedURI + " " + event.sourceFile));
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.__shift += entry.value;
}).observe({type: "layout-shift", buffered: true});
"""
EXPECTED = (
    "Failed to load resource: the server responded with a status of 4",
    "Response Status Error Code 4",  # the same, as htmx says it
)


class Watched:
    """`complaints` is empty when all went as it should."""

    def __init__(self, page: Page, home: str) -> None:
        self.page, self.home = page, home
        self.complaints: list[str] = []
        self.requests: list[Request] = []
        page.add_init_script(LISTEN)
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        page.on("request", self._asked)
        page.on("response", self._answered)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(EXPECTED):
            self.complaints.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        self.requests.append(request)
        if not request.url.startswith((self.home, "data:", "blob:", "about:")):
            self.complaints.append(f"another host: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 500 or (response.status >= 400 and "/static/" in response.url):
            self.complaints.append(f"{response.status} {response.url}")

    def settle(self) -> None:
        """Collect what the page itself noted."""
        if not self.page.is_closed():
            self.complaints += [f"policy: {line}" for line in self._inside("window.__refused || []")]

    def _inside(self, expression: str) -> list[str]:
        try:
            found: list[str] = self.page.evaluate(expression)
        except Exception:  # a page without script, or one that just went elsewhere, notes nothing
            return []
        return found
