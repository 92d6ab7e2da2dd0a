"""What people paste: read in memory, explained, and forgotten with the answer."""

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from codes import heads
from codes.explaining import LONGEST_TEXT, explained
from codes.rendering import edition, private_page
from codes.smtp import extract
from codes.smtp.reports import Reading
from codes.views.limits import limited
from smtpref.requests import is_longer

# A form writes three characters for one that it has to escape, and adds its own marks.
LONGEST_BODY = 4 * LONGEST_TEXT
TEMPLATE = "explain/page.html"


class TooLong(Exception):
    """More text than the explainer reads."""


@csrf_exempt  # changes nothing and knows nobody: there is no cookie to protect
@sensitive_post_parameters("text")
@require_http_methods(["GET", "HEAD", "POST"])
@limited("explain")
def explain(request: HttpRequest) -> HttpResponse:
    """The form, or the explanation of what was pasted or uploaded."""
    shared = {"head": heads.plain("explain"), "longest": LONGEST_TEXT // 1024, "text": ""}
    if request.method != "POST":
        return private_page(request, TEMPLATE, shared)
    try:
        text, reading = pasted(request)
    except TooLong:
        return private_page(request, "explain/too_long.html", shared, status=413)
    if reading is None:
        return private_page(request, TEMPLATE, shared | {"is_empty": True}, status=400)
    return private_page(request, TEMPLATE, shared | {"text": text, "explanation": explained(edition(), reading)})


def pasted(request: HttpRequest) -> tuple[str, Reading | None]:
    """The text of the form and what was read in it, or in the file that came instead; nothing for an empty form."""
    if is_longer(request, LONGEST_BODY):
        raise TooLong
    request.upload_handlers = [MemoryFileUploadHandler(request)]  # never a temporary file
    text, file = request.POST.get("text", ""), request.FILES.get("file")
    if len(text.encode("utf-8", "replace")) > LONGEST_TEXT or (file and (file.size or 0) > LONGEST_TEXT):
        raise TooLong
    if text.strip():
        return text, extract.read(text)
    return "", extract.read_message(file.read()) if file and file.size else None
