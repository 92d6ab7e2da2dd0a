"""What providers mean by their replies."""

from django.contrib import admin
from django.http import HttpRequest
from modeltranslation.admin import TranslationStackedInline

from codes.admin.filters import ShownFilters
from codes.admin.histories import WithHistory
from codes.admin.languages import TwoLanguages
from codes.admin.people import is_editor
from codes.admin.saving import SafeSaving
from codes.models import Provider, ProviderReply


class ProviderReplyInline(TwoLanguages, TranslationStackedInline):
    model = ProviderReply
    extra = 0
    facts = ("slug", "pattern", "reply", "enhanced", "url", "order")


@admin.register(Provider)
class ProviderAdmin(WithHistory, SafeSaving, ShownFilters):
    list_display = ("name", "slug", "url")
    search_fields = ("name", "replies__pattern", "replies__reply", "replies__enhanced")
    inlines = (ProviderReplyInline,)
    change_list_template = "admin/codes/entry_list.html"
    save_on_top = True

    def get_readonly_fields(self, request: HttpRequest, obj: Provider | None = None) -> tuple[str, ...]:
        return () if is_editor(request.user) else ("slug", "name", "url")
