"""How far a file is, giving it up, and fetching it; and whether the installation works."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.utils import Error
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.requests.pace import weighs
from accounts.requests.signed_in import SignedInRequest, verb
from jobs.actions import cancel_file as give_up
from jobs.makers import MAKERS
from jobs.models import FileJob
from jobs.queries import has_worker, progress_of, waiting_count
from uploads.store import read


@never_cache
def file_detail(request: SignedInRequest, number: str) -> HttpResponse:
    """How far a file is; it asks again by itself until the file is there."""
    job = _own(request, number)
    context = {
        "job": job,
        "progress": progress_of(job),
        "done": MAKERS[job.kind].done(job.arguments),
        "back_url": MAKERS[job.kind].page(job.arguments),
    }
    return render(request, "jobs/file_detail.html", context)


@verb
def cancel_file(request: SignedInRequest, number: str) -> HttpResponse:
    """Give up a file of one's own."""
    job = _own(request, number)
    if not give_up(job):
        messages.info(request, _("The file was already finished."))
    return redirect("jobs:file_detail", job.pk)


@never_cache
def fetch_file(request: SignedInRequest, number: str) -> HttpResponse:
    """The file, for who asked for it and may still have it."""
    job = _own(request, number)
    maker = MAKERS[job.kind]
    record = maker.find(request.user.person, job.arguments)
    if not progress_of(job).is_kept:
        return redirect("jobs:file_detail", job.pk)
    content = read(job.stored_as, job.sha256)
    maker.fetched(record)
    headers = {
        "Content-Disposition": f'attachment; filename="{job.file_name}"',
        "Cache-Control": "no-store",
    }
    return HttpResponse(content, content_type=maker.content_type, headers=headers)


@weighs(0)
@login_not_required
@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """Whether the database answers, whether a worker runs, and how many files wait: for whatever
    watches the installation. 503 when the database does not answer."""
    try:
        said = {"database": "answers", "worker": _worker(), "files waiting": waiting_count()}
    except Error:
        return JsonResponse({"database": "does not answer"}, status=503)
    return JsonResponse(said)


def _worker() -> str:
    return "runs" if has_worker() else "does not run"


def _own(request: SignedInRequest, number: str) -> FileJob:
    """Their own file of a number. Raises Http404."""
    try:
        job = FileJob.objects.get(pk=UUID(number), account=request.user)
    except (ValueError, FileJob.DoesNotExist) as error:
        raise Http404 from error
    if job.kind not in MAKERS:
        raise Http404
    return job
