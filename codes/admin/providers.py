"""What providers mean by their replies."""

from django.contrib import admin
from modeltranslation.admin import TranslationStackedInline

from codes.admin.languages import LanguageTabs
from codes.models import Provider, ProviderReply


class ProviderReplyInline(LanguageTabs, TranslationStackedInline):
    model = ProviderReply
    extra = 0
    facts = ("slug", "pattern", "reply", "enhanced", "url", "order")


@admin.register(Provider)
class ProviderAdmin(admin.ModelAdmin):
    list_display = ("name", "slug", "url")
    search_fields = ("name", "replies__pattern", "replies__reply", "replies__enhanced")
    inlines = (ProviderReplyInline,)
    save_on_top = True
