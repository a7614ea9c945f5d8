"""An address of every kind of page, in the toy city's account. A new kind of page is added here, and is then
held to everything that pages are held to: axe, widths, weight, valid HTML."""

PAGES = {
    "home": "/",
    "aim": "/aims/1/",
    "priority": "/priorities/2.1/",
    "priority without evidence": "/priorities/1.2/",
    "measures": "/indicators/",
    "indicator": "/indicators/work/",
    "indicator with breakdowns": "/indicators/early-deaths/",
    "indicator each month": "/indicators/queues/",
    "places": "/places/",
    "place": "/places/E08900002/",
    "sources": "/sources/",
    "source": "/sources/toys-work/",
    "values": "/values/",
    "about": "/about/",
    "what changed": "/changes/",
    "first revision": "/changes/1/",
    "revision": "/changes/5/",
    "how often right": "/how-often-right/",
    "results": "/search/?q=work",
    "not found": "/nothing/",
}
